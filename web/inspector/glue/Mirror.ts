// SPDX-License-Identifier: MIT
// The screen's facts as an ordinary table beside the canvas, for people who do not see it.
import type { InspectorCore } from "./inspector_core.js";
import { textAt } from "./memory.ts";

const UPDATE_MILLISECONDS = 1000;
const UNSEEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";

export class Mirror {
  private readonly _core: InspectorCore;
  private readonly _root = document.createElement("div");
  private readonly _table = document.createElement("table");
  private readonly _onText: (text: string) => void;
  private readonly _live = document.createElement("div");
  private _shown = "";
  private _updated = -Infinity;
  private _timer: ReturnType<typeof setTimeout> | undefined;

  /** `onText` hears what the screen shows, whenever that has changed. */
  constructor(core: InspectorCore, container: HTMLElement, onText: (text: string) => void) {
    this._core = core;
    this._onText = onText;
    this._root.style.cssText = UNSEEN;
    this._table.setAttribute("aria-label", "What the inspector shows");
    this._live.setAttribute("aria-live", "polite");
    this._root.append(this._live, this._table);
    container.append(this._root);
  }

  /** After a frame. The table follows at most once a second; announcements come at once. */
  update(): void {
    const spoken = textAt(this._core, this._core._inspector_take_announcement());
    if (spoken !== null) this._live.textContent = spoken;
    clearTimeout(this._timer);
    const wait = this._updated + UPDATE_MILLISECONDS - performance.now();
    if (wait > 0) this._timer = setTimeout(() => this._refresh(), wait);
    else this._refresh();
  }

  remove(): void {
    clearTimeout(this._timer);
    this._root.remove();
  }

  private _refresh(): void {
    this._updated = performance.now();
    const text = textAt(this._core, this._core._inspector_mirror()) ?? "";
    if (text === this._shown) return;
    this._shown = text;
    this._onText(text);
    const [header = "", ...rows] = text.split("\n");
    const head = document.createElement("thead");
    head.append(this._row(header, "th"));
    const body = document.createElement("tbody");
    body.append(...rows.map((row) => this._row(row, "td")));
    this._table.replaceChildren(head, body);
  }

  private _row(text: string, kind: "td" | "th"): HTMLTableRowElement {
    const row = document.createElement("tr");
    for (const cell of text.split("\t")) {
      const element = document.createElement(kind);
      element.textContent = cell;
      row.append(element);
    }
    return row;
  }
}
