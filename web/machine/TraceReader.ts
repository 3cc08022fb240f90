// SPDX-License-Identifier: MIT
// Reads the kernel's trace ring as it is written. Records stay the 64 bytes of kernel/abi/trace.hpp.
import type { Kernel } from "./Kernel.ts";
import type { Memories } from "./Memories.ts";

export const kTraceRecordSize = 64;
export const kTraceCapacity = 1 << 15;

export interface TraceBatch {
  /// Whole records, oldest first; a copy.
  readonly records: Uint8Array;
  /// How many were overwritten before they could be read.
  readonly lost: number;
}

export class TraceReader {
  private _next: number;

  constructor(
    private readonly _kernel: Kernel,
    private readonly _memories: Memories,
  ) {
    this._next = Number(_kernel.exports.kernel_trace_next());
  }

  /// Begins again with the oldest record that the kernel still has: the machine was put back.
  rewind(): void {
    this._next = Math.max(0, Number(this._kernel.exports.kernel_trace_next()) - kTraceCapacity);
  }

  /// Records written since the last read; undefined when there are none.
  read(): TraceBatch | undefined {
    const end = Number(this._kernel.exports.kernel_trace_next());
    if (end === this._next) return undefined;
    const first = Math.max(this._next, end - kTraceCapacity);
    const lost = first - this._next;
    this._next = end;
    return { records: this._copy(first, end - first), lost };
  }

  /// Record number n lies at n modulo the capacity, so a batch is at most two pieces.
  private _copy(first: number, count: number): Uint8Array {
    const ring = this._kernel.exports.kernel_trace_ring() >>> 0;
    const view = this._memories.view(0);
    const records = new Uint8Array(count * kTraceRecordSize);
    const index = first % kTraceCapacity;
    const straight = Math.min(count, kTraceCapacity - index);
    const at = ring + index * kTraceRecordSize;
    records.set(view.subarray(at, at + straight * kTraceRecordSize));
    records.set(view.subarray(ring, ring + (count - straight) * kTraceRecordSize), straight * kTraceRecordSize);
    return records;
  }
}
