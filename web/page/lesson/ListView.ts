// SPDX-License-Identifier: MIT
// All lessons in their order: what each is about, how far the reader is, and the way in.
import { lessonFragment } from "../address/PageAddress.ts";
import { make, makeButton } from "../dom.ts";
import type { LessonSummary } from "./Lesson.ts";
import type { Progress, Standing } from "./Progress.ts";

const kVerbs: Readonly<Record<Standing, string>> = { new: "Start", begun: "Resume", done: "Done ✓ – read again" };

export class ListView {
  readonly element = make("div", { class: "lesson-list" });
  private readonly _lessons: readonly LessonSummary[];
  private readonly _progress: Progress;

  constructor(lessons: readonly LessonSummary[], progress: Progress) {
    this._lessons = lessons;
    this._progress = progress;
    this._show();
  }

  private _show(): void {
    const intro = make("p", { class: "note", text: "Each lesson uses the machine beside it. What you do is checked on what its kernel sees; your progress stays in this browser." });
    this.element.replaceChildren(intro, make("ol", {}, ...this._lessons.map((lesson) => this._item(lesson))));
  }

  private _item(lesson: LessonSummary): HTMLElement {
    const { slug, title, summary, minutes, steps } = lesson;
    const standing = this._progress.standing(lesson);
    const place = { slug, step: Math.min(standing === "begun" ? this._progress.place(slug) : 1, steps) };
    const enter = make("a", {
      class: standing === "done" ? "small-text" : "action",
      text: kVerbs[standing],
      attributes: { href: lessonFragment(place, null), "aria-label": `${kVerbs[standing]}: ${title}` },
    });
    const tools = make("div", { class: "lesson-tools" }, enter);
    if (standing !== "new") {
      const reset = makeButton("Reset", "small-text", () => this._reset(slug));
      reset.setAttribute("aria-label", `Reset: ${title}`);
      tools.append(reset);
    }
    const facts = `${minutes} minutes, ${this._progress.count(lesson)} of ${steps} steps done`;
    return make("li", { class: `lesson-item ${standing}` }, make("h3", { text: title }), make("p", { text: summary }), make("p", { class: "note", text: facts }), tools);
  }

  private _reset(slug: string): void {
    this._progress.reset(slug);
    this._show();
  }
}
