// SPDX-License-Identifier: MIT
// On a narrow screen lesson, terminal and inspector are three tabs of one place. Elsewhere they stand side by side and
// nothing of this is seen.
import { make } from "../dom.ts";

export type Place = "lesson" | "terminal" | "inspector";

const kPlaces: readonly (readonly [Place, string])[] = [
  ["lesson", "Lesson"],
  ["terminal", "Terminal"],
  ["inspector", "Inspector"],
];

export class PlaceTabs {
  private readonly _work: HTMLElement;
  private readonly _list: HTMLElement;
  private readonly _buttons = new Map<Place, HTMLButtonElement>();
  private readonly _badge = make("span", { class: "badge" });
  private readonly _onInspector: () => void;

  constructor(work: HTMLElement, list: HTMLElement, onInspector: () => void) {
    this._work = work;
    this._list = list;
    this._onInspector = onInspector;
    for (const [place, text] of kPlaces) {
      const button = make("button", { class: "tab", text, attributes: { type: "button" } });
      if (place === "lesson") button.append(" ", this._badge);
      button.addEventListener("click", () => this.show(place));
      this._buttons.set(place, button);
      list.append(button);
    }
    this.show("lesson");
  }

  setVisible(visible: boolean): void {
    this._list.hidden = !visible;
    if (visible) this.show("lesson");
  }

  /// On a wide screen this changes nothing that is seen.
  show(place: Place): void {
    this._work.dataset["place"] = place;
    for (const [other, button] of this._buttons) button.setAttribute("aria-pressed", String(other === place));
    if (place === "inspector" && this._list.offsetParent !== null) this._onInspector();
  }

  /// How much of the step is done.
  setBadge(text: string): void {
    if (this._badge.textContent !== text) this._badge.textContent = text;
  }
}
