// SPDX-License-Identifier: MIT
// The lessons in their pane: loads the list and the files, and shows what the address asks for.
import type { LessonPlace } from "../address/PageAddress.ts";
import { make, makeButton } from "../dom.ts";
import type { Lesson, LessonSummary } from "./Lesson.ts";
import { LessonFacts } from "./LessonFacts.ts";
import type { LessonHost, LessonsHandle } from "./LessonModule.ts";
import { anySeed, LessonView } from "./LessonView.ts";
import { ListView } from "./ListView.ts";
import { parseLesson } from "./parseLesson.ts";
import { Progress } from "./Progress.ts";

const kListName = "index.json";
const kMostShown = 10; // mistakes of a lesson

async function read(address: URL): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.text();
}

export class Lessons implements LessonsHandle {
  private readonly _container: HTMLElement;
  private readonly _host: LessonHost;
  private readonly _progress: Progress;
  private readonly _title = make("h2");
  private readonly _all = makeButton("All lessons", "small-text", () => this._host.go(null, null));
  private readonly _content = make("div", { class: "lesson-content" });
  private _facts: LessonFacts | null = null;
  private _view: LessonView | null = null;
  private _lessons: readonly LessonSummary[] | null = null;
  private _lesson: Lesson | null = null;
  private _opened = 0; // counts, so that a slow answer does not replace a newer one

  constructor(container: HTMLElement, host: LessonHost) {
    this._container = container;
    this._host = host;
    this._progress = new Progress(host.preferences);
  }

  open(place: LessonPlace | null, seed: bigint | null, problems: readonly string[]): void {
    this._facts ??= new LessonFacts(this._host.source, () => this._view?.refresh());
    if (!this._container.contains(this._content)) this._build();
    const turn = ++this._opened;
    const show = place === null ? this._openList(turn, problems) : this._openStep(turn, place, seed);
    show.catch((error: unknown) => {
      if (turn === this._opened) this._complain([`The lesson could not be loaded. ${error instanceof Error ? error.message : String(error)}`]);
    });
  }

  close(): void {
    this._opened++;
    this._facts?.stop();
    this._facts = null;
    this._view = null;
    this._container.replaceChildren();
  }

  private _build(): void {
    const close = makeButton("", "small", () => this._host.close());
    close.title = "Close the lesson";
    close.setAttribute("aria-label", "Close the lesson");
    close.textContent = "×";
    this._container.replaceChildren(make("div", { class: "head" }, this._title, this._all, close), this._content);
  }

  private async _openList(turn: number, problems: readonly string[]): Promise<void> {
    const lessons = await this._list();
    if (turn !== this._opened) return;
    this._showHead("Lessons", false);
    const notes = problems.map((text) => make("p", { class: "lesson-notice", text }));
    this._content.replaceChildren(...notes, new ListView(lessons, this._progress).element);
  }

  private async _openStep(turn: number, place: LessonPlace, seed: bigint | null): Promise<void> {
    const lessons = await this._list();
    if (!lessons.some(({ slug }) => slug === place.slug)) {
      if (turn === this._opened) this._complain([`There is no lesson called “${place.slug}”.`]);
      return;
    }
    const isNew = this._lesson?.slug !== place.slug;
    const lesson = isNew ? await this._load(place.slug) : this._lesson;
    if (turn !== this._opened || lesson === null) return;
    const step = Math.min(place.step, lesson.steps.length);
    if (lesson.steps[step - 1]?.problem && seed === null) return this._host.go({ slug: place.slug, step }, anySeed());
    if (isNew && lesson.view !== null) this._host.prepare(lesson.view);
    this._showStep(lesson, step, seed ?? 1n);
  }

  private _showStep(lesson: Lesson, step: number, seed: bigint): void {
    if (this._facts === null) return;
    this._lesson = lesson;
    this._showHead(lesson.title, true);
    const followed = this._container.contains(document.activeElement);
    this._view = new LessonView(lesson, step, seed, this._facts, this._progress, this._host);
    this._content.replaceChildren(this._view.element);
    if (followed) this._view.focus();
  }

  private async _list(): Promise<readonly LessonSummary[]> {
    this._lessons ??= JSON.parse(await read(new URL(kListName, this._host.folder))) as LessonSummary[];
    return this._lessons;
  }

  /// Null after telling the reader what is wrong with the file.
  private async _load(slug: string): Promise<Lesson | null> {
    const turn = this._opened;
    const { lesson, mistakes } = parseLesson(slug, await read(new URL(`${slug}.md`, this._host.folder)));
    if (mistakes.length === 0) return lesson;
    if (turn === this._opened) {
      const lines = mistakes.slice(0, kMostShown).map(({ line, message }) => `Line ${line}: ${message}.`);
      this._complain(["This lesson has mistakes, so it is not shown.", ...lines]);
    }
    return null;
  }

  private _complain(lines: readonly string[]): void {
    this._view = null;
    this._lesson = null;
    this._host.setBadge("");
    this._showHead("Lessons", true);
    this._content.replaceChildren(...lines.map((text) => make("p", { class: "lesson-notice", text })));
  }

  private _showHead(title: string, all: boolean): void {
    this._title.textContent = title;
    this._all.hidden = !all;
    if (!all) {
      this._view = null;
      this._lesson = null;
      this._host.setBadge("");
    }
  }
}
