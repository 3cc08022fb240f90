// SPDX-License-Identifier: MIT
// Turns trace records into calls: who called whom, through which hops, with what answer, inside which other call.
// No DOM: tests and other readers of the trace use it as well.
import { TraceFlag, TraceKind, type TraceRecord } from "./TraceRecord.ts";

/// One server that a call was passed on to.
export interface Hop {
  readonly from: number;
  readonly to: number;
  /// Of the phone through which it was passed on.
  readonly interfaceId: number;
  readonly method: number;
  readonly words: readonly number[];
  readonly sequence: number;
}

/// Bytes that the kernel moved for a call. `shared` moves no bytes: the area is seen by both.
export interface Transfer {
  readonly kind: "data" | "shared";
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
  readonly sequence: number;
}

/// waiting: sent; served: a server has taken it; forgotten: the caller died; refused: never left the caller; lost:
/// records are missing, and its end may be among them.
export type CallState = "waiting" | "served" | "answered" | "forgotten" | "refused" | "lost";

export interface Answer {
  /// abi::Error; 0 is success.
  readonly error: number;
  readonly words: readonly number[];
  /// Who answered; the kernel's task id 0 never answers, see `automatic`.
  readonly from: number;
  /// The kernel answered in place of the server.
  readonly automatic: boolean;
  readonly step: number;
  readonly time: number;
  readonly sequence: number;
}

export interface Call {
  readonly id: number;
  /// The call that the sender was serving when it sent this one; 0 if none.
  readonly parent: number;
  /// The call that this one belongs to: for the transfers of a call (data, sharing, delegation) the call before
  /// it on the same phone, for all others the parent; null when that one is not known.
  owner: Call | null;
  readonly sender: number;
  /// The first receiver; hops tell where it went from there.
  readonly receiver: number;
  readonly interfaceId: number;
  readonly method: number;
  readonly words: readonly number[];
  /// Some word did not fit the record.
  readonly truncated: boolean;
  readonly step: number;
  readonly time: number;
  readonly sequence: number;
  state: CallState;
  readonly hops: Hop[];
  readonly transfers: Transfer[];
  /// The calls that this one owns, in the order in which they were sent.
  readonly children: Call[];
  answer: Answer | null;
  /// The caller has taken the answer.
  returned: boolean;
}

/// How long a call took: virtual microseconds and dispatches; null while it is not answered.
export interface Duration {
  readonly time: number;
  readonly steps: number;
}

/// Records about it can still come.
export function isOpen({ state, returned }: Call): boolean {
  return state === "waiting" || state === "served" || (state === "answered" && !returned);
}

export function durationOf(call: Call): Duration | null {
  if (call.answer === null) return null;
  return { time: call.answer.time - call.time, steps: call.answer.step - call.step };
}

// share_in, share_out, data_read, data_write and delegate of abi::SystemMethod: each carries something for the
// call that was sent before it through the same phone.
const kTransferMethods: ReadonlySet<number> = new Set([4, 5, 6, 7, 8]);
const kMaxHandles = 4096;
const kHalfRange = 2 ** 31; // of sequence numbers

/// The calls of a trace, in the order in which they were sent; the oldest are dropped beyond `capacity`.
export class CallModel {
  private readonly _calls = new Map<number, Call>();
  private readonly _capacity: number;
  /// The latest call that was no transfer, by sender and phone.
  private readonly _latest = new Map<number, Call>();
  private _lost = 0;
  private _lastSequence = 0;

  constructor(capacity = 20000) {
    this._capacity = capacity;
  }

  get size(): number {
    return this._calls.size;
  }

  /// Records that the reader was too slow for.
  get lost(): number {
    return this._lost;
  }

  clear(): void {
    this._calls.clear();
    this._latest.clear();
    this._lost = 0;
    this._lastSequence = 0;
  }

  find(id: number): Call | undefined {
    return this._calls.get(id);
  }

