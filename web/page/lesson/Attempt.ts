// SPDX-License-Identifier: MIT
// One attempt at a step: which criteria are met, from its beginning on, and whether the problem is solved.
import { judge, type Verdict } from "./judge.ts";
import type { Step } from "./Lesson.ts";
import type { LessonFacts } from "./LessonFacts.ts";
import { Solver } from "./Solver.ts";

export class Attempt {
  readonly solver: Solver | null;
  private readonly _step: Step;
  private readonly _facts: LessonFacts;
  private readonly _kept = new Set<number>(); // criteria that later facts cannot take back
  private _since: number;
  private _restarts: number;

  constructor(step: Step, facts: LessonFacts, seed: bigint) {
    this._step = step;
    this._facts = facts;
    this._since = facts.now;
    this._restarts = facts.restarts;
    this.solver = step.problem === null ? null : new Solver(step.problem, facts, seed, () => this._since);
  }

  /// In the order of the criteria.
  verdicts(): Verdict[] {
    if (this._restarts !== this._facts.restarts) {
      this._restarts = this._facts.restarts;
      this._since = 0;
    }
    const window = { facts: this._facts, since: this._since };
    const solved = this.solver === null || this.solver.solved;
    return judge(this._step.criteria, window, solved).map((verdict, index) => {
      if (verdict.met && verdict.lasting) this._kept.add(index);
      return this._kept.has(index) ? { ...verdict, met: true, missing: "" } : verdict;
    });
  }
}
