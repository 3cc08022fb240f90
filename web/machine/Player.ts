// SPDX-License-Identifier: MIT
// Inputs from a recording at the pace of a reader: played, faster or slower, with dead time cut short; or run without
// any waiting up to some moment. Only waiting is paced: while the machine computes it computes.
import { engine } from "./Engine.ts";
import type { MachineError } from "./MachineError.ts";
import { presentationTimes } from "./presentationTimes.ts";
import type { Due, Recording } from "./Recording.ts";
import { Replay } from "./Replay.ts";

/// Where a run ends: at a virtual time (microseconds) or at a logical one (dispatches).
export type Target = { readonly time: number } | { readonly step: number };

const kIdleLimit = 2_000_000; // virtual microseconds

/// The end of the recording does not end the machine, so that whoever watches can go on from there: it is a marker.
export class Player extends Replay {
  /// Silence before an input is cut to so many virtual microseconds.
  idleLimit = kIdleLimit;
  private readonly _shownAt: readonly number[];
  private _target: Target | undefined = { time: Infinity }; // undefined: at the reader's pace
  private _playhead = 0; // virtual microseconds at _since
  private _since = 0; // engine's milliseconds
  private _speed = 1;

  constructor(recording: Recording) {
    super(recording, true); // who watches wants to see where it leads, and hears of the difference

    this._shownAt = presentationTimes(recording.entries);
  }

  /// Virtual time of the last entry.
  get duration(): number {
    return this.recording.entries.at(-1)?.time ?? 0;
  }

  set speed(factor: number) {
    this._setPlayhead(this._now());
    this._speed = factor;
  }

  /// From now on at the reader's pace, beginning at this virtual time.
  play(time: number): void {
    this._target = undefined;
    this._setPlayhead(time);
  }

  /// From now on without waiting, up to the target and not beyond.
  run(target: Target): void {
    this._target = target;
  }

  /// Whether the machine stands at the target of run(), or at the end of the recording. `waits`: nothing is ready, and
  /// nothing due.
  isThere(step: number, waits: boolean): boolean {
    return this.isOver || (waits && this._target !== undefined) || this._isAtTarget(step);
  }

  /// Nothing is left of the recording.
  get isOver(): boolean {
    return this.entry === undefined;
  }

  override next(step: number, busy: boolean): Due | undefined {
    if (this.isOver || this._isAtTarget(step)) return undefined;
    const due = super.next(step, busy);
    if (due === undefined || (!busy && this._shown() > this._now())) return undefined;
    return due.input.kind === "end" ? { time: due.time, input: { ...due.input, kind: "marker", name: "" } } : due;
  }

  override limit(step: number, quantum: number): number {
    const target = this._target;
    const last = target !== undefined && "step" in target ? Math.max(step, target.step) : Infinity;
    return Math.min(super.limit(step, quantum), last);
  }

  override due(time: number, step: number): boolean {
    return !this.isOver && time <= this._now() && !this._isAtTarget(step);
  }

  override stuck(step: number): MachineError | undefined {
    return this.isOver || this.entry?.after === undefined ? undefined : super.stuck(step);
  }

  override millisecondsUntil(deadline: number): number {
    if (this._target !== undefined || this.isOver) return -1;
    const shown = this._shown();
    if (shown - this._now() > this.idleLimit) this._setPlayhead(shown - this.idleLimit);
    const next = deadline < 0 ? shown : Math.min(shown, deadline);
    return Math.max(0, (next - this._now()) / 1000 / this._speed);
  }

  private _isAtTarget(step: number): boolean {
    const target = this._target;
    return target !== undefined && "step" in target && step >= target.step;
  }

  /// When the next entry is shown.
  private _shown(): number {
    const entry = this.entry;
    if (entry === undefined) return Infinity;
    return this._target === undefined ? (this._shownAt[this.at] ?? entry.time) : entry.time;
  }

  /// The reader's virtual time now.
  private _now(): number {
    const target = this._target;
    if (target !== undefined) return "time" in target ? target.time : Infinity;
    return this._playhead + (engine.performance.now() - this._since) * 1000 * this._speed;
  }

  private _setPlayhead(time: number): void {
    this._playhead = time;
    this._since = engine.performance.now();
  }
}
