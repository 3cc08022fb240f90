// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeRecords, type RecordFields } from "../fallback/testing.ts";
import { TraceKind } from "../fallback/TraceRecord.ts";
import type { InspectorSource } from "../InspectorSource.ts";
import { Attempt } from "./Attempt.ts";
import { readCriteria } from "./criterion.ts";
import type { Step } from "./Lesson.ts";
import { LessonFacts } from "./LessonFacts.ts";
import { Mistakes } from "./Mistake.ts";
import { chooseBySeed, readProblem } from "./problem.ts";

const [kCat, kVfs, kTmpfs] = [7, 3, 5];

/// A machine whose trace is written by hand.
class Machine {
  readonly facts: LessonFacts;
  private _send: (records: ArrayBuffer) => void = () => undefined;
  private _restart: () => void = () => undefined;
  private _sequence = 1;

  constructor() {
    const source: Partial<InspectorSource> = {
      onTrace: (callback) => {
        this._send = callback;
        return () => undefined;
      },
      onRestart: (callback) => {
        this._restart = callback;
        return () => undefined;
      },
      requestTasks: () => new Promise(() => undefined),
      interfaces: () => new Promise(() => undefined),
    };
    this.facts = new LessonFacts(source as InspectorSource, () => undefined);
    for (const [id, name] of [[kVfs, "vfs"], [kTmpfs, "tmpfs"], [kCat, "cat"]] as const) this.birth(id, name);
  }

  add(...records: RecordFields[]): void {
    this._send(encodeRecords(records.map((record) => ({ ...record, sequence: this._sequence++ }))));
  }

  birth(target: number, name: string): void {
    const bytes = new TextEncoder().encode(name.padEnd(20, "\0"));
    const view = new DataView(bytes.buffer);
    this.add({ kind: TraceKind.taskCreated, target, words: [0, 1, 2, 3, 4].map((word) => view.getUint32(4 * word, true)) });
  }

  death(target: number, state = 5): void {
    this.add({ kind: TraceKind.taskEnded, target, words: [state, 0] });
  }

  restart(): void {
    this._sequence = 1;
    this._restart();
  }
}

function stepOf(criteria: string, problem: string | null = null): Step {
  const mistakes = new Mistakes();
  const step = {
    title: "A step", tokens: [], hints: [], line: 1,
    criteria: readCriteria(criteria, 1, mistakes),
    problem: problem === null ? null : readProblem(problem, 1, mistakes),
  };
  assert.deepEqual(mistakes.list, []);
  return step;
}

function begin(machine: Machine, ...conditions: string[]): () => string[] {
  const text = conditions.map((condition) => `${condition}\n: goal\n! missing`).join("\n");
  const attempt = new Attempt(stepOf(text), machine.facts, 1n);
  return () => attempt.verdicts().map(({ met, missing }) => (met ? "met" : missing));
}

test("only calls of this attempt count", () => {
  const machine = new Machine();
  machine.add({ kind: TraceKind.call, call: 1, source: kCat, target: kVfs });
  const verdicts = begin(machine, "some call where from = cat");
  assert.deepEqual(verdicts(), ["missing"]);
  machine.add({ kind: TraceKind.call, call: 2, source: kCat, target: kVfs });
  assert.deepEqual(verdicts(), ["met"]);
});

test("a count says how far it is", () => {
  const machine = new Machine();
  const verdicts = begin(machine, "count(from = cat) >= 2", "count(from = cat) = 1");
  machine.add({ kind: TraceKind.call, call: 1, source: kCat, target: kVfs });
  assert.deepEqual(verdicts(), ["missing (1 so far)", "met"]);
  machine.add({ kind: TraceKind.call, call: 2, source: kCat, target: kVfs });
  assert.deepEqual(verdicts(), ["met", "missing (2 so far)"]);
});

test("that no call is so says nothing before the rest is done, and names the call that is", () => {
  const machine = new Machine();
  const verdicts = begin(machine, "some call where from = cat", "no call where is:unanswered and from = cat");
  assert.match(verdicts()[1] ?? "", /judged when the rest/);
  machine.add({ kind: TraceKind.call, call: 1, source: kCat, target: kVfs, method: 9 });
  assert.deepEqual(verdicts(), ["met", "missing (call 1 from cat to vfs (ping))"]);
  machine.add({ kind: TraceKind.answer, call: 1, source: kVfs, target: kCat });
  assert.deepEqual(verdicts(), ["met", "met"]);
  machine.add({ kind: TraceKind.call, call: 2, source: kCat, target: kVfs, method: 9 });
  assert.equal(verdicts()[1], "missing (call 2 from cat to vfs (ping))", "and can be lost again");
});

test("that every call is so needs at least one", () => {
  const machine = new Machine();
  const verdicts = begin(machine, "every call where from = cat must have answered_by = tmpfs");
  assert.deepEqual(verdicts(), ["missing (there is no such call yet)"]);
  machine.add({ kind: TraceKind.call, call: 1, source: kCat, target: kVfs }, { kind: TraceKind.answer, call: 1, source: kTmpfs, target: kCat });
  assert.deepEqual(verdicts(), ["met"]);
  machine.add({ kind: TraceKind.call, call: 2, source: kCat, target: kVfs, method: 9 });
  assert.deepEqual(verdicts(), ["missing (not so call 2 from cat to vfs (ping))"]);
});

