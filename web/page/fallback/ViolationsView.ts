// SPDX-License-Identifier: MIT
// Messages that the description of their interface does not allow, the newest first.
import { make } from "../dom.ts";
import { formatTime } from "./format.ts";
import { Grid } from "./Grid.ts";
import type { Names } from "./Names.ts";
import { type Violation, type ViolationLog, violatedMethod, violatedRule } from "./ViolationLog.ts";

function cellsOf(violation: Violation, names: Names): string[] {
  const { call, time, culprit, partner } = violation;
  return [
    call === 0 ? "-" : String(call),
    formatTime(time),
    names.task(culprit),
    partner === 0 ? "" : names.task(partner),
    violatedMethod(violation, names),
    violatedRule(violation, names),
  ];
}

export class ViolationsView {
  readonly element: HTMLElement;
  private readonly _log: ViolationLog;
  private readonly _names: Names;
  private readonly _grid: Grid;
  private readonly _note = make("span", { class: "note", attributes: { role: "status" } });

  /// `onPick` gets the number of the call that a violation belongs to.
  constructor(log: ViolationLog, names: Names, onPick: (call: number) => void) {
    this._log = log;
    this._names = names;
    this._grid = new Grid({
      caption: "Broken rules, the latest first",
      columns: [
        { title: "Call", figure: true },
        { title: "Time", figure: true },
        { title: "Task" },
        { title: "With" },
        { title: "Method" },
        { title: "Rule" },
      ],
      onPick: (sequence) => {
        const picked = log.rows.find((row) => row.sequence === sequence);
        if (picked !== undefined && picked.call !== 0) onPick(picked.call);
      },
    });
    this.element = make(
      "section",
      { class: "block", attributes: { "aria-label": "Broken rules" } },
      make("div", { class: "block-head" }, make("h3", { text: "Rules" }), this._note),
      this._grid.element,
    );
  }

  refresh(): void {
    const { rows, total } = this._log;
    this._note.textContent =
      total === 0
        ? "every message kept to the description of its interface"
        : `${rows.length} of ${total} violations since the start`;
    this._grid.element.hidden = rows.length === 0;
    this._grid.show(
      rows.map((row) => ({ key: row.sequence, cells: cellsOf(row, this._names), class: "failed" })),
    );
  }
}
