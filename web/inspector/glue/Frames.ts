// SPDX-License-Identifier: MIT
// Draws only when there is a reason: input at once, new data at most thirty times a second, else never.

const DATA_MILLISECONDS = 33;
const SPARING_MILLISECONDS = 120; // where the processor must draw what graphics hardware should
const SETTLING_FRAMES = 2; // the toolkit needs more than one frame to react to input

export class Frames {
  private readonly _draw: (seconds: number) => number;
  private _request = 0;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _due = Infinity; // when the timer fires
  private _last = 0;
  private _settling = 0;
  private _running = false;
  private _pause = 0; // between two frames that nobody asked for by hand

  /** `draw` returns after how many milliseconds it wants to be called again, or -1. */
  constructor(draw: (seconds: number) => number) {
    this._draw = draw;
  }

  setRunning(running: boolean): void {
    this._running = running;
    if (running) this.onInput();
    else this._cancel();
  }

  /** Draws less often: the machine needs the processor more than the picture. */
  spare(): void {
    this._pause = SPARING_MILLISECONDS;
  }

  onInput(): void {
    this._settling = SETTLING_FRAMES;
    this._soon();
  }

  onData(): void {
    this._later(Math.max(0, this._last + Math.max(DATA_MILLISECONDS, this._pause) - performance.now()));
  }

  private _soon(): void {
    if (!this._running || this._request !== 0) return;
    this._request = requestAnimationFrame((now) => this._frame(now));
  }

  private _later(milliseconds: number): void {
    const due = performance.now() + milliseconds;
    if (!this._running || this._request !== 0 || due >= this._due) return;
    clearTimeout(this._timer);
    this._due = due;
    this._timer = setTimeout(() => this._soon(), milliseconds);
  }

  private _frame(now: number): void {
    this._cancel();
    const seconds = Math.min(1, Math.max(0.001, (now - this._last) / 1000));
    this._last = now;
    const next = this._draw(seconds);
    if (this._settling-- > 0 || next === 0 || (next > 0 && next <= 16 && this._pause === 0)) this._soon();
    else if (next > 0) this._later(Math.max(next, this._pause));
  }

  private _cancel(): void {
    cancelAnimationFrame(this._request);
    clearTimeout(this._timer);
    this._request = 0;
    this._due = Infinity;
  }
}
