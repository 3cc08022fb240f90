// SPDX-License-Identifier: MIT
// Trace records (kernel/abi/trace.hpp) as JSON lines, with the names of tasks, interfaces and methods.
import { decodeText } from "../machine/Engine.ts";
import { kTraceRecordSize } from "../machine/TraceReader.ts";
import type { TaskName } from "./Target.ts";

const kKinds = [
  "none", "task_created", "task_ended", "phone_connected", "phone_hung_up", "call", "delivered", "forward", "answer",
  "answered", "data", "shared", "notification", "dispatch", "forgotten", "violation",
];
const kFlags = ["truncated", "route_from_me", "automatic", "refused"];
const kSystemMethods: Readonly<Record<number, string>> = {
  0: "phone_hung_up", 1: "connect_to_me", 2: "connect_me_to", 4: "share_in", 5: "share_out", 6: "data_read",
  7: "data_write", 8: "delegate", 9: "ping",
};
const kFirstUserMethod = 1024;
const kWithMethod = new Set(["call", "delivered", "forward", "data", "forgotten", "violation"]);
const kWithError = new Set(["answer", "answered"]);

interface Protocol {
  readonly name: string;
  readonly methods: ReadonlyMap<number, string>;
}

/// The four letters of an interface; the first one is in the lowest byte.
export function interfaceLetters(id: number): string {
  const codes = [0, 8, 16, 24].map((shift) => (id >>> shift) & 0xff);
  return codes.map((code) => (code > 0x20 && code < 0x7f ? String.fromCharCode(code) : "")).join("");
}

function interfaceNumber(id: unknown): number {
  if (typeof id === "number") return id >>> 0;
  return [...String(id)].reduce((number, letter, at) => (number | (letter.charCodeAt(0) << (8 * at))) >>> 0, 0);
}

/// Reads /etc/interfaces.json of the system. A file that is missing or of another shape gives no names.
export function readProtocols(file: Uint8Array | undefined): ReadonlyMap<number, Protocol> {
  const protocols = new Map<number, Protocol>();
  if (file === undefined) return protocols;
  const list: unknown = JSON.parse(decodeText(file));
  for (const { id, name, methods } of list as { id: unknown; name: string; methods: { number: number; name: string }[] }[]) {
    protocols.set(interfaceNumber(id), { name, methods: new Map(methods.map((method) => [method.number, method.name])) });
  }
  return protocols;
}

export class TraceLines {
  private readonly _taskNames = new Map<number, string>([[0, "kernel"]]);

  constructor(private readonly _protocols: ReadonlyMap<number, Protocol>) {}

  /// Learns the names of the tasks that there are now; names of the dead are kept.
  learn(tasks: readonly TaskName[]): void {
    for (const { id, name } of tasks) this._taskNames.set(id & 0xffff, name);
  }

  /// One line of JSON a record, each with its line feed.
  format(records: Uint8Array): string {
    let lines = "";
    for (let at = 0; at < records.length; at += kTraceRecordSize) {
      const view = new DataView(records.buffer, records.byteOffset + at, kTraceRecordSize);
      lines += `${JSON.stringify(this._record(view))}\n`;
    }
    return lines;
  }

  private _record(view: DataView): Record<string, unknown> {
    const number = (at: number): number => view.getUint32(at, true);
    const kind = kKinds[view.getUint8(36)] ?? `kind ${view.getUint8(36)}`;
    const flags = view.getUint8(37);
    return {
      time: Number(view.getBigUint64(0, true)),
      sequence: number(8),
      step: number(12),
      kind,
      call: number(16),
      parent: number(20),
      source: view.getUint16(32, true),
      source_name: this._taskNames.get(view.getUint16(32, true)),
      target: view.getUint16(34, true),
      target_name: this._taskNames.get(view.getUint16(34, true)),
      ...this._what(kind, number(24), number(28)),
      handle: view.getUint16(38, true),
      flags: kFlags.filter((_, bit) => (flags & (1 << bit)) !== 0),
      words: [40, 44, 48, 52, 56].map(number),
    };
  }

  private _what(kind: string, id: number, method: number): Record<string, unknown> {
    const protocol = this._protocols.get(id);
    const known = id === 0 ? {} : { interface: interfaceLetters(id), interface_name: protocol?.name };
    if (kWithError.has(kind)) return { ...known, error: method };
    if (!kWithMethod.has(kind) && kind !== "notification") return known;
    const name = method < kFirstUserMethod ? kSystemMethods[method] : protocol?.methods.get(method);
    return { ...known, method, method_name: kind === "notification" ? undefined : name };
  }
}
