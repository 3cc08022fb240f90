// SPDX-License-Identifier: MIT
// Says that the machine does not run any more, why, and offers the way back. What the terminals show stays.
import { make, makeButton } from "./dom.ts";
import type { End } from "./link/Run.ts";

type FinalEnd = Exclude<End, { kind: "reboot" }>;

function titleOf(end: FinalEnd): string {
  if (end.kind === "halt")
    return end.status === 0 ? "The machine is halted" : `The machine is halted (status ${end.status})`;
  return end.kind === "panic" ? "The kernel has panicked" : "The machine has stopped";
}

function textOf(end: FinalEnd): string {
  if (end.kind === "halt") return "It was told to stop. Restart it to begin again.";
  const blame =
    end.kind === "panic"
      ? "It found itself broken and stopped before it could do harm."
      : "Its worker has failed.";
  return `${blame} That is a mistake in the system, not yours.`;
}

export class HaltNotice {
  private readonly _section: HTMLElement;
  private readonly _onRestart: () => void;

  constructor(section: HTMLElement, onRestart: () => void) {
    this._section = section;
    this._onRestart = onRestart;
  }

  show(end: FinalEnd): void {
    const button = makeButton("Restart the machine", "action", this._onRestart);
    const words = make("div", {}, make("h2", { text: titleOf(end) }), make("p", { text: textOf(end) }));
    if (end.kind !== "halt") words.append(make("pre", { text: end.text, attributes: { tabindex: "0" } }));
    this._section.classList.toggle("bad", end.kind !== "halt");
    this._section.hidden = false;
    this._section.replaceChildren(words, button);
    button.focus();
  }

  hide(): void {
    this._section.hidden = true;
    this._section.replaceChildren();
  }
}
