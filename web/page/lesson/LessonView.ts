// SPDX-License-Identifier: MIT
// A lesson: its steps on top, the step of now, and the way to the next.
import { lessonFragment } from "../address/PageAddress.ts";
import { atMostEvery, make } from "../dom.ts";
import { keysOf, readViewWish } from "./inline.ts";
import type { Lesson } from "./Lesson.ts";
import type { LessonFacts } from "./LessonFacts.ts";
import type { LessonHost } from "./LessonModule.ts";
import type { Progress } from "./Progress.ts";
import { StepView } from "./StepView.ts";

const kRefreshEvery = 150; // milliseconds
const kSeeds = 1_000_000;

/// A problem that nobody has chosen.
export function anySeed(): bigint {
  return BigInt(1 + Math.floor(Math.random() * kSeeds));
}

export class LessonView {
  readonly element = make("div", { class: "lesson-main" });
  private readonly _lesson: Lesson;
  private readonly _step: number;
  private readonly _seed: bigint;
  private readonly _facts: LessonFacts;
  private readonly _progress: Progress;
  private readonly _host: LessonHost;
  private readonly _links: readonly HTMLElement[];
  private readonly _body = make("div", { class: "lesson-body" });
  private readonly _foot = make("div", { class: "lesson-foot" });
  private readonly _spoken = make("p", { class: "unseen-text", attributes: { role: "status" } });
  private _view: StepView;

  /// News of the facts are to be told with refresh().
  readonly refresh = atMostEvery(kRefreshEvery, () => this._refresh());

  /// `step` is one of the lesson's, from 1.
  constructor(lesson: Lesson, step: number, seed: bigint, facts: LessonFacts, progress: Progress, host: LessonHost) {
    this._lesson = lesson;
    this._step = step;
    this._seed = seed;
    this._facts = facts;
    this._progress = progress;
    this._host = host;
    this._links = lesson.steps.map((_, index) => this._stepLink(index + 1));
    progress.setPlace(lesson.slug, step);
    this._view = this._createStep(progress.isDone(lesson.slug, step));
    const steps = make("ol", { class: "lesson-steps" }, ...this._links.map((link) => make("li", {}, link)));
    const way = make("nav", { attributes: { "aria-label": "Steps of the lesson" } }, steps);
    this.element.append(way, this._body, this._foot, this._spoken);
    this._place();
  }

  /// Puts the reader at the beginning of the step.
  focus(): void {
    const heading = this._body.querySelector("h3");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }

  private _createStep(doneBefore: boolean): StepView {
    const options = { step: this._lesson.steps[this._step - 1]!, facts: this._facts, seed: this._seed, doneBefore };
    return new StepView(options, {
      onExec: (command) => this._host.type(keysOf(command)),
      onOpen: (code) => {
        const wish = readViewWish(code);
        if (wish !== null) this._host.show(wish.view, wish.filter);
      },
      onDone: () => this._done(),
      onAgain: () => this._again(),
      onNewProblem: () => this._newProblem(),
    });
  }

  private _place(): void {
    this._body.replaceChildren(this._view.element);
    this._showWay();
    this._host.setBadge(this._view.badge);
  }

  private _refresh(): void {
    this._view.refresh();
    this._host.setBadge(this._view.badge);
  }

  private _again(): void {
    this._progress.forget(this._lesson.slug, this._step);
    this._view = this._createStep(false);
    this._place();
    this.focus();
  }

  private _newProblem(): void {
    this._progress.forget(this._lesson.slug, this._step);
    let seed = anySeed();
    if (seed === this._seed) seed++;
    this._host.go({ slug: this._lesson.slug, step: this._step }, seed);
  }

  private _done(): void {
    this._progress.setDone(this._lesson.slug, this._step);
    this._showWay();
    this._spoken.textContent = this._step === this._lesson.steps.length ? "The lesson is done." : "This step is done.";
  }

  private _stepLink(step: number): HTMLElement {
    const title = this._lesson.steps[step - 1]?.title ?? "";
    const href = lessonFragment({ slug: this._lesson.slug, step }, null);
    return make("a", { class: "step-link", title, attributes: { href } });
  }

  private _showWay(): void {
    this._links.forEach((link, index) => {
      const step = index + 1;
      const done = this._progress.isDone(this._lesson.slug, step);
      link.textContent = done ? "✓" : String(step);
      link.setAttribute("aria-label", `Step ${step}${done ? ", done" : ""}: ${link.title}`);
      link.classList.toggle("done", done);
      if (step === this._step) link.setAttribute("aria-current", "step");
    });
    this._foot.replaceChildren(...this._wayOn());
  }

  private _wayOn(): Node[] {
    const { slug, steps } = this._lesson;
    const last = this._step === steps.length;
    const link = (step: number, text: string, style: string): HTMLElement =>
      make("a", { class: style, text, attributes: { href: lessonFragment({ slug, step }, null) } });
    const back = this._step === 1 ? make("span") : link(this._step - 1, "← Back", "small-text");
    const place = make("span", { class: "note", text: `Step ${this._step} of ${steps.length}` });
    const style = this._view?.done ? "action" : "small-text";
    if (!last) return [back, place, link(this._step + 1, "Next →", style)];
    const all = make("button", { class: style, text: "All lessons", attributes: { type: "button" } });
    all.addEventListener("click", () => this._host.go(null, null));
    return [back, place, all];
  }
}
