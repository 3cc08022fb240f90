// SPDX-License-Identifier: MIT
// Which steps of which lessons are done, and where the reader was; kept in the browser, nowhere else.
import type { Preferences } from "../layout/Preferences.ts";
import type { LessonSummary } from "./Lesson.ts";

export type Standing = "new" | "begun" | "done";

const kMostSteps = 99;

export class Progress {
  constructor(private readonly _preferences: Preferences) {}

  isDone(slug: string, step: number): boolean {
    return this._done(slug).has(step);
  }

  setDone(slug: string, step: number): void {
    this._keep(slug, this._done(slug).add(step));
  }

  /// The step is to be done again.
  forget(slug: string, step: number): void {
    const done = this._done(slug);
    done.delete(step);
    this._keep(slug, done);
  }

  /// The whole lesson is to be done again.
  reset(slug: string): void {
    this._keep(slug, new Set());
    this._preferences.setText(`lesson.${slug}.at`, "");
  }

  /// How many steps are done.
  count({ slug, steps }: LessonSummary): number {
    return [...this._done(slug)].filter((step) => step <= steps).length;
  }

  /// Where to go on, from 1; 1 when the reader was never there.
  place(slug: string): number {
    return this._preferences.number(`lesson.${slug}.at`, 1, kMostSteps, 1);
  }

  setPlace(slug: string, step: number): void {
    this._preferences.setNumber(`lesson.${slug}.at`, step);
  }

  standing(lesson: LessonSummary): Standing {
    if (this.count(lesson) === lesson.steps) return "done";
    return this.count(lesson) > 0 || this.place(lesson.slug) > 1 ? "begun" : "new";
  }

  private _done(slug: string): Set<number> {
    const words = (this._preferences.text(`lesson.${slug}.done`) ?? "").split(" ").map(Number);
    return new Set(words.filter((step) => Number.isInteger(step) && step > 0 && step <= kMostSteps));
  }

  private _keep(slug: string, done: ReadonlySet<number>): void {
    this._preferences.setText(`lesson.${slug}.done`, [...done].sort((a, b) => a - b).join(" "));
  }
}
