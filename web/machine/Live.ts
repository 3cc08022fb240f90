// SPDX-License-Identifier: MIT
// Inputs as they happen: a queue filled by the terminal's and the page's events, and the real clock.
import { kTerminalCount } from "./Abi.ts";
import { engine } from "./Engine.ts";
import type { Source } from "./Gate.ts";
import type { Due, Input } from "./Recording.ts";

const kClockPeriod = 20_000; // microseconds between two settings of the clock while the machine is busy
const kDriftAllowed = 2_000_000; // microseconds that the wall clock may walk away, for example while asleep
const kMostOffered = 4096; // bytes of one entry

// An input's virtual time is rounded up to a grid, and a key that starts nothing comes at the virtual time that it
// finds: what a program can notice stays true, and a link need not spell out how somebody types.
const kGrid = 32_000; // microseconds
const kNoticeable = 2_000_000; // microseconds of silence that are kept
const kStarters: readonly number[] = [0x03, 0x04, 0x0a, 0x0d, 0x1a]; // Ctrl-C, Ctrl-D, line feed, Enter, Ctrl-Z

/// Whether no program is likely to look at the clock because of this.
function isQuiet(input: Input): boolean {
  return input.kind === "bytes" && !input.bytes.some((byte) => kStarters.includes(byte));
}

function roundUp(time: number): number {
  return Math.ceil(time / kGrid) * kGrid;
}

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
  private _setAt = 0; // microseconds, as now(), when the clock was set
  private _realOffset = 0;

  /// `realTime`: microseconds since 1970 at virtual time 0; undefined: it does not follow the wall clock.
  /// `taken` hears how many bytes a terminal's device took.
  constructor(
    private readonly _realTime: bigint | undefined,
    private readonly _taken?: (terminal: number, bytes: number) => void,
  ) {}

  /// Virtual time `time` is now.
  start(time = 0): void {
    this._started = engine.performance.now() - time / 1000;
    this._setAt = time;
  }

  /// Virtual microseconds since start.
  now(): number {
    return Math.floor((engine.performance.now() - this._started) * 1000);
  }

  push(input: Input): void {
    if (input.kind === "bytes") this._typed[input.device]?.add(input.bytes);
    else this._inputs.push(input);
  }

  next(step: number, busy: boolean, earliest: number): Due | undefined {
    const now = this.now();
    const input = this._inputs[0] ?? this._nextTyped(step) ?? (busy ? this._nextClock(now) : undefined);
    return input === undefined ? undefined : { time: this._timeOf(input, now, earliest), input };
  }

  consume({ input }: Due, taken: number, step: number): void {
    this._setAt = this.now();
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

  millisecondsUntil(deadline: number): number {
    return deadline < 0 ? -1 : Math.max(0, (deadline - this.now()) / 1000);
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

  compared(): void {
    // nothing to do: what is live was never recorded before
  }

  private _timeOf(input: Input, now: number, earliest: number): number {
    const unnoticed = isQuiet(input) && now - this._setAt < kNoticeable;
    return roundUp(unnoticed ? earliest : Math.max(now, earliest));
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

  private _nextClock(now: number): Input | undefined {
    if (now - this._setAt < kClockPeriod) return undefined;
    if (this._realTime === undefined) return { kind: "clock" };
    const offset = Date.now() * 1000 - Number(this._realTime) - now;
    const drifted = Math.abs(offset - this._realOffset) > kDriftAllowed;
    return drifted ? { kind: "real", offset } : { kind: "clock" };
  }
}
