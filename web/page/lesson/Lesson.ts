// SPDX-License-Identifier: MIT
// A lesson as its file describes it.
import type { Token } from "marked";
import type { InspectorView } from "../InspectorSource.ts";
import type { Criterion } from "./criterion.ts";
import type { Problem } from "./problem.ts";

/// What the list of lessons shows.
export interface LessonSummary {
  /// Name of the file without its ending.
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  /// Place in the list.
  readonly order: number;
  /// How long it takes most people.
  readonly minutes: number;
  readonly steps: number;
}

/// Markdown that is shown when the reader asks for it.
export interface Hint {
  readonly tokens: readonly Token[];
  readonly line: number;
}

export interface Step {
  readonly title: string;
  readonly tokens: readonly Token[];
  readonly criteria: readonly Criterion[];
  readonly hints: readonly Hint[];
  readonly problem: Problem | null;
  readonly line: number;
}

export interface Lesson extends Omit<LessonSummary, "steps"> {
  /// The view that the inspector begins with; null: as it is.
  readonly view: InspectorView | null;
  readonly steps: readonly Step[];
}
