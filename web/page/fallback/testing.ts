// SPDX-License-Identifier: MIT
// Builds trace records for tests.
import { kRecordSize, readRecords, type TraceRecord } from "./TraceRecord.ts";

export type RecordFields = Partial<Omit<TraceRecord, "words">> & { words?: number[] };

/// One buffer with these records, as the kernel writes them.
export function encodeRecords(records: readonly RecordFields[]): ArrayBuffer {
  const buffer = new ArrayBuffer(records.length * kRecordSize);
  records.forEach((record, index) => {
    const view = new DataView(buffer, index * kRecordSize, kRecordSize);
    view.setBigUint64(0, BigInt(record.time ?? 0), true);
    view.setUint32(8, record.sequence ?? index + 1, true);
    view.setUint32(12, record.step ?? 0, true);
    view.setUint32(16, record.call ?? 0, true);
    view.setUint32(20, record.parent ?? 0, true);
    view.setUint32(24, record.interfaceId ?? 0, true);
    view.setUint32(28, record.method ?? 0, true);
    view.setUint16(32, record.source ?? 0, true);
    view.setUint16(34, record.target ?? 0, true);
    view.setUint8(36, record.kind ?? 0);
    view.setUint8(37, record.flags ?? 0);
    view.setUint16(38, record.handle ?? 0, true);
    (record.words ?? []).forEach((word, at) => view.setUint32(40 + 4 * at, word, true));
  });
  return buffer;
}

/// The same after reading them back.
export function makeRecords(records: readonly RecordFields[]): TraceRecord[] {
  return readRecords(encodeRecords(records));
}
