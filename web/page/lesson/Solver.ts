// SPDX-License-Identifier: MIT
// A problem with the values of its seed: computes the answer from the machine's facts and compares it with the reader's.
import type { Call } from "../fallback/CallModel.ts";
import type { Value } from "../filter/fields.ts";
import type { LessonFacts } from "./LessonFacts.ts";
import { chooseBySeed, fillIn, type Expression, type Problem } from "./problem.ts";

export interface Reply {
  readonly right: boolean;
  readonly words: string;
}

/// What an expression is worth; a task is known by number and by name.
interface Worth {
  readonly value: Value;
  readonly name: string | null;
}

export class Solver {
  readonly problem: Problem;
  private readonly _facts: LessonFacts;
  private readonly _chosen: ReadonlyMap<string, string>;
  private readonly _begin: () => number;
  private _solved = false;

  /// `begin`: number of the record after which the step began.
  constructor(problem: Problem, facts: LessonFacts, seed: bigint, begin: () => number) {
    this.problem = problem;
    this._facts = facts;
    this._chosen = chooseBySeed(problem, seed);
    this._begin = begin;
  }

  get solved(): boolean {
    return this._solved;
  }

  /// Text with the values of now.
  fill(text: string): string {
    const values = new Map(this._chosen);
    const calls = this._window();
    for (const variable of this.problem.variables) {
      if (!("expression" in variable) || calls === null) continue;
      const worth = this._worthOf(variable.expression, calls);
      if (worth !== null) values.set(variable.name, worth.name ?? String(worth.value));
    }
    return fillIn(text, values, this.problem.variables.map(({ name }) => name));
  }

  check(text: string): Reply {
    const given = text.trim().toLowerCase();
    const calls = this._window();
    const answer = calls === null ? null : this._worthOf(this.problem.answer, calls);
    if (calls === null || answer === null) {
      return { right: false, words: `The machine does not know yet: it has seen no ${this.problem.since} in this step. Run the command, then answer.` };
    }
    if (given === "") return { right: false, words: "There is no answer in the field." };
    if (this._is(given, answer)) {
      this._solved = true;
      return { right: true, words: this.fill(this.problem.explain) };
    }
    return { right: false, words: this._wordsFor(given, text.trim(), answer, calls) };
  }

  private _wordsFor(given: string, typed: string, answer: Worth, calls: readonly Call[]): string {
    const shown = typed.length > 20 ? `${typed.slice(0, 20)}…` : typed;
    const known = this.problem.wrong.find(({ expression }) => {
      const worth = this._worthOf(expression, calls);
      return worth !== null && this._is(given, worth);
    });
    if (known !== undefined) return `${shown} is not it. ${this.fill(known.words)}`;
    if (answer.name !== null) return `${shown} is not it. The answer is the name of a task, or its number.`;
    if (typeof answer.value === "string") return `${shown} is not it.`;
    if (!/^\d{1,15}$/.test(given)) return `The answer is a number, and “${shown}” is none.`;
    return `${shown} is too ${Number(given) < answer.value ? "small" : "large"}.`;
  }

  private _is(given: string, { value, name }: Worth): boolean {
    return given === String(value).toLowerCase() || given === name?.toLowerCase();
  }

  /// The calls that count; null as long as the task that makes them has not been there.
  private _window(): Call[] | null {
    const begin = this._begin();
    const births = this._facts.tasksNamed(this.problem.since).map(({ born }) => born);
    const fresh = births.filter((born) => ((born - begin) | 0) > 0);
    if (fresh.length === 0) return null;
    return this._facts.callsSince(fresh.reduce((latest, born) => (((born - latest) | 0) > 0 ? born : latest)));
  }

  private _worthOf(expression: Expression, calls: readonly Call[]): Worth | null {
    const meant = calls.filter((call) => expression.filter.matches(call, this._facts));
    if (expression.kind === "count") return { value: meant.length, name: null };
    const { field } = expression;
    if (expression.kind === "sum") {
      const values = meant.flatMap((call) => field.read(call, this._facts)).map(Number);
      return { value: values.reduce((sum, value) => sum + value, 0), name: null };
    }
    const last = meant.at(-1);
    const [value] = last === undefined ? [] : field.read(last, this._facts);
    if (value === undefined) return null;
    return { value, name: field.type === "task" ? this._facts.names.plainTask(Number(value)) : null };
  }
}
