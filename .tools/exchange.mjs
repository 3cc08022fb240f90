// SPDX-License-Identifier: MIT
// Finds an example of each interface in a trace of real calls, and draws it as a ladder.
const kFirstUserMethod = 1024;
const kMostMessages = 12;
const kFollowing = { 1: 'connect to me', 3: 'share out', 4: 'share in', 6: 'data read', 7: 'data write', 8: 'ping' };

const isUserCall = (record) => record.kind === 'call' && record.method >= kFirstUserMethod;

/** The calls that belong to `root`: what follows it on its phone, and what is called to serve it. */
function collect(calls, root) {
  const found = new Set([root.call]);
  const user = new Set([root.call]);
  const open = new Map([[`${root.source} ${root.handle}`, true]]);
  for (const record of calls) {
    if (record.sequence <= root.sequence) continue;
    const phone = `${record.source} ${record.handle}`;
    if (isUserCall(record)) open.set(phone, user.has(record.parent));
    if (isUserCall(record) && user.has(record.parent)) user.add(record.call);
    if (user.has(record.call) || (!isUserCall(record) && open.get(phone))) found.add(record.call);
  }
  return found;
}

/** All messages of one call, in order; undefined when the trace does not have its answer, or there are too many. */
function exchangeOf(records, calls, root) {
  const end = records.find((record) => record.kind === 'answer' && record.call === root.call && record.sequence > root.sequence);
  if (!end) return undefined;
  const among = (record) => record.sequence >= root.sequence && record.sequence <= end.sequence;
  const found = collect(calls.filter(among), root);
  const messages = records.filter((record) => among(record) && ['call', 'forward', 'answer'].includes(record.kind) && found.has(record.call));
  return messages.length <= kMostMessages && messages.every(({ target_name: name }) => name) ? messages : undefined;
}

function valueOf({ word, shift, bits, values, flags, signed }, words) {
  if (shift >= 32) return undefined; // the trace keeps 32 bits of each word
  let number = words[word - 1] >>> shift;
  if (bits < 32) number &= 2 ** bits - 1;
  if (signed && bits <= 32 && number >= 2 ** (bits - 1)) number -= 2 ** bits;
  const named = Object.entries(values ?? {}).find(([, value]) => value === number);
  if (named) return named[0];
  const set = Object.entries(flags ?? {}).filter(([, value]) => number & value).map(([name]) => name);
  return set.length > 0 ? set.join('|') : `${number}`;
}

function valuesOf(slots, words) {
  return slots.map((slot) => [slot.name, valueOf(slot, words)]).filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${value}`).join(', ');
}

/** What stands at the arrow of a message. `request`: the record of the call that it belongs to. */
function labelOf(record, request, interfaces, errors) {
  const method = interfaces.get(record.interface)?.methods.find(({ number }) => number === request.method);
  const name = method?.name ?? kFollowing[request.method] ?? request.method_name.replaceAll('_', ' ');
  if (record.kind === 'answer') {
    if (record.error !== 0) return errors.get(record.error) ?? `error ${record.error}`;
    const values = method ? valuesOf(method.answer, record.words) : '';
    return values ? `ok: ${values}` : 'ok';
  }
  if (record.kind === 'forward') return `${name}, passed on`;
  const size = [6, 7].includes(request.method) ? `${record.words[1]} bytes` : '';
  const values = method ? valuesOf(method.request, record.words) : size;
  return values ? `${name}: ${values}` : name;
}

/** For each interface the messages { from, to, text } of its richest call that is short enough. */
export function chooseExchanges(records, interfaces, errors) {
  const calls = records.filter(({ kind }) => kind === 'call');
  const requests = new Map(calls.map((record) => [record.call, record]));
  const best = new Map();
  for (const root of calls) {
    if (!isUserCall(root) || !interfaces.has(root.interface)) continue;
    if ((best.get(root.interface)?.length ?? 0) >= kMostMessages) continue;
    const messages = exchangeOf(records, calls, root);
    if (messages && messages.length > (best.get(root.interface)?.length ?? 0)) best.set(root.interface, messages);
  }
  const name = (record, end) => record[`${end}_name`];
  return new Map([...best].map(([id, messages]) => [id, messages.map((record) => ({
    from: name(record, 'source'), to: name(record, 'target'), text: labelOf(record, requests.get(record.call), interfaces, errors),
  }))]));
}

function arrow(message, names, width) {
  const [from, to] = [names.indexOf(message.from), names.indexOf(message.to)];
  const [left, right] = [Math.min(from, to), Math.max(from, to)];
  const room = (right - left) * width - 3;
  const text = ` ${message.text} `;
  const line = `--${text}${'-'.repeat(Math.max(0, room - text.length - 2))}`;
  const lifelines = (count) => '|'.padEnd(width).repeat(count);
  const drawn = left === right ? `|${text}` : to > from ? `|${line}->|` : `|<-${line}|`;
  return `${lifelines(left)}${drawn.padEnd((right - left) * width + 1)}${' '.repeat(width - 1)}${lifelines(names.length - right - 1)}`.trimEnd();
}

/** Time goes down, each column is a task. */
export function drawLadder(messages) {
  const names = [];
  for (const { from, to } of messages) for (const name of [from, to]) if (!names.includes(name)) names.push(name);
  const width = Math.max(16, ...messages.map(({ text }) => text.length + 8));
  const head = names.map((name) => name.padEnd(width)).join('').trimEnd();
  return [head, ...messages.map((message) => arrow(message, names, width))].join('\n');
}
