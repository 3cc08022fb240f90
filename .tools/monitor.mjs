// SPDX-License-Identifier: MIT
// Makes /etc/interfaces.monitor, the table of kernel/abi/monitor.hpp, out of the files that idlc wrote for each description,
// and of the system description, for what servers call beyond them.
//   node .tools/monitor.mjs OUTPUT SYSTEM.conf FILE.json...
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem, run } from './lib.mjs';
import { parseDescription } from './verify/description.mjs';
import { resolveInterface } from './verify/interfaces.mjs';

const kStates = 16;
const kAttachments = 16;
const kAnyMethod = 0xffff;
const kEveryState = 0xffff;
// ok, and what the kernel and the runtime may answer to every call: no_memory, limit, forward_failed, hung_up,
// not_supported, interrupted, protocol.
const kTransport = [0, 2, 3, 5, 7, 11, 17, 39];
const kFlags = { present: 1, parks: 2, event: 4 };
const kTests = { set: 1, equal: 2, mask: 3 };
const kKinds = { 'share in': 3, 'share out': 4, 'handle in': 5, 'handles in': 5, 'callback in': 6, 'ping in': 7 };

const lettersOf = (id) => Buffer.from(id, 'latin1').readUInt32LE(0);

/** Numbers of so many bytes each, little-endian. */
function pack(pairs) {
  const bytes = Buffer.alloc(pairs.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of pairs) {
    bytes.fill(0, at, at + size);
    if (size === 8) bytes.writeBigUInt64LE(BigInt(value), at);
    else bytes.writeUIntLE(value, at, size);
    at += size;
  }
  return bytes;
}

function kindOf({ kind, direction }) {
  if (['data', 'text', 'array'].includes(kind)) return direction === 'in' ? 1 : 2;
  return kKinds[`${kind} ${direction}`] ?? kKinds[`${kind} in`];
}

function packAttachment(attachment, method, interfaces) {
  const { condition, count, inline, most = 0, least = 0 } = attachment;
  const name = condition?.field ?? count;
  const field = method.request.find((one) => one.name === name);
  if (name !== undefined && field === undefined) throw new Problem(`monitor: ${method.name} has no argument '${name}'`);
  const test = count === undefined ? kTests[condition?.test] ?? 0 : 4;
  const detail = attachment.interface === undefined ? least : lettersOf(interfaces.get(attachment.interface).id);
  return pack([
    [1, kindOf(attachment)], [1, test], [1, field?.word ?? 0], [1, field?.shift ?? 0], [1, field?.bits ?? 0],
    [1, inline?.size_word ?? 0], [1, inline?.size_shift ?? 0], [1, 0],
    [4, most], [4, attachment.direction === 'out' ? 0 : detail], [8, condition?.value ?? 0],
  ]);
}

function packTransitions(name, states) {
  const rows = [];
  states.forEach(({ transitions }, from) => {
    for (const { method, target, errors = {} } of transitions) {
      if (method !== name) continue;
      const indexOf = (state) => states.findIndex((one) => one.name === state);
      rows.push([from, indexOf(target), 0]);
      for (const [error, state] of Object.entries(errors)) rows.push([from, indexOf(state), error]);
    }
  });
  return rows.filter(([from, to]) => from !== to);
}

class Table {
  _sections = { methods: [], attachments: [], connects: [], interfaces: [], effects: [], transitions: [] };

  /** `serving`: pairs { while, calls } of full names: all methods of the first interface may call the second. */
  constructor(interfaces, serving) {
    this._serving = serving;
    const sorted = [...interfaces].sort((a, b) => lettersOf(a.id) - lettersOf(b.id));
    this._numbers = new Map(sorted.map((one, number) => [`${one.namespace}.${one.name}`, number]));
    this._interfaces = new Map(sorted.map((one) => [`${one.namespace}.${one.name}`, one]));
    for (const one of sorted) this._addInterface(one);
  }

  bytes() {
    const { methods, attachments, connects, interfaces, effects, transitions } = this._sections;
    const order = [methods, attachments, connects, interfaces, effects, transitions];
    const body = Buffer.concat(order.flat());
    const counts = order.map((section) => [2, section.length]);
    return Buffer.concat([pack([[4, lettersOf('monT')], [4, 1], [4, body.length + 24], ...counts]), body]);
  }

