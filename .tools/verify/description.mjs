// SPDX-License-Identifier: MIT
// The system description (servers/system.conf) as an object: who provides which interface, and who calls which. init reads
// the same file; the syntax is described in servers/init/README.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../lib.mjs';

const kComponents = new Set(['boot', 'server', 'driver', 'program']);
const kOthers = new Set(['environment', 'mount', 'terminal', 'waive', 'talks']);

/** Words of a line without its comment; a word may be partly or wholly in "quotes". */
export function splitWords(line) {
  const words = [];
  let quoted = false;
  let open = false;
  for (const c of line) {
    if (!quoted && c === '#') break;
    if (!quoted && /\s/.test(c)) {
      open = false;
      continue;
    }
    if (!open) words.push('');
    open = true;
    if (c === '"') quoted = !quoted;
    else words[words.length - 1] += c;
  }
  if (quoted) throw new Problem('a quotation mark has no partner');
  return words;
}

function listOf(options, name) {
  return options.get(name)?.split(',') ?? [];
}

function parseComponent([kind, name, ...rest], place) {
  const options = new Map(rest.filter((word) => word.includes('=')).map((word) => word.split(/=(.*)/s)));
  const serving = listOf(options, 'serving').map((effect) => {
    const [while_, calls] = effect.split('>');
    return { while: while_, calls };
  });
  return {
    kind, name, place, serving,
    provides: listOf(options, 'provides'),
    uses: listOf(options, 'uses'),
    pool: options.has('pool') ? Number(options.get('pool')) : undefined,
  };
}

function parseWaiver(words, place) {
  const [, caller, arrow, callee, because, reason] = words;
  const isNode = (word) => /^\w+\/[\w.]+$/.test(word ?? '');
  if (!isNode(caller) || arrow !== '->' || !isNode(callee) || because !== 'because' || !reason)
    throw new Problem('waive needs NAME/INTERFACE -> NAME/INTERFACE because "REASON"');
  return { caller, callee, reason, place };
}

function parseTalk([, name, service, order], place) {
  if (!order) throw new Problem('talks needs a name, an interface and the order of its calls in quotation marks');
  return { name, interface: service, order, place };
}

function addLine(description, text, place) {
  const words = splitWords(text);
  if (words.length === 0) return;
  if (kComponents.has(words[0])) description.components.push(parseComponent(words, place));
  else if (words[0] === 'waive') description.waivers.push(parseWaiver(words, place));
  else if (words[0] === 'talks') description.talks.push(parseTalk(words, place));
  else if (!kOthers.has(words[0])) throw new Problem(`unknown word '${words[0]}'`);
}

/** `text` of the file `path`; throws a Problem that names the line that is wrong. */
export function parseDescription(text, path) {
  const description = { path, components: [], waivers: [], talks: [] };
  text.split('\n').forEach((line, index) => {
    const place = `${path}:${index + 1}`;
    try {
      addLine(description, line, place);
    } catch (error) {
      throw error instanceof Problem ? new Problem(`${place}: ${error.message}`) : error;
    }
  });
  const names = description.components.map(({ name }) => name);
  const twice = description.components.find(({ name }, index) => names.indexOf(name) !== index);
  if (twice) throw new Problem(`${twice.place}: there are two components '${twice.name}'`);
  return description;
}

export function readDescription(root, path) {
  return parseDescription(readFileSync(join(root, path), 'utf8'), path);
}
