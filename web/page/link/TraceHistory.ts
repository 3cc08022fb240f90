// SPDX-License-Identifier: MIT
// Keeps the latest trace records for readers that come late: the inspector is loaded after the first prompt,
// and should still show how the machine started.
import type { Unsubscribe } from "../InspectorSource.ts";

export type TraceCallback = (records: ArrayBuffer) => void;

const kMostBytes = 4 << 20; // 65,536 records

export class TraceHistory {
  private readonly _callbacks = new Set<TraceCallback>();
  private readonly _limit: number;
  private _batches: ArrayBuffer[] = [];
  private _bytes = 0;

  constructor(limit = kMostBytes) {
    this._limit = limit;
  }

  /// Keeps a batch and gives it to everybody.
  add(records: ArrayBuffer): void {
    this._batches.push(records);
    this._bytes += records.byteLength;
    while (this._bytes > this._limit && this._batches.length > 1) {
      this._bytes -= this._batches.shift()?.byteLength ?? 0;
    }
    for (const callback of this._callbacks) callback(records);
  }

  /// The callback first gets what was kept.
  subscribe(callback: TraceCallback): Unsubscribe {
    for (const batch of this._batches) callback(batch);
    this._callbacks.add(callback);
    return () => void this._callbacks.delete(callback);
  }

  clear(): void {
    this._batches = [];
    this._bytes = 0;
  }
}
