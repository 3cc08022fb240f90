// SPDX-License-Identifier: MIT
// A problem whose numbers come from a seed and whose answer the machine's facts give. docs/lessons.md describes it to
// authors.
import type { CallFilter } from "../filter/CallFilter.ts";
import { findField, type Field } from "../filter/fields.ts";
import { readFilter } from "./criterion.ts";
import type { Mistakes } from "./Mistake.ts";

/// Something that the calls of the window tell.
export type Expression =
  | { readonly kind: "count"; readonly filter: CallFilter }
  | { readonly kind: "sum" | "value"; readonly field: Field; readonly filter: CallFilter };

export type Variable =
  | { readonly name: string; readonly choices: readonly string[] }
  | { readonly name: string; readonly expression: Expression };

/// A wrong answer that somebody may give, and what to say then.
export interface Misunderstanding {
  readonly expression: Expression;
  readonly words: string;
}

export interface Problem {
  readonly variables: readonly Variable[];
  /// Only calls since the birth of the last task of that name count.
  readonly since: string;
  readonly ask: string;
  readonly answer: Expression;
  readonly wrong: readonly Misunderstanding[];
  /// Said after the right answer.
  readonly explain: string;
  /// Of the lesson's file, from 1.
  readonly line: number;
}

const kMostChoices = 100;

interface Place {
  readonly line: number;
  readonly mistakes: Mistakes;
}

function readExpression(text: string, { line, mistakes }: Place): Expression | null {
  const count = /^count\((.*)\)$/.exec(text);
  if (count !== null) return { kind: "count", filter: readFilter(count[1] ?? "", "count(".length, line, mistakes) };
  const found = /^(sum|value)\((\w+), (.*)\)$/.exec(text);
  if (found === null) {
    mistakes.add(line, `"${text.slice(0, 40)}" is none of count(FILTER), sum(FIELD, FILTER), value(FIELD, FILTER)`);
    return null;
  }
  const [, kind, name = "", filter = ""] = found;
  const field = findField(name);
  if (field === undefined || field.many || (kind === "sum" && field.type !== "number")) {
    mistakes.add(line, `"${name}" is no field with ${kind === "sum" ? "a number" : "one value"}`);
    return null;
  }
  return { kind: kind as "sum" | "value", field, filter: readFilter(filter, text.indexOf(filter), line, mistakes) };
}

function readVariable(text: string, place: Place): Variable | null {
  const found = /^([a-z]+) = (.*)$/.exec(text);
  const [, name = "", value = ""] = found ?? [];
  const range = /^(\d{1,6})\.\.(\d{1,6})$/.exec(value);
  if (found === null) place.mistakes.add(place.line, '"let" goes on with NAME = pick A B C, NAME = LOW..HIGH or NAME = value(...)');
  else if (value.startsWith("pick ")) return { name, choices: value.slice("pick ".length).split(/ +/) };
  else if (range !== null) {
    const [low, high] = [Number(range[1]), Number(range[2])];
    const size = high - low + 1;
    if (size >= 2 && size <= kMostChoices) return { name, choices: Array.from({ length: size }, (_, index) => String(low + index)) };
    place.mistakes.add(place.line, `from ${low} to ${high} are not 2 to ${kMostChoices} numbers`);
  } else {
    const expression = readExpression(value, place);
    if (expression !== null) return { name, expression };
  }
  return null;
}

class Reader {
  readonly variables: Variable[] = [];
  readonly wrong: Misunderstanding[] = [];
  readonly words = new Map<string, string>();
  answer: Expression | null = null;

  take(text: string, place: Place): void {
    const [, key = "", rest = ""] = /^(\w+) (.*)$/.exec(text) ?? [];
    if (key === "let") {
      const variable = readVariable(rest, place);
      if (variable !== null) this.variables.push(variable);
    } else if (key === "answer") this.answer = readExpression(rest, place);
    else if (key === "wrong") this._takeWrong(rest, place);
    else if (["since", "ask", "explain"].includes(key)) this.words.set(key, rest);
    else place.mistakes.add(place.line, `"${key || text}" begins no line of a problem; let, since, ask, answer, wrong and explain do`);
  }

  private _takeWrong(text: string, place: Place): void {
    const [expression = "", words] = text.split(" -> ");
    if (words === undefined) return place.mistakes.add(place.line, '"wrong EXPRESSION" goes on with "-> what to say then"');
    const read = readExpression(expression, place);
    if (read !== null) this.wrong.push({ expression: read, words });
  }
}

/// The problem of a block whose first line is line `first` of the file; null when it lacks something.
export function readProblem(text: string, first: number, mistakes: Mistakes): Problem | null {
  const reader = new Reader();
  text.split("\n").forEach((line, index) => {
    if (line.trim() !== "") reader.take(line.trim(), { line: first + index, mistakes });
  });
  for (const key of ["since", "ask", "explain"]) {
    if (!reader.words.has(key)) mistakes.add(first, `the problem lacks a line "${key} ..."`);
  }
  const { answer, words } = reader;
  if (answer === null) {
    mistakes.add(first, 'the problem lacks a line "answer ..."');
    return null;
  }
  return {
    variables: reader.variables,
    since: words.get("since") ?? "",
    ask: words.get("ask") ?? "",
    answer,
    wrong: reader.wrong,
    explain: words.get("explain") ?? "",
    line: first,
  };
}

/// The choices that a seed makes. The same seed makes the same ones for ever: links carry it.
export function chooseBySeed(problem: Problem, seed: bigint): Map<string, string> {
  const chosen = new Map<string, string>();
  let state = BigInt.asUintN(64, seed);
  for (const variable of problem.variables) {
    if (!("choices" in variable)) continue;
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n); // SplitMix64
    let mixed = BigInt.asUintN(64, (state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    mixed ^= mixed >> 31n;
    chosen.set(variable.name, variable.choices[Number(mixed % BigInt(variable.choices.length))] ?? "");
  }
  return chosen;
}

/// Puts values in the place of their names in braces. Names without a value become an ellipsis.
export function fillIn(text: string, values: ReadonlyMap<string, string>, known: readonly string[]): string {
  return text.replace(/\{([a-z]+)\}/g, (all, name: string) => values.get(name) ?? (known.includes(name) ? "…" : all));
}
