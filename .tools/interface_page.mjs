// SPDX-License-Identifier: MIT
// One page of docs/interfaces: what an interface is, its calls with fields and words, states, and a real exchange.
import { drawLadder } from './exchange.mjs';

const list = (texts) => texts.join(', ');

function attachment({ direction, kind, name, interface: called, least, most, record, count, condition, inline, streamed, passed_to: passed }) {
  const unit = kind === 'handles' ? '' : ' bytes';
  const size = most === undefined ? '' : least ? `, ${least} to ${most}${unit}` : `, at most ${most}${unit}`;
  const tests = { equal: (value) => ` is ${value}`, mask: (value) => ` has bit ${value}`, set: () => ' is not 0' };
  return [`\`${direction} ${kind} ${name ?? called}\`${record ? ` of \`${record.name}\`` : ''}${size}`,
    count ? `as many as \`${count}\` says` : '',
    condition ? `only if \`${condition.field}\`${tests[condition.test](condition.value)}` : '',
    inline ? (inline.always ? 'always in the words' : `in the words while it is at most ${inline.words * 8} bytes`) : '',
    streamed ? 'the handler takes or gives the bytes itself' : '', passed ? `passed to \`${passed}\`` : ''].filter(Boolean).join('; ');
}

function wordTable(title, slots) {
  if (slots.length === 0) return '';
  const rows = slots.map(({ name, type, word, shift, bits, values, flags }) => {
    const named = Object.entries(values ?? flags ?? {}).map(([text, value]) => `${text} ${value}`);
    return `| ${word} | ${shift}..${shift + bits - 1} | \`${name}\` | ${type} | ${list(named)} |`;
  });
  return `\n| ${title}: word | bits | field | type | values |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

function signature({ class: kind, ordinal, name, request, answer, attachments }) {
  const fields = (slots) => list(slots.map((slot) => `${slot.type.replace(/.*\./, '')} ${slot.name}`));
  const parts = attachments.map(({ direction, kind: what, name: called, interface: back }) => ` ${direction} ${what} ${called ?? back}`);
  return `${kind} ${ordinal} ${name}(${fields(request)})${parts.join('')}${answer.length > 0 ? ` -> (${fields(answer)})` : ''}`;
}

function method(described) {
  const { name, number, documentation, request, answer, attachments, errors, calls, forwards_to: target, parks, idempotent } = described;
  const facts = [`Number on the wire: ${number}.`, parks ? 'May be answered after later calls.' : '',
    idempotent ? 'May be repeated after the server was replaced.' : '', target ? `Passed on to \`${target}\`, which answers.` : '',
    Object.keys(errors).length > 0 ? `Errors: ${list(Object.entries(errors).map(([error, value]) => `${error} (${value})`))}.` : '',
    calls.length > 0 ? `May wait for: ${list(calls.map((called) => `\`${called}\``))}.` : ''].filter(Boolean);
  return `### ${name}\n\n    ${signature(described)}\n\n${documentation ? `${documentation}\n\n` : ''}${facts.join(' ')}\n` +
    wordTable('request', request) + wordTable('answer', answer) +
    (attachments.length > 0 ? `\nBehind the call:\n\n${attachments.map((each) => `- ${attachment(each)}\n`).join('')}` : '');
}

function connects({ connects: all }) {
  if (all.length === 0) return '';
  const rows = all.map(({ number, name, documentation, request }) =>
    `- ${number ?? 'any other number'}: ${name}(${list((request ?? []).map((slot) => slot.name))})${documentation ? `: ${documentation}` : ''}\n`);
  return `\n## Connects\n\n${rows.join('')}`;
}

function example({ methods }, exchange) {
  if (methods.length === 0) return 'None: the interface has no calls.\n';
  if (!exchange) return 'None: in the sessions that `npm run docs` traces, on a machine without devices, nobody makes a call of this interface.\n';
  return `From the trace of ${exchange.command}; each column is a task, and the trace keeps 32 bits of a word.\n\n` +
    `${drawLadder(exchange.messages).split('\n').map((line) => `    ${line}`).join('\n')}\n`;
}

/** The Markdown of a page. `exchange`: { command, messages }, or undefined. */
export function interfacePage(described, file, exchange) {
  const { name, id, version, hash, documentation, methods, states, cloned, retired } = described;
  return `# ${name}

Generated from [${file}](../../${file}) by \`npm run docs\`.

${documentation || 'See the calls.'}

Interface \`${id}\`, version ${version}, hash \`${hash}\`.${cloned ? ' A client may have several connections, for calls at the same time.' : ''}\
${retired.length > 0 ? ` Retired: ${list(retired)}.` : ''}
${connects(described)}
${states.length > 0 ? `## States of a connection\n\n![States of ${name}](${name}.svg)\n\n` : ''}## An exchange

${example(described, exchange)}
## Calls

${methods.length > 0 ? methods.map(method).join('\n') : 'None.\n'}`;
}
