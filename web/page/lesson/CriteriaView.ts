// SPDX-License-Identifier: MIT
// The criteria of a step as a list that is ticked as the machine's facts come.
import { make } from "../dom.ts";
import type { Criterion } from "./criterion.ts";
import type { Verdict } from "./judge.ts";

interface Row {
  readonly element: HTMLElement;
  readonly sign: HTMLElement;
  readonly spoken: HTMLElement;
  readonly missing: HTMLElement;
  shown: string;
}

/// Writes only what is new, so that a screen reader says only that.
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/// Words with `code` in them.
function wordsOf(text: string): Node[] {
  return text.split("`").map((part, index) => (index % 2 === 0 ? document.createTextNode(part) : make("code", { text: part })));
}

export class CriteriaView {
  readonly element: HTMLElement;
  private readonly _rows: readonly Row[];
  private readonly _count = make("span", { class: "note" });

  /// `extra`: what is to be reached beside the criteria, for example the answer of a problem.
  constructor(criteria: readonly Criterion[], extra: readonly string[]) {
    this._rows = [...criteria.map(({ goal }) => goal), ...extra].map((goal) => this._createRow(goal));
    const list = make("ul", { class: "criteria" }, ...this._rows.map(({ element }) => element));
    const head = make("div", { class: "criteria-head" }, make("h4", { text: "To do" }), this._count);
    this.element = make("section", { class: "todo", attributes: { "aria-label": "To do in this step" } }, head, list);
  }

  /// In the order of the rows.
  show(verdicts: readonly Verdict[]): void {
    this._rows.forEach((row, index) => {
      const { met = false, missing = "" } = verdicts[index] ?? {};
      row.element.classList.toggle("met", met);
      setText(row.sign, met ? "✓" : "○");
      setText(row.spoken, met ? "Done: " : "Not done: ");
      row.missing.hidden = missing === "";
      if (row.shown !== missing) row.missing.replaceChildren(...wordsOf(missing));
      row.shown = missing;
    });
    setText(this._count, `${verdicts.filter(({ met }) => met).length} of ${this._rows.length} done`);
  }

  private _createRow(goal: string): Row {
    const sign = make("span", { class: "sign", text: "○", attributes: { "aria-hidden": "true" } });
    const spoken = make("span", { class: "unseen-text", text: "Not done: " });
    const missing = make("p", { class: "missing" });
    const words = make("div", {}, make("p", { class: "goal" }, spoken, ...wordsOf(goal)), missing);
    return { element: make("li", { class: "criterion" }, sign, words), sign, spoken, missing, shown: "" };
  }
}
