// SPDX-License-Identifier: MIT
// A lesson as the build and `npm run check` see it. What is a mistake only to them, and not to a reader, is here.
import type { Token } from "marked";
import { readInline, readViewWish, type Piece } from "./inline.ts";
import type { Lesson, LessonSummary, Step } from "./Lesson.ts";
import { isSafeLink } from "./markdown.ts";
import { Mistakes, type Mistake } from "./Mistake.ts";
import { parseLesson } from "./parseLesson.ts";

export interface CheckedLesson {
  readonly summary: LessonSummary;
  readonly mistakes: readonly Mistake[];
  /// What is named with {{exec}} and {{source}}, with the line of its step.
  readonly commands: readonly { readonly text: string; readonly line: number }[];
  readonly sources: readonly { readonly text: string; readonly line: number }[];
}

const kVariable = /\{([a-z]+)\}/g;

class Checker {
  readonly mistakes = new Mistakes();
  readonly commands: { text: string; line: number }[] = [];
  readonly sources: { text: string; line: number }[] = [];

  step(step: Step, isLast: boolean): void {
    const before = this.commands.length;
    const sourcesBefore = this.sources.length;
    this._tokens(step.tokens, step.line);
    if (step.criteria.length === 0 && step.problem === null) this.mistakes.add(step.line, "the step has neither criteria nor a problem: nobody could tell that it is done");
    if (step.hints.length === 0) this.mistakes.add(step.line, "the step has no hint");
    if (this.commands.length === before) this.mistakes.add(step.line, "the step has no command with {{exec}}: what it asks for is not to be done by a click");
    if (isLast && this.sources.length === sourcesBefore) this.mistakes.add(step.line, "the last step names no file of the tree with {{source}}");
    const end = this.commands.length;
    for (const hint of step.hints) this._tokens(hint.tokens, hint.line);
    this._variables(step, this.commands.slice(before, end).map(({ text }) => text));
  }

  private _variables({ problem, line }: Step, commands: readonly string[]): void {
    const known = new Set(problem?.variables.flatMap((variable) => ("choices" in variable ? [variable.name] : [])));
    for (const command of commands) {
      for (const [, name = ""] of command.matchAll(kVariable)) {
        if (problem !== null && !known.has(name)) this.mistakes.add(line, `the command "${command}" uses {${name}}, which the problem does not choose`);
      }
    }
  }

  private _tokens(tokens: readonly Token[], line: number): void {
    for (const token of tokens) this._token(token, line);
  }

  private _token(token: Token, line: number): void {
    if (token.type === "html") this.mistakes.add(line, `"${token.raw.trim().slice(0, 30)}" is HTML, which is shown as it is written`);
    if (token.type === "image") this.mistakes.add(line, "pictures are not shown");
    if (token.type === "link" && !isSafeLink(String(token["href"]))) this.mistakes.add(line, `"${String(token["href"]).slice(0, 40)}" is no address for a link`);
    if (token.type === "list") return this._tokens(token["items"] as Token[], line);
    if (token.type === "table") return this._table(token, line);
    const inner = "tokens" in token ? (token.tokens as Token[] | undefined) : undefined;
    if (inner !== undefined) this._line(inner, line);
  }

  private _table(token: Token, line: number): void {
    const { header, rows } = token as unknown as { header: { tokens: Token[] }[]; rows: { tokens: Token[] }[][] };
    for (const { tokens } of [...header, ...rows.flat()]) this._line(tokens, line);
  }

  private _line(tokens: readonly Token[], line: number): void {
    const { pieces, unknown } = readInline(tokens);
    for (const name of unknown) this.mistakes.add(line, `{{${name}}} means nothing; {{exec}}, {{open}} and {{source}} do`);
    for (const piece of pieces) this._piece(piece, line);
  }

  private _piece(piece: Piece, line: number): void {
    if (!("mark" in piece)) {
      if (piece.token.raw.includes("{{")) this.mistakes.add(line, `"${piece.token.raw.trim().slice(0, 30)}" has a mark without \`code\` before it`);
      return this._token(piece.token, line);
    }
    const { code, mark } = piece;
    if (mark === "exec") this.commands.push({ text: code, line });
    else if (mark === "source") this.sources.push({ text: code, line });
    else if (readViewWish(code) === null) this.mistakes.add(line, `"${code}" is no view of the inspector`);
  }
}

function summaryOf({ slug, title, summary, order, minutes, steps }: Lesson): LessonSummary {
  return { slug, title, summary, order, minutes, steps: steps.length };
}

/// The lesson of a file with all mistakes in it, in the order of their lines.
export function readLesson(slug: string, text: string): CheckedLesson {
  const { lesson, mistakes } = parseLesson(slug, text);
  const checker = new Checker();
  lesson.steps.forEach((step, index) => checker.step(step, index === lesson.steps.length - 1));
  const all = [...mistakes, ...checker.mistakes.list].sort((left, right) => left.line - right.line);
  return { summary: summaryOf(lesson), mistakes: all, commands: checker.commands, sources: checker.sources };
}
