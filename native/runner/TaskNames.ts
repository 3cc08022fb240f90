// SPDX-License-Identifier: MIT
// Which tasks there are, as far as the trace tells: it is the only thing that a PC says about itself.
import type { TaskName } from "../../web/headless/Target.ts";
import { decodeText } from "../../web/machine/Engine.ts";

const kRecordSize = 64;
const kTarget = 34; // offsets of kernel/abi/trace.hpp
const kKind = 36;
const kWords = 40;
const kNameSize = 20;
const kCreated = 1;
const kEnded = 2;

export class TaskNames {
  private readonly _names = new Map<number, string>();
  private readonly _living = new Set<number>();

  /// Learns from whole records.
  learn(records: Uint8Array): void {
    for (let at = 0; at + kRecordSize <= records.length; at += kRecordSize) {
      const record = records.subarray(at, at + kRecordSize);
      const id = (record[kTarget] as number) | ((record[kTarget + 1] as number) << 8);
      if (record[kKind] === kCreated) this._add(id, record.subarray(kWords, kWords + kNameSize));
      else if (record[kKind] === kEnded) this._living.delete(id);
    }
  }

  /// All that there ever were.
  all(): TaskName[] {
    return [...this._names].map(([id, name]) => ({ id, name }));
  }

  living(): TaskName[] {
    return this.all().filter(({ id }) => this._living.has(id));
  }

  private _add(id: number, name: Uint8Array): void {
    const end = name.indexOf(0);
    this._names.delete(id); // the newest last
    this._names.set(id, decodeText(end < 0 ? name : name.subarray(0, end)));
    this._living.add(id);
  }
}
