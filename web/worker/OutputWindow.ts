// SPDX-License-Identifier: MIT
// Keeps the machine from printing faster than the page can show: `yes` for an hour must not fill the memory.
import { kMaxUnshown, kTerminalCount } from "./protocol.ts";

export class OutputWindow {
  private readonly _unshown = new Array<number>(kTerminalCount).fill(0);
  private readonly _hold: () => void;
  private readonly _release: () => void;
  private _held = false;

  /// `hold` stops the machine, `release` lets it run again; they alternate.
  constructor(hold: () => void, release: () => void) {
    this._hold = hold;
    this._release = release;
  }

  /// So many bytes went to the page.
  sent(terminal: number, bytes: number): void {
    this._unshown[terminal] = (this._unshown[terminal] ?? 0) + bytes;
    if (this._held || this._largest() <= kMaxUnshown) return;
    this._held = true;
    this._hold();
  }

  /// So many bytes are on the screen.
  shown(terminal: number, bytes: number): void {
    this._unshown[terminal] = Math.max(0, (this._unshown[terminal] ?? 0) - bytes);
    if (!this._held || this._largest() > kMaxUnshown / 2) return;
    this._held = false;
    this._release();
  }

  private _largest(): number {
    return Math.max(...this._unshown);
  }
}
