// SPDX-License-Identifier: MIT
// The start of the machine as the reader sees it: the phases, the kernel's log, and what went wrong.
import { make, makeButton } from "../dom.ts";
import { formatMilliseconds } from "../fallback/format.ts";
import type { BootModel, Phase } from "./BootModel.ts";
import { explain, type Failure } from "./failure.ts";
import { formatLogLine, type LogLine } from "./logLine.ts";

const kLatestLines = 12;

function timeOf(phase: Phase): string {
  return phase.state === "done" || phase.state === "failed" ? formatMilliseconds(phase.took) : "";
}

function phaseRow(phase: Phase): HTMLElement {
  const states = { waiting: "not yet", running: "running", done: "done", failed: "failed" } as const;
  return make(
    "li",
    { class: `phase ${phase.state}` },
    make("span", { class: "phase-lamp", attributes: { "aria-hidden": "true" } }),
    make("span", { class: "phase-title", text: phase.title }),
    make("span", { class: "unseen-text", text: states[phase.state] }),
    make("span", { class: "phase-detail", text: phase.detail }),
    make("span", { class: "phase-time", text: timeOf(phase) }),
  );
}

function phaseList(model: BootModel): HTMLElement {
  return make("ol", { class: "phases" }, ...model.phases.map(phaseRow));
}

function logTable(lines: readonly LogLine[]): HTMLElement {
  const head = ["Real time", "Since the line before", "Virtual time", "Message"].map((text) =>
    make("th", { text, attributes: { scope: "col" } }),
  );
  const rows = lines.map((line, index) => {
    const before = lines[index - 1]?.elapsed ?? 0;
    const cells = [`${line.elapsed.toFixed(1)} ms`, `${(line.elapsed - before).toFixed(1)} ms`];
    cells.push(`${(line.uptime / 1000).toFixed(3)} ms`, line.message);
    return make("tr", {}, ...cells.map((text, at) => make("td", { class: at < 3 ? "figure" : "", text })));
  });
  return make(
    "table",
    { class: "grid log" },
    make("thead", {}, make("tr", {}, ...head)),
    make("tbody", {}, ...rows),
  );
}

function failureText(model: BootModel, failure: Failure): string {
  const { title } = explain(failure);
  const phases = model.phases.map(
    (phase) => `${phase.name}: ${phase.state}, ${Math.round(phase.took)} ms ${phase.detail}`,
  );
  return [title, failure.detail, navigator.userAgent, ...phases, ...model.log.map(formatLogLine)].join("\n");
}

function failureCard(model: BootModel, failure: Failure, onRetry: () => void): HTMLElement[] {
  const { title, what, advice } = explain(failure);
  return [
    make("h2", { class: "failure-title", text: title }),
    make("p", { text: what }),
    ...(failure.detail === "" ? [] : [make("pre", { class: "failure-detail", text: failure.detail })]),
    make("ul", { class: "advice" }, ...advice.map((text) => make("li", { text }))),
    make("p", { class: "actions" }, makeButton("Try again", "action", onRetry)),
    phaseList(model),
    make(
      "details",
      { class: "details" },
      make("summary", { text: "Details" }),
      make("pre", { text: failureText(model, failure), attributes: { tabindex: "0" } }),
    ),
  ];
}

export class BootView {
  private readonly _section: HTMLElement;
  private readonly _card: HTMLElement;
  private readonly _onRetry: () => void;
  private _shownFailure: Failure | null = null;
  private _frame = 0; // in which progress will be shown; 0: none is asked for

  constructor(section: HTMLElement, card: HTMLElement, onRetry: () => void) {
    this._section = section;
    this._card = card;
    this._onRetry = onRetry;
  }

  /// Brings the card up to date, with progress once a frame. After the prompt it is gone.
  show(model: BootModel): void {
    this._section.hidden = model.readyAfter !== null;
    if (this._section.hidden) return this._dropFrame();
    if (model.failure !== null) {
      this._dropFrame();
      this._showFailure(model, model.failure);
    } else if (this._frame === 0) {
      this._frame = requestAnimationFrame(() => this._showProgress(model));
    }
  }

  private _dropFrame(): void {
    cancelAnimationFrame(this._frame);
    this._frame = 0;
  }

  /// A failure is built once, so that focus and selection in it survive.
  private _showFailure(model: BootModel, failure: Failure): void {
    if (this._shownFailure === failure) return;
    this._shownFailure = failure;
    this._section.classList.add("failed");
    this._card.setAttribute("role", "alert");
    this._card.replaceChildren(...failureCard(model, failure, this._onRetry));
  }

  private _showProgress(model: BootModel): void {
    this._frame = 0;
    this._shownFailure = null;
    this._section.classList.remove("failed");
    this._card.removeAttribute("role");
    const latest = model.log.slice(-kLatestLines).map(formatLogLine).join("\n");
    this._card.replaceChildren(
      make("h2", { class: "boot-title", text: "Starting the machine" }),
      phaseList(model),
      make("pre", { class: "boot-log", text: latest }),
    );
  }
}

/// The whole report of a start, for the dialog behind the status button.
export function bootReport(model: BootModel): HTMLElement[] {
  const ready =
    model.readyAfter === null
      ? "The machine is not ready."
      : `Ready after ${formatMilliseconds(model.readyAfter)}.`;
  const log =
    model.log.length === 0
      ? make("p", { class: "note", text: "The kernel has not written anything yet." })
      : make(
          "div",
          { class: "scroll", attributes: { tabindex: "0", role: "region", "aria-label": "Kernel log" } },
          logTable(model.log),
        );
  return [make("p", { text: ready }), phaseList(model), make("h3", { text: "Kernel log" }), log];
}