  _addInterface(description) {
    const { methods, connects, interfaces } = this._sections;
    const { states = [] } = description;
    if (states.length > kStates) throw new Problem(`monitor: ${description.name} has more than ${kStates} states`);
    const firstMethod = methods.length;
    const firstConnect = connects.length;
    const count = Math.max(0, ...description.methods.map(({ ordinal }) => ordinal + 1));
    const full = `${description.namespace}.${description.name}`;
    const more = this._serving.filter((pair) => pair.while === full).map(({ calls }) => calls);
    for (let ordinal = 0; ordinal < count; ++ordinal)
      this._addMethod(description.methods.find((one) => one.ordinal === ordinal), states, more);
    const start = states.findIndex((state) => state.start);
    for (const { number, state } of description.connects ?? []) {
      const begins = states.findIndex(({ name }) => name === state);
      if (begins >= 0) connects.push(pack([[8, number ?? 0], [2, 1 << begins], [1, number === undefined || number === null ? 1 : 0], [5, 0]]));
    }
    interfaces.push(pack([
      [4, lettersOf(description.id)], [2, firstMethod], [2, count], [2, firstConnect], [2, connects.length - firstConnect],
      [2, start < 0 ? 0 : 1 << start], [2, 0],
    ]));
  }

  _addMethod(method, states, more) {
    const { methods, attachments, effects, transitions } = this._sections;
    const firsts = [attachments.length, effects.length, transitions.length];
    let errors = 0n;
    let allowed = states.length === 0 ? kEveryState : 0;
    let flags = 0;
    if (method !== undefined) {
      flags = kFlags.present | (method.parks ? kFlags.parks : 0) | (method.class === 'event' ? kFlags.event : 0);
      const numbers = Object.values(method.errors ?? {});
      for (const error of [...kTransport, ...numbers]) errors |= 1n << BigInt(error);
      states.forEach((state, index) => {
        if (state.transitions.some((one) => one.method === method.name)) allowed |= 1 << index;
      });
      const messages = (method.attachments ?? []).filter(({ inline }) => !inline?.always);
      if (messages.length > kAttachments) throw new Problem(`monitor: ${method.name} has more than ${kAttachments} attachments`);
      for (const one of messages) attachments.push(packAttachment(one, method, this._interfaces));
      for (const effect of new Set([...(method.calls ?? []), ...more])) effects.push(this._packEffect(effect));
      for (const [from, to, error] of packTransitions(method.name, states))
        transitions.push(pack([[1, from], [1, to], [2, typeof error === 'number' ? error : method.errors[error]]]));
    }
    const lengths = [attachments, effects, transitions].map((section, at) => section.length - firsts[at]);
    methods.push(pack([
      [8, errors], [2, allowed], ...firsts.map((first) => [2, first]), ...lengths.map((length) => [1, length]), [1, flags], [4, 0],
    ]));
  }

  _packEffect(effect) {
    const whole = this._numbers.get(effect);
    if (whole !== undefined) return pack([[2, whole], [2, kAnyMethod]]);
    const [namespace, name, method] = effect.split('.');
    const owner = this._interfaces.get(`${namespace}.${name}`);
    const found = owner?.methods.find((one) => one.name === method);
    if (found === undefined) throw new Problem(`monitor: '${effect}' is no interface and no method`);
    return pack([[2, this._numbers.get(`${namespace}.${name}`)], [2, found.ordinal]]);
  }
}

/** The effects that the system description adds, with full names. Unknown ones are not here: verify complains about them. */
function servingOf({ components }, interfaces) {
  const byName = new Map(interfaces.map((one) => [`${one.namespace}.${one.name}`, one]));
  return components
    .flatMap(({ serving }) => serving)
    .map((pair) => ({ while: resolveInterface(byName, pair.while), calls: resolveInterface(byName, pair.calls) }))
    .filter((pair) => pair.while !== undefined && pair.calls !== undefined);
}

/** The table of all interfaces of these descriptions, in a system so described. */
export function makeTable(descriptions, system) {
  const interfaces = descriptions.flatMap((description) => description.interfaces);
  return new Table(interfaces, servingOf(system, interfaces)).bytes();
}

if (process.argv[1]?.endsWith('monitor.mjs')) {
  await run(() => {
    const [output, system, ...files] = process.argv.slice(2);
    mkdirSync(dirname(output), { recursive: true });
    const descriptions = files.map((file) => JSON.parse(readFileSync(file, 'utf8')));
    writeFileSync(output, makeTable(descriptions, parseDescription(readFileSync(system, 'utf8'), system)));
  });
}
