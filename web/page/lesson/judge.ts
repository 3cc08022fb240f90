// SPDX-License-Identifier: MIT
// Whether a criterion is met, and what is missing in words.
import type { Call } from "../fallback/CallModel.ts";
import { compareNumbers, type Condition, type Criterion } from "./criterion.ts";
import type { LessonFacts } from "./LessonFacts.ts";

export interface Verdict {
  readonly met: boolean;
  /// What is missing, in words; "" when it is met.
  readonly missing: string;
  /// Later facts cannot take it back.
  readonly lasting: boolean;
}

/// The facts of a step: those after its beginning.
export interface Window {
  readonly facts: LessonFacts;
  /// Number of the record after which the step began.
  readonly since: number;
}

const kLastingCounts = [">", ">="];

/// "call 812 from both to left (pair.update)".
export function describeCall(call: Call, { facts }: Window): string {
  const { names } = facts;
  return `call ${call.id} from ${names.plainTask(call.sender)} to ${names.plainTask(call.receiver)} (${names.callName(call)})`;
}

function isAfter(sequence: number, since: number): boolean {
  return ((sequence - since) | 0) > 0;
}

interface Finding {
  readonly met: boolean;
  readonly detail: string;
}

function judgeTask(name: string, fate: string, { facts, since }: Window): Finding {
  const tasks = facts.tasksNamed(name);
  const alive = tasks.some(({ died }) => died === null);
  const ended = tasks.filter(({ died }) => died !== null && isAfter(died, since));
  const fresh = tasks.some(({ died, born }) => died === null && isAfter(born, since));
  switch (fate) {
    case "alive":
      return { met: alive, detail: `no task is called ${name}` };
    case "dead":
      return { met: !alive && ended.length > 0, detail: alive ? `${name} is alive` : `no ${name} has lived in this step` };
    case "faulted":
      return { met: ended.some(({ faulted }) => faulted), detail: `no ${name} has ended by a fault in this step` };
    default:
      return { met: ended.length > 0 && fresh, detail: ended.length > 0 ? `no new ${name} is there yet` : `no ${name} has ended in this step` };
  }
}

function judgeEvery(calls: readonly Call[], condition: Condition & { kind: "every" }, window: Window): Finding {
  const meant = calls.filter((call) => condition.filter.matches(call, window.facts));
  const wrong = meant.find((call) => !condition.must.matches(call, window.facts));
  if (meant.length === 0) return { met: false, detail: "there is no such call yet" };
  return { met: wrong === undefined, detail: wrong === undefined ? "" : `not so ${describeCall(wrong, window)}` };
}

/// Everything but "no", which needs to know of its neighbours.
function judgeAlone(condition: Condition, window: Window): Finding {
  const { facts, since } = window;
  switch (condition.kind) {
    case "task":
      return judgeTask(condition.name, condition.fate, window);
    case "figure": {
      const figures = facts.figuresOf(condition.name).map((task) => task[condition.figure]);
      const met = figures.some((figure) => compareNumbers(figure, condition.comparison, condition.number));
      return { met, detail: figures.length === 0 ? `no task is called ${condition.name}` : `${condition.figure}: ${figures.join(", ")}` };
    }
    case "every":
      return judgeEvery(facts.callsSince(since), condition, window);
    case "answer":
      return { met: facts.answersSince(since).some((call) => condition.filter.matches(call, facts)), detail: "" };
    default: {
      const found = facts.callsSince(since).filter((call) => condition.filter.matches(call, facts));
      if (condition.kind === "some") return { met: found.length > 0, detail: "" };
      if (condition.kind === "count") {
        return { met: compareNumbers(found.length, condition.comparison, condition.number), detail: `${found.length} so far` };
      }
      const [first] = found;
      return { met: first === undefined, detail: first === undefined ? "" : describeCall(first, window) };
    }
  }
}

function isLasting({ kind, ...rest }: Condition): boolean {
  if (kind === "count" && "comparison" in rest) return kLastingCounts.includes(rest.comparison);
  return kind === "some" || kind === "answer" || kind === "figure" || (kind === "task" && "fate" in rest && rest.fate !== "alive" && rest.fate !== "dead");
}

function verdictOf({ condition, missing }: Criterion, { met, detail }: Finding): Verdict {
  const words = detail === "" ? missing : `${missing} (${detail})`;
  return { met, missing: met ? "" : words, lasting: isLasting(condition) };
}

/// The verdicts on the criteria of a step, in their order. That no call is so-and-so says something only when what was to
/// be done is done: until then such a criterion is not met.
export function judge(criteria: readonly Criterion[], window: Window, othersMet: boolean): Verdict[] {
  const first = criteria.map((criterion) =>
    criterion.condition.kind === "no" ? null : verdictOf(criterion, judgeAlone(criterion.condition, window)),
  );
  const done = othersMet && first.every((verdict) => verdict === null || verdict.met);
  return criteria.map((criterion, index) => {
    const finding = first[index] ?? null;
    if (finding !== null) return finding;
    const verdict = verdictOf(criterion, judgeAlone(criterion.condition, window));
    if (!verdict.met || done) return verdict;
    return { met: false, missing: "This is judged when the rest of the step is done.", lasting: false };
  });
}
