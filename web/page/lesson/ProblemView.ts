// SPDX-License-Identifier: MIT
// The question of a problem, a field for the answer, and what the machine says to it.
import { Lexer } from "marked";
import { make, makeButton } from "../dom.ts";
import type { Markdown } from "./markdown.ts";
import type { Reply, Solver } from "./Solver.ts";

export class ProblemView {
  readonly element: HTMLElement;
  private readonly _solver: Solver;
  private readonly _markdown: Markdown;
  private readonly _question = make("p", { class: "question" });
  private readonly _field = make("input", {
    class: "field",
    attributes: { type: "text", "aria-label": "Your answer", autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: "40" },
  });
  private readonly _reply = make("p", { class: "reply", attributes: { role: "status" } });
  private _asked = "";

  /// `onReply` after each answer, `onNew` when the reader wants other numbers.
  constructor(solver: Solver, markdown: Markdown, onReply: () => void, onNew: () => void) {
    this._solver = solver;
    this._markdown = markdown;
    const check = (): void => {
      this._say(solver.check(this._field.value));
      onReply();
    };
    this._field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") check();
    });
    const row = make("div", { class: "answer" }, this._field, makeButton("Check", "action", check), makeButton("New problem", "small-text", onNew));
    this.element = make("section", { class: "problem", attributes: { "aria-label": "Problem" } }, make("h4", { text: "Problem" }), this._question, row, this._reply);
    this.refresh();
  }

  /// The question names what the machine did, and that may be new.
  refresh(): void {
    const text = this._solver.fill(this._solver.problem.ask);
    if (text === this._asked) return;
    this._asked = text;
    this._question.replaceChildren(...this._markdown.line(new Lexer().inlineTokens(text)));
  }

  private _say({ right, words }: Reply): void {
    this._reply.className = right ? "reply right" : "reply";
    this._reply.textContent = right ? `✓ Right. ${words}` : `✗ ${words}`;
  }
}
