// SPDX-License-Identifier: MIT
// The ladder of a chosen call as a table: a column a task, a row an arrow.
import { make, makeButton } from "../dom.ts";
import { answerText } from "./CallsView.ts";
import type { Call, CallModel } from "./CallModel.ts";
import { formatBytes } from "./format.ts";
import { ladderOf, type Arrow } from "./ladder.ts";
import type { Names } from "./Names.ts";

const kVerbs = {
  call: "calls",
  forward: "passes on to",
  data: "sends bytes to",
  shared: "shares memory with",
  answer: "answers",
};

function labelOf(arrow: Arrow, names: Names): string {
  const { call, index, kind } = arrow;
  switch (kind) {
    case "call":
      return `${names.callName(call)}(${names.arguments(call.interfaceId, call.method, call.words)})`;
    case "forward": {
      const hop = call.hops[index];
      return hop === undefined ? "" : `passed on as ${names.fullMethod(hop.interfaceId, hop.method)}`;
    }
    case "answer":
      return answerText(call, names);
    default:
      return `${formatBytes(call.transfers[index]?.bytes ?? 0)} ${kind === "data" ? "copied" : "shared"}`;
  }
}

function spacer(columns: number): HTMLElement[] {
  return columns === 0 ? [] : [make("td", { attributes: { colspan: String(columns), "aria-hidden": "true" } })];
}

function arrowRow(arrow: Arrow, columns: readonly number[], names: Names): HTMLElement {
  const from = columns.indexOf(arrow.from);
  const to = columns.indexOf(arrow.to);
  const left = Math.min(from, to);
  const span = Math.abs(from - to) + 1;
  const words = `${names.task(arrow.from)} ${kVerbs[arrow.kind]} ${names.task(arrow.to)}: `;
  const direction = from === to ? "self" : from < to ? "right" : "left";
  const cell = make(
    "td",
    { class: `arrow ${arrow.kind} ${direction}`, attributes: { colspan: String(span) } },
    make("span", { class: "unseen-text", text: words }),
    make("span", { class: "arrow-label", text: labelOf(arrow, names) }),
    make("span", { class: "arrow-line", attributes: { "aria-hidden": "true" } }),
  );
  cell.style.setProperty("--span", String(span));
  return make("tr", {}, ...spacer(left), cell, ...spacer(columns.length - left - span));
}

export class LadderView {
  readonly element = make("section", {
    class: "block ladder",
    attributes: { "aria-label": "Ladder of a call" },
  });
  private readonly _model: CallModel;
  private readonly _names: Names;
  private readonly _onClose: () => void;
  private _call: Call | null = null;
  private _shown = "";

  constructor(model: CallModel, names: Names, onClose: () => void) {
    this._model = model;
    this._names = names;
    this._onClose = onClose;
    this.element.hidden = true;
  }

  show(id: number | null): void {
    this._call = id === null ? null : (this._model.find(id) ?? null);
    this._shown = "";
    this.element.hidden = this._call === null;
    this.refresh();
  }

  /// Draws the ladder again if it has changed.
  refresh(): void {
    if (this._call === null) return;
    const ladder = ladderOf(this._call);
    const last = ladder.arrows[ladder.arrows.length - 1]?.sequence ?? 0;
    const names = ladder.columns.map((task) => this._names.task(task));
    const shown = `${last} ${ladder.arrows.length} ${names.join()}`;
    if (shown === this._shown) return;
    this._shown = shown;
    const head = names.map((text) => make("th", { text, attributes: { scope: "col" } }));
    const rows = ladder.arrows.map((arrow) => arrowRow(arrow, ladder.columns, this._names));
    const title = `Ladder of call ${this._call.id}: ${this._names.callName(this._call)}`;
    const table = make(
      "table",
      { class: "rungs" },
      make("thead", {}, make("tr", {}, ...head)),
      make("tbody", {}, ...rows),
    );
    this.element.replaceChildren(
      make(
        "div",
        { class: "block-head" },
        make("h3", { text: title }),
        ...this._parentButton(this._call),
        makeButton("Close", "small-text", this._onClose),
      ),
      make(
        "div",
        { class: "scroll", attributes: { tabindex: "0", role: "region", "aria-label": title } },
        table,
      ),
      make("p", {
        class: "note",
        text: ladder.omitted === 0 ? "" : `${ladder.omitted} more arrows are not shown.`,
      }),
    );
  }

  /// A call that was made to serve another one leads to that one.
  private _parentButton(call: Call): HTMLElement[] {
    const root = this._model.rootOf(call);
    return root === call
      ? []
      : [makeButton(`Outermost call ${root.id}`, "small-text", () => this.show(root.id))];
  }
}
