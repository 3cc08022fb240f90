// SPDX-License-Identifier: MIT
// The log of calls: the latest ones that pass the filter, one row a call.
import { make } from "../dom.ts";
import { CallFilter } from "../filter/CallFilter.ts";
import type { Call, CallModel } from "./CallModel.ts";
import { durationOf } from "./CallModel.ts";
import { formatDuration, formatTime } from "./format.ts";
import { Grid } from "./Grid.ts";
import { errorName, type Names } from "./Names.ts";

const kMostRows = 200;

const kOpenStates = {
  waiting: "waits",
  served: "is served",
  answered: "",
  forgotten: "forgotten",
  refused: "refused",
  lost: "not seen",
};

/// The answer in words, or what became of a call without one.
export function answerText(call: Call, names: Names): string {
  if (call.answer === null) return kOpenStates[call.state];
  const results = names.answerResults(call, call.answer.words);
  const error = errorName(call.answer.error);
  const text = call.answer.error === 0 && results !== "" ? `ok: ${results}` : error;
  return call.answer.automatic ? `${text} (by the kernel)` : text;
}

function cellsOf(call: Call, names: Names): string[] {
  const last = call.hops[call.hops.length - 1];
  const receiver = names.task(call.receiver) + (last === undefined ? "" : ` → ${names.task(last.to)}`);
  return [
    String(call.id),
    formatTime(call.time),
    names.task(call.sender),
    receiver,
    names.callName(call),
    answerText(call, names),
    formatDuration(durationOf(call)),
    names.arguments(call.interfaceId, call.method, call.words) + (call.truncated ? " (cut)" : ""),
  ];
}

function classOf(call: Call): string {
  if (call.state === "refused" || call.state === "forgotten") return "failed";
  if (call.answer === null) return "open";
  return call.answer.error === 0 ? "" : "failed";
}

export class CallsView {
  readonly element: HTMLElement;
  private readonly _model: CallModel;
  private readonly _names: Names;
  private readonly _grid: Grid;
  private readonly _filter = make("input", {
    class: "field",
    attributes: {
      type: "search",
      placeholder: "from = cat, hops > 0, is:error …",
      "aria-label": "Show only calls that fit this filter",
    },
  });
  private readonly _pause = make("input", { attributes: { type: "checkbox" } });
  private readonly _note = make("span", { class: "note" });

  constructor(model: CallModel, names: Names, onPick: (call: number) => void) {
    this._model = model;
    this._names = names;
    this._grid = new Grid({
      caption: "Calls, the latest first",
      columns: [
        { title: "Call", figure: true },
        { title: "Time", figure: true },
        { title: "From" },
        { title: "To" },
        { title: "Method" },
        { title: "Answer" },
        { title: "Took", figure: true },
        { title: "Arguments" },
      ],
      onPick,
    });
    this._filter.addEventListener("input", () => this._show());
    this._pause.addEventListener("change", () => this.refresh());
    this.element = make(
      "section",
      { class: "block grow", attributes: { "aria-label": "Calls" } },
      make(
        "div",
        { class: "block-head" },
        make("h3", { text: "Calls" }),
        this._filter,
        make("label", { class: "switch" }, this._pause, "Hold still"),
        this._note,
      ),
      this._grid.element,
    );
  }

  pick(call: number | null): void {
    this._grid.pick(call);
  }

  setFilter(text: string): void {
    this._filter.value = text;
    this._show();
  }

  /// Shows the calls of now, unless the reader wants them to hold still.
  refresh(): void {
    if (!this._pause.checked) this._show();
  }

  private _show(): void {
    const filter = new CallFilter(this._filter.value);
    const facts = { model: this._model, names: this._names };
    const rows = [];
    for (const call of [...this._model.calls()].reverse()) {
      if (!filter.matches(call, facts)) continue;
      rows.push({ key: call.id, cells: cellsOf(call, this._names), class: classOf(call) });
      if (rows.length === kMostRows) break;
    }
    this._grid.show(rows);
    this._filter.setAttribute("aria-invalid", String(filter.problem !== null));
    if (filter.problem !== null) {
      this._note.textContent = `At ${filter.problem.at}: ${filter.problem.message}`;
      return;
    }
    const lost = this._model.lost === 0 ? "" : `, ${this._model.lost} records lost`;
    this._note.textContent = `${rows.length} of ${this._model.size} calls${lost}`;
  }
}
