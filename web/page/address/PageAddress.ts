// SPDX-License-Identifier: MIT
// What the fragment of the page's address asks for: `#lesson=answerbox/3&seed=7&theme=light`. It never reaches a
// server. Everything here was written by whoever made the link, so each value is checked and none is markup.
import type { ThemeName } from "../InspectorSource.ts";

/// Which panes of the machine are shown.
export type Panes = "terminal" | "inspector" | "both";

export interface LessonPlace {
  /// Name of the lesson's file without its ending.
  readonly slug: string;
  /// Counted from 1.
  readonly step: number;
}

export interface PageAddress {
  /// A session in the form that SessionCode.ts reads; not looked into here.
  readonly session: string | null;
  /// The marker to begin at: its number from 1, or its name.
  readonly marker: string | null;
  readonly lesson: LessonPlace | null;
  /// Makes the problems of a lesson, and the machine's randomness where no session brings its own.
  readonly seed: bigint | null;
  readonly panes: Panes | null;
  readonly theme: ThemeName | null;
  /// Nothing that the visitor types reaches the machine.
  readonly readOnly: boolean;
  /// Without the page's bar, for a frame in another page.
  readonly embedded: boolean;
  /// Of the page around the frame, which may then send messages to the machine.
  readonly origin: string | null;
  /// What was not understood, one sentence each, for the reader.
  readonly problems: readonly string[];
}

const kLongestShown = 40; // characters of a bad value that are repeated to the reader
const kSlug = /^[a-z0-9]+(-[a-z0-9]+)*$/;

class Fields {
  readonly problems: string[] = [];

  constructor(private readonly _values: URLSearchParams) {}

  text(name: string): string | null {
    return this._values.get(name);
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | null {
    const value = this.text(name);
    const found = allowed.find((word) => word === value);
    if (value !== null && found === undefined) this.refuse(name, value, `one of ${allowed.join(", ")}`);
    return found ?? null;
  }

  flag(name: string): boolean {
    return ["", "yes", "1"].includes(this.text(name) ?? "no");
  }

  refuse(name: string, value: string, wanted: string): null {
    const shown = value.length > kLongestShown ? `${value.slice(0, kLongestShown)}…` : value;
    this.problems.push(`The link says ${name}=${shown}, which is not ${wanted}.`);
    return null;
  }
}

function readLesson(fields: Fields): LessonPlace | null {
  const value = fields.text("lesson");
  if (value === null) return null;
  const [slug = "", step = "1", ...rest] = value.split("/");
  const good = kSlug.test(slug) && /^[1-9]\d{0,2}$/.test(step) && rest.length === 0;
  return good ? { slug, step: Number(step) } : fields.refuse("lesson", value, "a lesson and the number of a step");
}

function readSeed(fields: Fields): bigint | null {
  const value = fields.text("seed");
  if (value === null) return null;
  return /^\d{1,18}$/.test(value) ? BigInt(value) : fields.refuse("seed", value, "a number of at most 18 digits");
}

/// Only what is an origin and nothing more: a path or a wildcard would look like a promise.
function readOrigin(fields: Fields): string | null {
  const value = fields.text("origin");
  if (value === null) return null;
  const good = /^https?:\/\//.test(value) && URL.canParse(value) && new URL(value).origin === value;
  return good ? value : fields.refuse("origin", value, "an origin such as https://example.org");
}

/// Reads a fragment, with or without its `#`. Unknown names are left to later versions of the page.
export function parsePageAddress(fragment: string): PageAddress {
  const fields = new Fields(new URLSearchParams(fragment.replace(/^#/, "")));
  return {
    session: fields.text("session"),
    marker: fields.text("marker"),
    lesson: readLesson(fields),
    seed: readSeed(fields),
    panes: fields.oneOf("show", ["terminal", "inspector", "both"]),
    theme: fields.oneOf("theme", ["dark", "light"]),
    readOnly: fields.flag("readonly"),
    embedded: fields.flag("embed"),
    origin: readOrigin(fields),
    problems: fields.problems,
  };
}

/// The fragment of a step of a lesson, with its `#`.
export function lessonFragment({ slug, step }: LessonPlace, seed: bigint | null): string {
  return `#lesson=${slug}/${step}${seed === null ? "" : `&seed=${seed}`}`;
}
