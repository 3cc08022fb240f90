// SPDX-License-Identifier: MIT
// The criteria of a step: what must be true of the machine. docs/lessons.md describes them to authors.
import { CallFilter } from "../filter/CallFilter.ts";
import type { Mistakes } from "./Mistake.ts";

/// How a number of the machine is compared.
export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";

/// The numbers of a task that a criterion can ask for, as in TaskInfo.
export const kTaskFigures = [
  "incoming", "dispatched", "answers", "notifications", "phones", "handles", "memory", "forwards",
] as const;
export type TaskFigure = (typeof kTaskFigures)[number];

export const kTaskFates = ["alive", "dead", "faulted", "restarted"] as const;
export type TaskFate = (typeof kTaskFates)[number];

export type Condition =
  | { readonly kind: "some"; readonly filter: CallFilter }
  | { readonly kind: "answer"; readonly filter: CallFilter }
  | { readonly kind: "no"; readonly filter: CallFilter }
  | { readonly kind: "every"; readonly filter: CallFilter; readonly must: CallFilter }
  | { readonly kind: "count"; readonly filter: CallFilter; readonly comparison: Comparison; readonly number: number }
  | { readonly kind: "task"; readonly name: string; readonly fate: TaskFate }
  | {
      readonly kind: "figure";
      readonly name: string;
      readonly figure: TaskFigure;
      readonly comparison: Comparison;
      readonly number: number;
    };

export interface Criterion {
  readonly condition: Condition;
  /// What is to be reached.
  readonly goal: string;
  /// What the reader is told as long as it is not.
  readonly missing: string;
  /// Of the lesson's file, from 1.
  readonly line: number;
}

const kForms =
  'no condition: "some call where FILTER", "some answer where FILTER", "no call where FILTER", ' +
  '"every call where FILTER must have FILTER", "count(FILTER) >= NUMBER", "task NAME is alive|dead|faulted|restarted" or "task NAME has FIGURE >= NUMBER"';

export function compareNumbers(left: number, comparison: Comparison, right: number): boolean {
  switch (comparison) {
    case "=":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

/// The filter in `text`; a mistake names its place in the line, which begins `offset` characters before it.
export function readFilter(text: string, offset: number, line: number, mistakes: Mistakes): CallFilter {
  const filter = new CallFilter(text);
  const { problem } = filter;
  if (text.trim() === "") mistakes.add(line, "the filter is empty");
  if (problem !== null) mistakes.add(line, `column ${offset + problem.at}: ${problem.message}`);
  return filter;
}

function isOneOf<T extends string>(words: readonly T[], word: string): word is T {
  return (words as readonly string[]).includes(word);
}

const kPlainKinds: Readonly<Record<string, "some" | "answer" | "no">> = {
  "some call": "some",
  "some answer": "answer",
  "no call": "no",
};

function readCalls(text: string, line: number, mistakes: Mistakes): Condition | null {
  const plain = /^(some call|some answer|no call) where /.exec(text);
  const prefix = plain?.[0] ?? "every call where ";
  if (!text.startsWith(prefix)) return null;
  const filterIn = (part: string): CallFilter => readFilter(part, text.indexOf(part), line, mistakes);
  const rest = text.slice(prefix.length);
  if (plain !== null) return { kind: kPlainKinds[plain[1] ?? ""] ?? "some", filter: filterIn(rest) };
  const [filter = "", must] = rest.split(" must have ");
  if (must === undefined) mistakes.add(line, '"every call where FILTER" goes on with "must have FILTER"');
  return { kind: "every", filter: filterIn(filter), must: filterIn(must ?? "vfs") };
}

function readCount(text: string, line: number, mistakes: Mistakes): Condition | null {
  const found = /^count\((.*)\) (=|!=|<=?|>=?) (\d{1,9})$/.exec(text);
  if (found === null) return null;
  const filter = readFilter(found[1] ?? "", "count(".length, line, mistakes);
  return { kind: "count", filter, comparison: found[2] as Comparison, number: Number(found[3]) };
}

function readTask(text: string, line: number, mistakes: Mistakes): Condition | null {
  const fate = /^task (\S+) is (\S+)$/.exec(text);
  if (fate !== null) {
    const [, name = "", word = ""] = fate;
    if (isOneOf(kTaskFates, word)) return { kind: "task", name, fate: word };
    mistakes.add(line, `"${word}" is no fate of a task; those are ${kTaskFates.join(", ")}`);
    return { kind: "task", name, fate: "alive" };
  }
  const figure = /^task (\S+) has (\S+) (=|!=|<=?|>=?) (\d{1,9})$/.exec(text);
  if (figure === null) return null;
  const [, name = "", word = "", comparison, number] = figure;
  if (!isOneOf(kTaskFigures, word)) mistakes.add(line, `"${word}" is no figure of a task; those are ${kTaskFigures.join(", ")}`);
  return { kind: "figure", name, figure: word as TaskFigure, comparison: comparison as Comparison, number: Number(number) };
}

function readCondition(text: string, line: number, mistakes: Mistakes): Condition {
  const found = readCalls(text, line, mistakes) ?? readCount(text, line, mistakes) ?? readTask(text, line, mistakes);
  if (found === null) mistakes.add(line, `"${text.slice(0, 40)}" is ${kForms}`);
  return found ?? { kind: "some", filter: new CallFilter("=") };
}

/// The criteria of a block whose first line is line `first` of the file: a condition, then ": what is to be reached", then
/// "! what is missing", each on a line of its own.
export function readCriteria(text: string, first: number, mistakes: Mistakes): Criterion[] {
  const lines = text.split("\n").map((line, index) => ({ text: line.trim(), line: first + index }));
  const used = lines.filter((line) => line.text !== "");
  const criteria: Criterion[] = [];
  while (used.length > 0) {
    const { text: head, line } = used.shift() as { text: string; line: number };
    if (/^[:!]/.test(head)) {
      mistakes.add(line, "words without a condition above them");
      continue;
    }
    const condition = readCondition(head, line, mistakes);
    const wordsAfter = (mark: string, what: string): string => {
      const next = used[0]?.text.startsWith(`${mark} `) ? used.shift()?.text.slice(2).trim() : undefined;
      if (next === undefined) mistakes.add(line, `the condition lacks a line "${mark} ${what}"`);
      return next ?? "";
    };
    criteria.push({ condition, goal: wordsAfter(":", "what is to be reached"), missing: wordsAfter("!", "what is missing"), line });
  }
  return criteria;
}
