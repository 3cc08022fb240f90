// SPDX-License-Identifier: MIT
// abi::TraceRecord (kernel/abi/trace.hpp) as TypeScript: 64 bytes, little-endian.

export const kRecordSize = 64;

export const TraceKind = {
  taskCreated: 1,
  taskEnded: 2,
  phoneConnected: 3,
  phoneHungUp: 4,
  call: 5,
  delivered: 6,
  forward: 7,
  answer: 8,
  answered: 9,
  data: 10,
  shared: 11,
  notification: 12,
  dispatch: 13,
  forgotten: 14,
  violation: 15,
} as const;

export const TraceFlag = { truncated: 1, routeFromMe: 2, automatic: 4, refused: 8 } as const;

export interface TraceRecord {
  /// Virtual microseconds since boot.
  readonly time: number;
  readonly sequence: number;
  /// Number of the dispatch in which it happened.
  readonly step: number;
  readonly call: number;
  readonly parent: number;
  readonly interfaceId: number;
  readonly method: number;
  readonly source: number;
  readonly target: number;
  readonly kind: number;
  readonly flags: number;
  readonly handle: number;
  readonly words: readonly number[];
}

function readRecord(view: DataView, at: number): TraceRecord {
  const word = (index: number): number => view.getUint32(at + 40 + 4 * index, true);
  return {
    time: Number(view.getBigUint64(at, true)),
    sequence: view.getUint32(at + 8, true),
    step: view.getUint32(at + 12, true),
    call: view.getUint32(at + 16, true),
    parent: view.getUint32(at + 20, true),
    interfaceId: view.getUint32(at + 24, true),
    method: view.getUint32(at + 28, true),
    source: view.getUint16(at + 32, true),
    target: view.getUint16(at + 34, true),
    kind: view.getUint8(at + 36),
    flags: view.getUint8(at + 37),
    handle: view.getUint16(at + 38, true),
    words: [word(0), word(1), word(2), word(3), word(4)],
  };
}

/// The records of a buffer, in order. Bytes after the last whole record are ignored.
export function readRecords(buffer: ArrayBuffer): TraceRecord[] {
  const view = new DataView(buffer);
  const records: TraceRecord[] = [];
  for (let at = 0; at + kRecordSize <= buffer.byteLength; at += kRecordSize) records.push(readRecord(view, at));
  return records;
}

/// The name of a task in the words of its birth record: at most its first 20 bytes.
export function taskNameIn(words: readonly number[]): string {
  const bytes = words.flatMap((word) => [0, 8, 16, 24].map((shift) => (word >>> shift) & 0xff));
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(Uint8Array.from(end < 0 ? bytes : bytes.slice(0, end)));
}
