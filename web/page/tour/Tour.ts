// SPDX-License-Identifier: MIT
// A card in the corner that offers the tour, and then points at one part of the page after the other. It takes the
// focus only when somebody has pressed a button in it.
import { make, makeButton } from "../dom.ts";
import { kStops, type Stop } from "./stops.ts";
import type { TourHost } from "./TourModule.ts";

function isShown({ id }: Stop): boolean {
  const element = document.getElementById(id);
  return element !== null && element.offsetParent !== null;
}

export class Tour {
  private readonly _host: TourHost;
  private readonly _title = make("h2", { attributes: { tabindex: "-1", id: "tour-title" } });
  private readonly _text = make("p");
  private readonly _tools = make("div", { class: "tour-tools" });
  private readonly _card: HTMLElement;
  private _stops: readonly Stop[] = [];
  private _at = -1;
  private _pointed: HTMLElement | null = null;

  constructor(host: TourHost) {
    this._host = host;
    const attributes = { "aria-labelledby": "tour-title" };
    this._card = make("section", { class: "tour", attributes }, this._title, this._text, this._tools);
    this._card.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this._end();
    });
    document.body.append(this._card);
    this._say("New here?", "A tour of 90 seconds shows what this page can do.", [
      makeButton("No, thanks", "small-text", () => this._end()),
      makeButton("Show me", "action", () => this._begin()),
    ]);
  }

  private _begin(): void {
    this._stops = kStops.filter(isShown);
    this._go(0);
  }

  private _go(at: number): void {
    const stop = this._stops[at];
    if (stop === undefined) return this._end();
    this._at = at;
    this._pointAt(stop.id);
    const last = at === this._stops.length - 1;
    const back = makeButton("Back", "small-text", () => this._go(this._at - 1));
    back.disabled = at === 0;
    this._say(stop.title, stop.text, [
      make("span", { class: "note", text: `${at + 1} of ${this._stops.length}` }),
      ...(last ? [] : [makeButton("Skip", "small-text", () => this._end())]),
      back,
      makeButton(last ? "Done" : "Next", "action", () => this._go(this._at + 1)),
    ]);
    this._title.focus({ preventScroll: true });
  }

  private _say(title: string, text: string, tools: readonly Node[]): void {
    this._title.textContent = title;
    this._text.textContent = text;
    this._tools.replaceChildren(...tools);
  }

  private _pointAt(id: string): void {
    this._pointed?.classList.remove("pointed");
    this._pointed = document.getElementById(id);
    this._pointed?.classList.add("pointed");
  }

  private _end(): void {
    this._pointed?.classList.remove("pointed");
    this._card.remove();
    this._host.onEnd();
  }
}
