// SPDX-License-Identifier: MIT
// The bar between terminal and inspector: dragged with a pointer, moved with the keyboard, remembered for each
// direction. Follows the ARIA pattern of a window splitter.
import type { Preferences } from "./Preferences.ts";
import { kSplitDefault, kSplitMost, kSplitLeast, splitAfterDrag, splitAfterKey } from "./splitPosition.ts";

const kStacked = 900; // pixels up to which the panes lie one above the other

export class Split {
  private readonly _container: HTMLElement;
  private readonly _bar: HTMLElement;
  private readonly _preferences: Preferences;
  private _stacked = false;
  private _fraction = kSplitDefault;

  /// `container` gets the custom property --split; `bar` is the separator inside it.
  constructor(container: HTMLElement, bar: HTMLElement, preferences: Preferences) {
    this._container = container;
    this._bar = bar;
    this._preferences = preferences;
    bar.addEventListener("pointerdown", (event) => this._drag(event));
    bar.addEventListener("keydown", (event) => this._key(event));
    bar.addEventListener("dblclick", () => this._move(kSplitDefault));
    new ResizeObserver(() => this._follow()).observe(container);
    this._stacked = this._isNarrow;
    this._restore();
  }

  /// A lesson beside the panes makes them narrow as a small window does. Must say the same as style/panes.css.
  private get _isNarrow(): boolean {
    return this._container.clientWidth <= kStacked;
  }

  private _follow(): void {
    if (this._stacked === this._isNarrow || this._container.clientWidth === 0) return;
    this._stacked = this._isNarrow;
    this._restore();
  }

  private get _name(): string {
    return this._stacked ? "split.stacked" : "split.wide";
  }

  private _restore(): void {
    this._bar.setAttribute("aria-orientation", this._stacked ? "horizontal" : "vertical");
    this._show(this._preferences.number(this._name, kSplitLeast, kSplitMost, kSplitDefault));
  }

  private _show(fraction: number): void {
    this._fraction = fraction;
    this._container.style.setProperty("--split", `${(fraction * 100).toFixed(2)}%`);
    this._bar.setAttribute("aria-valuenow", String(Math.round(fraction * 100)));
  }

  private _move(fraction: number): void {
    this._show(fraction);
    this._preferences.setNumber(this._name, fraction);
  }

  private _key(event: KeyboardEvent): void {
    const fraction = splitAfterKey(this._fraction, event.key, event.shiftKey, this._stacked);
    if (fraction === null) return;
    event.preventDefault();
    this._move(fraction);
  }

  private _drag(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this._bar.setPointerCapture(event.pointerId);
    this._container.classList.add("dragging");
    const move = ({ clientX, clientY }: PointerEvent): void => {
      const { left, top, width, height } = this._container.getBoundingClientRect();
      this._show(this._stacked ? splitAfterDrag(clientY - top, height) : splitAfterDrag(clientX - left, width));
    };
    const end = (): void => {
      this._bar.removeEventListener("pointermove", move);
      this._container.classList.remove("dragging");
      this._move(this._fraction);
    };
    this._bar.addEventListener("pointermove", move);
    this._bar.addEventListener("lostpointercapture", end, { once: true });
  }
}
