// SPDX-License-Identifier: MIT
// The one door of the machine. Whatever comes in (keys, sizes, kills, time) is put between two dispatches
// here, with its logical and virtual time, so that the same entries at the same stamps give the same bytes.
//
// When nothing is ready, the next thing to happen is the next timeout or an input that comes before it.
// The jump to exactly that timeout follows from the machine's state, so it is not an entry. Both a live
// source and a recording answer the same questions here; no decision depends on which of them it is.
import { DeviceState } from "./Abi.ts";
import type { Kernel } from "./Kernel.ts";
import { MachineError } from "./MachineError.ts";
import type { Recorder } from "./Recorder.ts";
import type { Due, Header, Input } from "./Recording.ts";
import type { GateState } from "./Snapshot.ts";

/// Where entries come from: live, or a recording.
export interface Source {
  /// The input that is due at this logical time, if any; stays first until consumed. `earliest`: the virtual time now,
  /// which a new input cannot come before.
  next(step: number, busy: boolean, earliest: number): Due | undefined;
  /// The input was applied at this logical time; `taken` bytes of it, for bytes.
  consume(due: Due, taken: number, step: number): void;
  /// The logical time at which the kernel must come back, at most `step + quantum`.
  limit(step: number, quantum: number): number;
  /// Whether this virtual time has come, at this logical time.
  due(time: number, step: number): boolean;
  /// How long nothing happens by itself when the kernel's next timeout is `deadline` (-1: there is none); -1: for ever.
  millisecondsUntil(deadline: number): number;
  preciseClock(): bigint;
  /// Whether the request for memory number `request` is one that the engine refused when it was recorded.
  refuses(request: number): boolean;
  /// The engine refused that request now. A replay cannot go on from there.
  refused(request: number): void;
  /// The state hash at a place of the recording was computed again.
  compared(what: string, recorded: string, found: string): void;
  /// Why the machine can never go on, when nothing is ready, due or coming; undefined: wait for an input.
  stuck(step: number): MachineError | undefined;
}

export interface GateListener {
  /// Hash over the whole machine now.
  stateHash(): string;
  /// A terminal has got a size.
  resized?(device: number, size: Size): void;
  /// A marker has passed, with its hash.
  marked?(marker: Input & { kind: "marker" }): void;
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/// What one advance did: ran something, or nothing can happen before `deadline` (-1: before an input).
export type Advance = "ran" | { readonly deadline: number };

export class Gate {
  private _sizes = new Map<number, Size>();
  private _time = 0;
  private _startTime: bigint;
  private _realOffset = 0n;
  private _busy = true;
  private _requests = 0;

  constructor(
    private readonly _kernel: Kernel,
    private _source: Source,
    { realTime }: Header,
    private readonly _recorder: Recorder | undefined,
    private readonly _listener: GateListener,
  ) {
    this._startTime = realTime;
  }

  /// Virtual microseconds since boot, as the machine knows it.
  get time(): number {
    return this._time;
  }

  /// Size of a terminal, once somebody has looked at it.
  size(device: number): Size | undefined {
    return this._sizes.get(device);
  }

  /// Terminals that somebody has looked at.
  get sizes(): ReadonlyMap<number, Size> {
    return this._sizes;
  }

  /// Inputs come from somewhere else from now on.
  use(source: Source): void {
    this._source = source;
  }

  save(): GateState {
    const { _time: time, _startTime: startTime, _realOffset: realOffset, _busy: busy, _requests: requests } = this;
    return { time, startTime, realOffset, busy, requests, sizes: new Map(this._sizes) };
  }

  restore({ time, startTime, realOffset, busy, requests, sizes }: GateState): void {
    this._time = time;
    this._startTime = startTime;
    this._realOffset = realOffset;
    this._busy = busy;
    this._requests = requests;
    this._sizes = new Map(sizes);
  }

  /// Runs one quantum, lets one entry in, or jumps to the next timeout. When that is not possible any more,
  /// the kernel's `stopped` says why.
  advance(quantum: number): Advance {
    if (this._kernel.stopped !== undefined) return { deadline: -1 };
    const advance = this._tryAdvance(quantum);
    if (this._isStopped()) this._recordEnd();
    return advance;
  }
  /// A reading of the precise clock, in nanoseconds, as an input.
  preciseClock(): bigint {
    const reading = this._source.preciseClock();
    this._recorder?.addReading(reading);
    return reading;
  }

