// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CallModel } from "../fallback/CallModel.ts";
import { idOfLetters } from "../fallback/interfaces.ts";
import { Names } from "../fallback/Names.ts";
import { makeRecords, type RecordFields } from "../fallback/testing.ts";
import { TraceFlag, TraceKind } from "../fallback/TraceRecord.ts";
import { CallFilter } from "./CallFilter.ts";
import type { Facts } from "./fields.ts";

const kCases = "tests/filter/cases.txt";

/// Reads the lines of the trace as tests/filter/cases.txt describes them.
class CaseTrace {
  private readonly _records: RecordFields[] = [];
  private readonly _methods = new Map<number, { number: number; name: string; arguments: string; results: string }[]>();
  private readonly _names: { id: number; name: string }[] = [];
  private readonly _tasks: { id: number; name: string }[] = [];
  private _step = 1;
  private _sequence = 1;
  private _calls = 0;

  take(line: string): void {
    const [kind = "", ...words] = line.split(" ");
    const [a, b, c, d, e] = words.map(Number) as [number, number, number, number, number];
    const letters = (at: number): number => idOfLetters((words[at] ?? "").replaceAll("_", " "));
    if (kind === "interface") this._names.push({ id: letters(0), name: words[1] ?? "" });
    else if (kind === "method") this._describe(letters(0), b, words[2] ?? "");
    else if (kind === "task") this._tasks.push({ id: a, name: words[1] ?? "" });
    else if (kind === "call") this._add({ kind: TraceKind.call, call: ++this._calls, source: a, target: b, interfaceId: letters(2), method: d, parent: e });
    else if (kind === "delivered") this._add({ kind: TraceKind.delivered, call: a, target: b });
    else if (kind === "forward") this._add({ kind: TraceKind.forward, call: a, source: b, target: c, interfaceId: letters(3), method: e });
    else if (kind === "data" || kind === "shared") this._add({ kind: TraceKind[kind], call: a, source: b, target: c, words: [d] });
    else if (kind === "answer") this._add({ kind: TraceKind.answer, call: a, source: b, target: c, method: d });
    else if (kind === "refuse") this._add({ kind: TraceKind.answer, call: a, source: b, target: c, method: d, flags: TraceFlag.refused | TraceFlag.automatic });
    else if (kind === "returned") this._add({ kind: TraceKind.answered, call: a, target: b });
    else if (kind === "forgotten") this._add({ kind: TraceKind.forgotten, call: a, source: b });
    else if (kind === "steps") this._step += a;
    else if (kind === "lose") this._sequence += a;
    else assert.fail(`what is ${kind}?`);
  }

  facts(): { facts: Facts; model: CallModel } {
    const names = new Names();
    names.setInterfaces(this._names.map(({ id, name }) => ({ id, name, methods: this._methods.get(id) ?? [] })));
    for (const { id, name } of this._tasks) names.setTask(id, name);
    const model = new CallModel();
    model.add(makeRecords(this._records));
    return { facts: { model, names }, model };
  }

  private _describe(id: number, number: number, name: string): void {
    this._methods.set(id, [...(this._methods.get(id) ?? []), { number, name, arguments: "", results: "" }]);
  }

  private _add(record: RecordFields): void {
    this._records.push({ ...record, step: this._step, sequence: this._sequence++ });
  }
}

interface Case {
  readonly line: number;
  readonly filter: string;
  readonly ids: string;
  readonly error: string;
}

function readCases(): { trace: CaseTrace; cases: Case[] } {
  const trace = new CaseTrace();
  const cases: Case[] = [];
  readFileSync(kCases, "utf8").split("\n").forEach((line, index) => {
    if (line === "" || line.startsWith("#")) return;
    const found = /^(.*?) (=>|!!)(?: (.*))?$/.exec(line);
    if (found === null) return trace.take(line);
    const [, filter = "", mark, rest = ""] = found;
    cases.push({ line: index + 1, filter, ids: mark === "=>" ? rest : "", error: mark === "!!" ? rest : "" });
  });
  return { trace, cases };
}

test("each filter of the shared file means the calls, or is the error, that the file says", () => {
  const { trace, cases } = readCases();
  const { facts, model } = trace.facts();
  assert.ok(cases.length > 90, `${cases.length} cases`);
  const wrong = cases.flatMap(({ line, filter, ids, error }) => {
    const parsed = new CallFilter(filter);
    const problem = parsed.problem === null ? "" : `${parsed.problem.at} ${parsed.problem.message}`;
    const meant = [...model.calls()].filter((call) => parsed.matches(call, facts)).map(({ id }) => id);
    const got = problem === "" ? `=> ${meant.join(" ")}` : `!! ${problem}`;
    return problem === error && meant.join(" ") === ids ? [] : [`${kCases}:${line}: ${filter}: ${got}`];
  });
  assert.deepEqual(wrong, []);
});

test("a filter of endless length or depth is refused, and costs no stack", () => {
  assert.match(new CallFilter("vfs ".repeat(1000)).problem?.message ?? "", /at most 2000 characters/);
  for (const opener of ["(", "not ", "under("]) {
    assert.match(new CallFilter(opener.repeat(300)).problem?.message ?? "", /too deep/);
  }
});

test("a call that the trace calls its own ancestor does not hold up a filter", () => {
  const model = new CallModel();
  model.add(makeRecords([{ kind: TraceKind.call, call: 1, parent: 2 }, { kind: TraceKind.call, call: 2, parent: 1 }]));
  const facts = { model, names: new Names() };
  assert.equal([...model.calls()].filter((call) => new CallFilter("under = 9").matches(call, facts)).length, 0);
});
