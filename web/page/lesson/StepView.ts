// SPDX-License-Identifier: MIT
// One step of a lesson: its text, its problem, what is to be done, and hints one after the other.
import { make, makeButton } from "../dom.ts";
import { Attempt } from "./Attempt.ts";
import { CriteriaView } from "./CriteriaView.ts";
import type { Verdict } from "./judge.ts";
import type { Step } from "./Lesson.ts";
import type { LessonFacts } from "./LessonFacts.ts";
import { Markdown, type MarkListener } from "./markdown.ts";
import { ProblemView } from "./ProblemView.ts";

export interface StepListener extends Omit<MarkListener, "fill"> {
  /// All is done, for the first time in this attempt.
  onDone(): void;
  /// The reader wants to do it again.
  onAgain(): void;
  onNewProblem(): void;
}

export interface StepOptions {
  readonly step: Step;
  readonly facts: LessonFacts;
  readonly seed: bigint;
  /// Done in an earlier attempt.
  readonly doneBefore: boolean;
}

const kAnswered = "Your answer is right";

export class StepView {
  readonly element: HTMLElement;
  private readonly _options: StepOptions;
  private readonly _listener: StepListener;
  private readonly _attempt: Attempt;
  private readonly _criteria: CriteriaView;
  private readonly _problem: ProblemView | null;
  private readonly _hints = make("div", { class: "hints" });
  private readonly _more: HTMLButtonElement;
  private readonly _markdown: Markdown;
  private _shownHints = 0;
  private _done = false;

  constructor(options: StepOptions, listener: StepListener) {
    const { step, facts, seed, doneBefore } = options;
    this._options = options;
    this._listener = listener;
    this._attempt = new Attempt(step, facts, seed);
    const { solver } = this._attempt;
    this._markdown = new Markdown({
      onExec: (command) => listener.onExec(command),
      onOpen: (code) => listener.onOpen(code),
      fill: (text) => solver?.fill(text) ?? text,
    });
    this._criteria = new CriteriaView(step.criteria, solver === null ? [] : [kAnswered]);
    this._problem = solver === null ? null : new ProblemView(solver, this._markdown, () => this.refresh(), () => listener.onNewProblem());
    this._more = makeButton("", "small-text", () => this._showHint());
    this._done = doneBefore;
    const again = makeButton("Do this step again", "small-text again", () => listener.onAgain());
    this.element = make(
      "div",
      { class: "step" },
      make("h3", { text: step.title }),
      ...this._markdown.blocks(step.tokens),
      ...(this._problem === null ? [] : [this._problem.element]),
      this._criteria.element,
      this._hints,
      make("div", { class: "step-tools" }, this._more, again),
    );
    this._nameHints();
    this.refresh();
  }

  get done(): boolean {
    return this._done;
  }

  /// How much of it is done, for the tab: "2/3".
  get badge(): string {
    const verdicts = this._verdicts();
    return `${verdicts.filter(({ met }) => met).length}/${verdicts.length}`;
  }

  /// Judges the facts of now.
  refresh(): void {
    this._problem?.refresh();
    const verdicts = this._verdicts();
    this._criteria.show(verdicts);
    if (this._done || verdicts.some(({ met }) => !met)) return;
    this._done = true;
    this._listener.onDone();
  }

  private _verdicts(): Verdict[] {
    const { solver } = this._attempt;
    const verdicts = this._attempt.verdicts();
    const all = solver === null ? verdicts : [...verdicts, this._answerVerdict(solver.solved)];
    return this._options.doneBefore ? all.map((verdict) => ({ ...verdict, met: true, missing: "" })) : all;
  }

  private _answerVerdict(met: boolean): Verdict {
    return { met, missing: met ? "" : "The field above waits for your answer.", lasting: true };
  }

  private _showHint(): void {
    const hint = this._options.step.hints[this._shownHints];
    if (hint === undefined) return;
    this._shownHints++;
    const box = make("div", { class: "hint", attributes: { tabindex: "-1" } }, ...this._markdown.blocks(hint.tokens));
    this._hints.append(box);
    this._nameHints();
    box.focus();
  }

  private _nameHints(): void {
    const { length } = this._options.step.hints;
    this._more.hidden = this._shownHints === length;
    this._more.textContent = this._shownHints === 0 ? "Show a hint" : `Show another hint (${this._shownHints + 1} of ${length})`;
  }
}
