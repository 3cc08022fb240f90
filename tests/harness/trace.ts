// SPDX-License-Identifier: MIT
// Trace records (kernel/abi/trace.hpp) as objects, and questions about them.

export const kRecordSize = 64;
const kKinds = [
  "none", "task_created", "task_ended", "phone_connected", "phone_hung_up", "call", "delivered", "forward", "answer",
  "answered", "data", "shared", "notification", "dispatch", "forgotten",
] as const;
export type TraceKind = (typeof kKinds)[number];

export interface TraceRecord {
  readonly sequence: number;
  readonly step: number;
  readonly call: number;
  readonly parent: number;
  readonly interface: string;
  readonly method: number;
  readonly source: number;
  readonly target: number;
  readonly kind: TraceKind;
  readonly flags: number;
  readonly handle: number;
  readonly words: readonly number[];
}

function letters(id: number): string {
  return id === 0 ? "" : String.fromCharCode(id & 255, (id >> 8) & 255, (id >> 16) & 255, (id >> 24) & 255);
}

export function decodeTrace(bytes: Uint8Array): TraceRecord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: TraceRecord[] = [];
  for (let at = 0; at + kRecordSize <= bytes.byteLength; at += kRecordSize) {
    const word = (offset: number): number => view.getUint32(at + offset, true);
    records.push({
      sequence: word(8),
      step: word(12),
      call: word(16),
      parent: word(20),
      interface: letters(word(24)),
      method: word(28),
      source: view.getUint16(at + 32, true),
      target: view.getUint16(at + 34, true),
      kind: kKinds[view.getUint8(at + 36)] ?? "none",
      flags: view.getUint8(at + 37),
      handle: view.getUint16(at + 38, true),
      words: [40, 44, 48, 52, 56].map(word),
    });
  }
  return records;
}

/// System methods of kernel/abi/ipc.hpp by name.
export const kMethod = { phone_hung_up: 0, connect_to_me: 1, connect_me_to: 2, data_read: 6, data_write: 7 } as const;
