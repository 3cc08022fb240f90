// SPDX-License-Identifier: MIT
// What the page gives to the lessons, and what it expects back. lessons.js is loaded when somebody wants a lesson.
import type { LessonPlace } from "../address/PageAddress.ts";
import type { InspectorSource, InspectorView } from "../InspectorSource.ts";
import type { Preferences } from "../layout/Preferences.ts";

export interface LessonHost {
  readonly source: InspectorSource;
  readonly preferences: Preferences;
  /// The folder of the site with the lessons, with a slash at its end.
  readonly folder: URL;
  /// As if typed into the terminal on the screen, which gets the focus.
  type(keys: string): void;
  /// Opens a view of the inspector, which comes into sight for it.
  show(view: InspectorView, filter: string | null): void;
  /// The view that the inspector has if it is in sight.
  prepare(view: InspectorView): void;
  /// Changes the address; the page then calls open() with what it says. Null: the list of lessons.
  go(place: LessonPlace | null, seed: bigint | null): void;
  /// What stands on the tab of the lesson, where panes are tabs.
  setBadge(text: string): void;
  close(): void;
}

export interface LessonsHandle {
  /// Shows a step; null: the list. `problems`: what of the address was not understood.
  open(place: LessonPlace | null, seed: bigint | null, problems: readonly string[]): void;
  /// Nothing is shown any more, and the machine is not watched.
  close(): void;
}

/// The shape of the module lessons.js.
export interface LessonModule {
  startLessons(container: HTMLElement, host: LessonHost): Promise<LessonsHandle>;
}
