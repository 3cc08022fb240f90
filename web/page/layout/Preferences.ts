// SPDX-License-Identifier: MIT
// What the page remembers about its reader: colours, sizes, switches. Where the browser keeps nothing for the
// page (private window, sandboxed frame), everything works and is forgotten at the end.
const kPrefix = "switchboard.";

/// The part of Storage that is used here, so that tests can give their own.
export type Store = Pick<Storage, "getItem" | "setItem">;

function browserStore(): Store | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export class Preferences {
  private readonly _store: Store | null;
  private readonly _session = new Map<string, string>();

  constructor(store: Store | null = browserStore()) {
    this._store = store;
  }

  text(name: string): string | null {
    const kept = this._session.get(name);
    if (kept !== undefined) return kept;
    try {
      return this._store?.getItem(kPrefix + name) ?? null;
    } catch {
      return null;
    }
  }

  setText(name: string, value: string): void {
    this._session.set(name, value);
    try {
      this._store?.setItem(kPrefix + name, value);
    } catch {
      // The store is full or closed: the value lives in _session until the page goes.
    }
  }

  flag(name: string, otherwise: boolean): boolean {
    const text = this.text(name);
    return text === "yes" ? true : text === "no" ? false : otherwise;
  }

  setFlag(name: string, value: boolean): void {
    this.setText(name, value ? "yes" : "no");
  }

  /// A number from `low` to `high`; anything else that was stored counts as nothing.
  number(name: string, low: number, high: number, otherwise: number): number {
    const text = this.text(name);
    const value = text === null || text.trim() === "" ? NaN : Number(text);
    return value >= low && value <= high ? value : otherwise;
  }

  setNumber(name: string, value: number): void {
    this.setText(name, String(Math.round(value * 1e4) / 1e4));
  }
}
