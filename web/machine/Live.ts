// SPDX-License-Identifier: MIT
// Inputs as they happen: a queue filled by the terminal's and the page's events, and the real clock.
import { kTerminalCount } from "./Abi.ts";
import { engine } from "./Engine.ts";
import type { Source } from "./Gate.ts";
import type { Entry, Input } from "./Recording.ts";

const kClockPeriod = 10_000; // virtual microseconds between two settings of the clock while the machine is busy
const kDriftAllowed = 2_000_000; // microseconds that the wall clock may walk away, for example while asleep
const kMostOffered = 4096; // bytes of one entry

/// Bytes typed at one terminal that its device has not taken yet.
class Typed {
  private _pieces: Uint8Array[] = [];
  private _refusedAt = -1; // logical time at which the device was full

  add(bytes: Uint8Array): void {
    if (bytes.length > 0) this._pieces.push(bytes);
  }

  /// What to offer now; nothing until the machine has moved on since the device was full.
  offer(step: number): Uint8Array | undefined {
    const first = this._pieces[0];
    return this._refusedAt === step ? undefined : first?.subarray(0, kMostOffered);
  }

  taken(size: number, offered: number, step: number): void {
    if (size < offered) this._refusedAt = step;
    const first = this._pieces[0];
    if (first === undefined) return;
    if (size === first.length) this._pieces.shift();
    else this._pieces[0] = first.subarray(size);
  }
}

export class Live implements Source {
  private readonly _inputs: Input[] = [];
  private readonly _typed = Array.from({ length: kTerminalCount }, () => new Typed());
  private _started = 0; // engine's milliseconds at virtual time 0
  private _clockAt = 0;
  private _realOffset = 0;

  /// `realTime`: microseconds since 1970 at virtual time 0; undefined: it does not follow the wall clock.
  /// `taken` hears how many bytes a terminal's device took.
  constructor(
    private readonly _realTime: bigint | undefined,
    private readonly _taken?: (terminal: number, bytes: number) => void,
  ) {}

  /// Virtual time 0 is now.
  start(): void {
    this._started = engine.performance.now();
  }

  /// Virtual microseconds since start.
  now(): number {
    return Math.floor((engine.performance.now() - this._started) * 1000);
  }

  push(input: Input): void {
    if (input.kind === "bytes") this._typed[input.device]?.add(input.bytes);
    else this._inputs.push(input);
  }

  next(step: number, busy: boolean): Entry | undefined {
    const time = this.now();
    const input = this._inputs[0] ?? this._nextTyped(step);
    if (input !== undefined) return { step, time, input };
    if (busy && time - this._clockAt >= kClockPeriod) return { step, time, input: this._clock(time) };
    return undefined;
  }

  consume({ step, time, input }: Entry, taken: number): void {
    this._clockAt = time;
    if (input.kind === "bytes") this._tookBytes(input.device, taken, input.bytes.length, step);
    else if (input === this._inputs[0]) this._inputs.shift();
    else if (input.kind === "real") this._realOffset = input.offset;
  }

  limit(step: number, quantum: number): number {
    return step + quantum;
  }

  due(time: number): boolean {
    return this.now() >= time;
  }

  preciseClock(): bigint {
    return BigInt(Math.round(engine.performance.now() * 1e6));
  }

  refuses(): boolean {
    return false;
  }

  refused(): void {
    // nothing to do: a live machine goes on with the refusal
  }

  stuck(): undefined {
    return undefined;
  }

  private _tookBytes(device: number, taken: number, offered: number, step: number): void {
    this._typed[device]?.taken(taken, offered, step);
    if (taken > 0) this._taken?.(device, taken);
  }

  private _nextTyped(step: number): Input | undefined {
    for (let device = 0; device < this._typed.length; device++) {
      const bytes = this._typed[device]?.offer(step);
      if (bytes !== undefined) return { kind: "bytes", device, bytes };
    }
    return undefined;
  }

  private _clock(time: number): Input {
    if (this._realTime === undefined) return { kind: "clock" };
    const offset = Date.now() * 1000 - Number(this._realTime) - time;
    const drifted = Math.abs(offset - this._realOffset) > kDriftAllowed;
    return drifted ? { kind: "real", offset } : { kind: "clock" };
  }
}
