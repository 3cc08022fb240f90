// SPDX-License-Identifier: MIT
// Reads the file of a lesson: front matter, steps, and in each step its text, criteria, hints and problem.
import { Lexer, type Token, type Tokens } from "marked";
import { kInspectorViews, type InspectorView } from "../InspectorSource.ts";
import { readCriteria, type Criterion } from "./criterion.ts";
import type { Hint, Lesson, Step } from "./Lesson.ts";
import { Mistakes, type Mistake } from "./Mistake.ts";
import { readProblem, type Problem } from "./problem.ts";

const kLongest = 100_000; // characters of a file
const kKeys = ["title", "summary", "order", "minutes", "view"];

export interface ParsedLesson {
  readonly lesson: Lesson;
  readonly mistakes: readonly Mistake[];
}

/// A step while it is read.
interface Draft {
  readonly title: string;
  readonly line: number;
  readonly tokens: Token[];
  readonly criteria: Criterion[];
  readonly hints: Hint[];
  problem: Problem | null;
}

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}

/// The Markdown library gives up on some texts, for example on thousands of quotations inside one another.
function readMarkdown(text: string, line: number, mistakes: Mistakes): Token[] {
  try {
    return new Lexer().lex(text);
  } catch (error) {
    mistakes.add(line, `this is no Markdown: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

class FrontMatter {
  readonly values = new Map<string, string>();
  /// Of the text after it, from 1.
  readonly end: number;
  readonly body: string;

  constructor(text: string, private readonly _mistakes: Mistakes) {
    const found = /^---\n(.*?)\n---\n/s.exec(text);
    if (found === null) _mistakes.add(1, 'the file does not begin with front matter between two lines "---"');
    this.body = text.slice(found?.[0].length ?? 0);
    this.end = linesIn(found?.[0] ?? "") + 1;
    (found?.[1] ?? "").split("\n").forEach((line, index) => this._take(line, index + 2));
  }

  text(key: string): string {
    const value = this.values.get(key);
    if (value === undefined) this._mistakes.add(1, `the front matter lacks "${key}"`);
    return value ?? "";
  }

  number(key: string): number {
    const text = this.text(key);
    if (text !== "" && !/^[1-9]\d?$/.test(text)) this._mistakes.add(1, `"${key}" is a number from 1 to 99, not "${text}"`);
    return Number(text);
  }

  view(): InspectorView | null {
    const text = this.values.get("view");
    const view = kInspectorViews.find((name) => name === text) ?? null;
    if (text !== undefined && view === null) {
      this._mistakes.add(1, `"${text}" is no view of the inspector; those are ${kInspectorViews.join(", ")}`);
    }
    return view;
  }

  private _take(line: string, number: number): void {
    const [, key = "", value = ""] = /^(\w+): *(.*)$/.exec(line) ?? [];
    if (kKeys.includes(key)) this.values.set(key, value.trim());
    else this._mistakes.add(number, `"${key || line}" is unknown here; known are ${kKeys.join(", ")}`);
  }
}

class Body {
  readonly steps: Draft[] = [];

  constructor(private readonly _mistakes: Mistakes) {}

  /// `line`: where the text begins.
  take(text: string, line: number): void {
    let at = line;
    for (const token of readMarkdown(text, line, this._mistakes)) {
      this._takeToken(token, at);
      at += linesIn(token.raw);
    }
  }

  private _takeToken(token: Token, line: number): void {
    if (token.type === "heading" && (token as Tokens.Heading).depth === 2) {
      this.steps.push({ title: (token as Tokens.Heading).text, line, tokens: [], criteria: [], hints: [], problem: null });
      return;
    }
    const step = this.steps.at(-1);
    if (token.type === "space") return;
    if (step === undefined) this._mistakes.add(line, 'text before the first step; a step begins with "## TITLE"');
    else if (token.type === "code") this._takeCode(step, token as Tokens.Code, line);
    else step.tokens.push(token);
  }

  private _takeCode(step: Draft, token: Tokens.Code, line: number): void {
    const first = line + 1;
    if (token.lang === "criteria") step.criteria.push(...readCriteria(token.text, first, this._mistakes));
    else if (token.lang === "hint") step.hints.push({ tokens: readMarkdown(token.text, first, this._mistakes), line: first });
    else if (token.lang !== "problem") step.tokens.push(token);
    else if (step.problem !== null) this._mistakes.add(line, "a step has one problem at most");
    else step.problem = readProblem(token.text, first, this._mistakes);
  }
}

/// The lesson of a file, with all that is wrong in it. Takes every text.
export function parseLesson(slug: string, text: string): ParsedLesson {
  const mistakes = new Mistakes();
  if (text.length > kLongest) mistakes.add(1, `a lesson has at most ${kLongest} characters`);
  const front = new FrontMatter(text.slice(0, kLongest).replaceAll("\r\n", "\n"), mistakes);
  const body = new Body(mistakes);
  body.take(front.body, front.end);
  if (body.steps.length === 0) mistakes.add(front.end, 'there is no step; one begins with "## TITLE"');
  const steps: readonly Step[] = body.steps;
  const lesson: Lesson = {
    slug,
    title: front.text("title"),
    summary: front.text("summary"),
    order: front.number("order"),
    minutes: front.number("minutes"),
    view: front.view(),
    steps,
  };
  return { lesson, mistakes: mistakes.list };
}
