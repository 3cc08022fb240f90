// SPDX-License-Identifier: MIT
// Draws only when there is a reason: input at once, new data at most thirty times a second, else never.

const DATA_MILLISECONDS = 33;
const SETTLING_FRAMES = 2; // the toolkit needs more than one frame to react to input

export class Frames {
  private readonly _draw: (now: number, seconds: number) => number;
  private _request = 0;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _due = Infinity; // when the timer fires
  private _last = 0;
  private _settling = 0;
  private _running = false;

  /** `draw` returns after how many milliseconds it wants to be called again, or -1. */
  constructor(draw: (now: number, seconds: number) => number) {
    this._draw = draw;
  }

  setRunning(running: boolean): void {
    this._running = running;
    if (running) this.onInput();
    else this._cancel();
  }

  onInput(): void {
    this._settling = SETTLING_FRAMES;
    this._soon();
  }

  onData(): void {
    this._later(Math.max(0, this._last + DATA_MILLISECONDS - performance.now()));
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
    const next = this._draw(now, seconds);
    if (this._settling-- > 0 || (next >= 0 && next <= 16)) this._soon();
    else if (next > 0) this._later(next);
  }

  private _cancel(): void {
    cancelAnimationFrame(this._request);
    clearTimeout(this._timer);
    this._request = 0;
    this._due = Infinity;
  }
}