test("an answer of this attempt counts, whenever its call was sent", () => {
  const machine = new Machine();
  machine.add({ kind: TraceKind.call, call: 1, source: kCat, target: kVfs });
  const verdicts = begin(machine, "some answer where from = cat and error = hung_up", "some call where from = cat");
  machine.add({ kind: TraceKind.answer, call: 1, source: kVfs, target: kCat, method: 7 });
  assert.deepEqual(verdicts(), ["met", "missing"]);
});

test("tasks die, come back and fault", () => {
  const machine = new Machine();
  const verdicts = begin(machine, "task tmpfs is dead", "task tmpfs is restarted", "task cat is faulted", "task vfs is alive");
  assert.deepEqual(verdicts(), ["missing (tmpfs is alive)", "missing (no tmpfs has ended in this step)", "missing (no cat has ended by a fault in this step)", "met"]);
  machine.death(kTmpfs);
  assert.deepEqual(verdicts().slice(0, 2), ["met", "missing (no new tmpfs is there yet)"]);
  machine.birth(20, "tmpfs");
  machine.death(kCat, 4);
  assert.deepEqual(verdicts(), ["missing (tmpfs is alive)", "met", "met", "met"]);
});

test("a restart of the machine leaves what was seen, and forgets its calls", () => {
  const machine = new Machine();
  const verdicts = begin(machine, "some call where from = cat", "count(to = tmpfs) = 1");
  machine.add({ kind: TraceKind.call, call: 1, source: kCat, target: kTmpfs });
  assert.deepEqual(verdicts(), ["met", "met"]);
  machine.restart();
  assert.deepEqual(verdicts(), ["met", "missing (0 so far)"]);
  machine.birth(kTmpfs, "tmpfs");
  machine.add({ kind: TraceKind.call, call: 1, source: kCat, target: kTmpfs });
  assert.deepEqual(verdicts(), ["met", "met"], "the first records of the new machine count");
});

const kProblem = [
  "let file = pick /a /b /c /d", "let call = value(id, from = cat)", "since cat", "ask Who answers call {call} about {file}?",
  "answer value(answered_by, from = cat)", "wrong value(to, from = cat) -> That one was called.", "explain It was passed on.",
].join("\n");

test("the answer of a problem comes from the machine, and wrong ones are told why", () => {
  const machine = new Machine();
  const { solver } = new Attempt(stepOf("", kProblem), machine.facts, 3n);
  assert.ok(solver);
  assert.match(solver.fill("{call}"), /…/);
  assert.match(solver.check("tmpfs").words, /has seen no cat in this step/);
  machine.birth(30, "cat");
  machine.add({ kind: TraceKind.call, call: 8, source: 30, target: kVfs }, { kind: TraceKind.answer, call: 8, source: kTmpfs, target: 30 });
  assert.equal(solver.fill("{call}"), "8");
  assert.deepEqual(solver.check(" VFS "), { right: false, words: "VFS is not it. That one was called." });
  assert.match(solver.check("sh").words, /The answer is the name of a task/);
  assert.match(solver.check("").words, /no answer/);
  assert.equal(solver.solved, false);
  assert.deepEqual(solver.check("tmpfs"), { right: true, words: "It was passed on." });
  assert.equal(solver.solved, true);
  assert.equal(solver.check(String(kTmpfs)).right, true, "a task may be named by its number");
});

test("a number is called too small or too large, and a word none", () => {
  const machine = new Machine();
  const problem = kProblem.replace("value(answered_by, from = cat)", "count(from = cat)").replace(/wrong.*\n/, "");
  const { solver } = new Attempt(stepOf("", problem), machine.facts, 3n);
  machine.birth(30, "cat");
  for (const call of [1, 2, 3]) machine.add({ kind: TraceKind.call, call, source: 30, target: kVfs });
  assert.match(solver?.check("2").words ?? "", /2 is too small/);
  assert.match(solver?.check("10").words ?? "", /10 is too large/);
  assert.match(solver?.check("three").words ?? "", /is a number, and “three” is none/);
  assert.equal(solver?.check("3").right, true);
});

test("a seed makes the same problem for ever, and other seeds make others", () => {
  const problem = stepOf("", kProblem).problem;
  assert.ok(problem);
  const fileOf = (seed: bigint): string => chooseBySeed(problem, seed).get("file") ?? "";
  assert.deepEqual([1n, 2n, 3n, 4n, 5n, 6n].map(fileOf), [1n, 2n, 3n, 4n, 5n, 6n].map(fileOf));
  const all = new Set(Array.from({ length: 50 }, (_, seed) => fileOf(BigInt(seed))));
  assert.deepEqual([...all].sort(), ["/a", "/b", "/c", "/d"]);
  assert.equal(fileOf(7n), kFileOfSeven);
});

const kFileOfSeven = "/d"; // links carry seeds: this one must stay. SplitMix64 of 7, modulo 4