  /// Oldest first.
  calls(): IterableIterator<Call> {
    return this._calls.values();
  }

  /// The outermost known call that `call` is a part of.
  rootOf(call: Call): Call {
    let root = call;
    while (root.owner !== null) root = root.owner;
    return root;
  }

  /// Records must come in the order of their sequence numbers; gaps are counted.
  add(records: readonly TraceRecord[]): void {
    for (const record of records) {
      const step = record.sequence - this._lastSequence;
      // Numbers begin again after 2^32; a new ring begins far below.
      const missing = (step < -kHalfRange ? step + 2 * kHalfRange : step) - 1;
      if (this._lastSequence !== 0 && missing > 0) this._lose(missing);
      this._lastSequence = record.sequence;
      if (record.kind === TraceKind.call) this._begin(record);
      else this._continue(record);
    }
  }

  private _lose(records: number): void {
    this._lost += records;
    for (const call of this._calls.values()) if (isOpen(call)) call.state = "lost";
  }

  private _begin(record: TraceRecord): void {
    const phone = record.source * kMaxHandles + record.handle;
    const isTransfer = kTransferMethods.has(record.method);
    const owner = (isTransfer ? this._latest.get(phone) : undefined) ?? this._calls.get(record.parent) ?? null;
    const call = this._create(record, owner);
    this._calls.set(call.id, call);
    owner?.children.push(call);
    if (!isTransfer) this._latest.set(phone, call);
    if (this._calls.size > this._capacity) this._dropOldest();
  }

  private _create(record: TraceRecord, owner: Call | null): Call {
    return {
      id: record.call,
      parent: record.parent,
      owner,
      sender: record.source,
      receiver: record.target,
      interfaceId: record.interfaceId,
      method: record.method,
      words: record.words,
      truncated: (record.flags & TraceFlag.truncated) !== 0,
      step: record.step,
      time: record.time,
      sequence: record.sequence,
      state: (record.flags & TraceFlag.refused) !== 0 ? "refused" : "waiting",
      hops: [],
      transfers: [],
      children: [],
      answer: null,
      returned: false,
    };
  }

  private _dropOldest(): void {
    const oldest = this._calls.values().next();
    if (oldest.done) return;
    this._calls.delete(oldest.value.id);
    for (const child of oldest.value.children) child.owner = null;
  }

  private _continue(record: TraceRecord): void {
    const call = this._calls.get(record.call);
    if (call === undefined) return;
    const { source: from, target: to, interfaceId, method, words, sequence } = record;
    switch (record.kind) {
      case TraceKind.delivered:
        if (call.answer === null && (call.state === "waiting" || call.state === "lost")) call.state = "served";
        break;
      case TraceKind.answered:
        call.returned = true;
        break;
      case TraceKind.forward:
        call.hops.push({ from, to, interfaceId, method, words, sequence });
        if (call.answer === null) call.state = "waiting";
        break;
      case TraceKind.answer:
        this._answer(call, record);
        break;
      case TraceKind.data:
      case TraceKind.shared:
        call.transfers.push({
          kind: record.kind === TraceKind.data ? "data" : "shared",
          from,
          to,
          bytes: words[0] ?? 0,
          sequence,
        });
        break;
      case TraceKind.forgotten:
        if (call.answer === null) call.state = "forgotten";
        break;
      default:
        break;
    }
  }

  /// The first answer counts: a call is answered exactly once, whatever the trace of a forgotten one says.
  private _answer(call: Call, record: TraceRecord): void {
    if (call.answer !== null) return;
    call.answer = {
      error: record.method,
      words: record.words,
      from: record.source,
      automatic: (record.flags & TraceFlag.automatic) !== 0,
      step: record.step,
      time: record.time,
      sequence: record.sequence,
    };
    const refused = call.state === "refused" || (record.flags & TraceFlag.refused) !== 0;
    if (call.state !== "forgotten") call.state = refused ? "refused" : "answered";
  }
}