  /// Makes a request for memory that the engine may refuse with `refusal`. A refusal is an input too.
  request(refusal: number, make: () => number): number {
    const request = ++this._requests;
    if (this._source.refuses(request)) {
      this._recorder?.addFailure(request);
      return refusal;
    }
    const result = make();
    if (result !== refusal) return result;
    this._source.refused(request);
    this._recorder?.addFailure(request);
    return result;
  }

  private _tryAdvance(quantum: number): Advance {
    try {
      return this._advance(quantum);
    } catch (thrown) {
      const text = `the kernel failed outside of a dispatch: ${String(thrown)}`;
      const known = thrown instanceof MachineError;
      this._kernel.stopped = known ? { kind: "error", error: thrown } : { kind: "panic", text };
      return { deadline: -1 };
    }
  }

  private _advance(quantum: number): Advance {
    const step = this._kernel.dispatches();
    const due = this._source.next(step, this._busy, this._time);
    if (this._busy) {
      if (due !== undefined) this._apply(due, step);
      else this._busy = this._kernel.run(this._source.limit(step, quantum));
      return "ran";
    }
    const deadline = this._kernel.deadline();
    if (due !== undefined && (deadline < 0 || due.time < deadline)) this._apply(due, step);
    else if (deadline >= 0 && (due !== undefined || this._source.due(deadline, step))) this._jump(deadline, step);
    else return this._wait(deadline, step);
    return "ran";
  }

  private _wait(deadline: number, step: number): Advance {
    const error = this._source.stuck(step);
    if (error !== undefined) this._kernel.stopped = { kind: "error", error };
    return { deadline };
  }

  private _isStopped(): boolean {
    return this._kernel.stopped !== undefined;
  }

  /// A machine that ended by itself needs an end too: it tells a replay how far to go.
  private _recordEnd(): void {
    if (this._kernel.stopped?.kind === "end") return;
    const end = { time: this._time, input: { kind: "end", hash: "" } } as const;
    this._recorder?.add(end, this._kernel.dispatches(), !this._busy);
  }

  private _jump(deadline: number, step: number): void {
    this._setClock(deadline);
    this._busy = this._kernel.run(step);
  }

  private _setClock(time: number): void {
    this._time = Math.max(this._time, time);
    const uptime = BigInt(this._time);
    this._kernel.exports.kernel_clock(uptime, this._startTime + uptime + this._realOffset);
  }

  private _apply(due: Due, step: number): void {
    const waited = !this._busy;
    if (due.input.kind === "real") this._realOffset = BigInt(due.input.offset);
    this._setClock(due.time);
    const input = this._computed(due.input);
    const taken = this._perform(input);
    this._source.consume(due, taken, step);
    this._recorder?.add({ time: due.time, input: takenInput(input, taken) }, step, waited);
    if (input.kind === "marker") this._listener.marked?.(input);
    if (this._kernel.stopped === undefined) this._busy = this._kernel.run(step);
  }

  /// The input with the state hash that it asks for; one that it brings is compared.
  private _computed(input: Input): Input {
    if (input.kind !== "marker" && input.kind !== "end") return input;
    const hash = this._listener.stateHash();
    const what = input.kind === "end" || input.name === "" ? "the end" : `the marker '${input.name}'`;
    if (input.hash !== "") this._source.compared(what, input.hash, hash);
    return { ...input, hash };
  }

  private _perform(input: Input): number {
    const { exports } = this._kernel;
    switch (input.kind) {
      case "bytes":
        return exports.kernel_input(input.device, this._kernel.fill(input.bytes));
      case "open":
      case "size": {
        const state = input.kind === "open" ? DeviceState.opened : DeviceState.resized;
        const size = { columns: input.columns, rows: input.rows };
        this._sizes.set(input.device, size);
        this._listener.resized?.(input.device, size);
        exports.kernel_device_state(input.device, state, input.columns, input.rows);
        return 0;
      }
      case "kill":
        exports.kernel_kill(input.task);
        return 0;
      case "trace":
        exports.kernel_trace(input.mask);
        return 0;
      case "end":
        this._kernel.stopped = { kind: "end" };
        return 0;
      default:
        return 0; // clock and real did their work by setting the time
    }
  }
}

/// What a replay must offer: only bytes that the device took.
function takenInput(input: Input, taken: number): Input {
  if (input.kind !== "bytes") return input;
  return taken === 0 ? { kind: "clock" } : { ...input, bytes: input.bytes.subarray(0, taken) };
}
