// SPDX-License-Identifier: MIT
// The bar at the top: what state the machine is in, and the switches of the page.
import { find } from "./dom.ts";

export type Lamp = "busy" | "ready" | "halted" | "failed";

export interface BarListener {
  onStatus(): void;
  onRestart(): void;
  onShare(): void;
  onInspector(): void;
  onReader(): void;
  onTheme(): void;
  onAbout(): void;
}

export class TopBar {
  private readonly _status = find("status", HTMLButtonElement);
  private readonly _text = find("status-text", HTMLElement);
  private readonly _announcer = find("announcer", HTMLElement);
  private readonly _inspector = find("toggle-inspector", HTMLButtonElement);
  private readonly _reader = find("toggle-reader", HTMLButtonElement);

  constructor(listener: BarListener) {
    this._status.addEventListener("click", () => listener.onStatus());
    this._inspector.addEventListener("click", () => listener.onInspector());
    this._reader.addEventListener("click", () => listener.onReader());
    find("restart", HTMLButtonElement).addEventListener("click", () => listener.onRestart());
    find("open-share", HTMLButtonElement).addEventListener("click", () => listener.onShare());
    find("toggle-theme", HTMLButtonElement).addEventListener("click", () => listener.onTheme());
    find("open-about", HTMLButtonElement).addEventListener("click", () => listener.onAbout());
  }

  /// `spoken` is what a screen reader says; it changes less often than the text.
  setStatus(lamp: Lamp, text: string, spoken: string): void {
    this._status.dataset["lamp"] = lamp;
    this._text.textContent = text;
    if (this._announcer.textContent !== spoken) this._announcer.textContent = spoken;
  }

  setInspector(shown: boolean): void {
    this._inspector.setAttribute("aria-pressed", String(shown));
  }

  setReader(on: boolean): void {
    this._reader.setAttribute("aria-pressed", String(on));
  }
}
