// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { idOfLetters } from "./interfaces.ts";
import { Names } from "./Names.ts";
import { makeRecords } from "./testing.ts";
import { TraceKind } from "./TraceRecord.ts";
import { ViolationLog, violatedMethod, violatedRule } from "./ViolationLog.ts";

const kDoor = idOfLetters("door");

function logOf(...violations: { method: number; words: number[] }[]): ViolationLog {
  const log = new ViolationLog();
  log.add(
    makeRecords([
      { kind: TraceKind.call, call: 1, source: 4, target: 5, method: 1024 },
      ...violations.map((one) => ({ kind: TraceKind.violation, call: 1, interfaceId: kDoor, source: 4, target: 5, ...one })),
    ]),
  );
  return log;
}

function namesOfDoor(): Names {
  const names = new Names();
  const methods = [{ number: 1024, name: "open", arguments: "", results: "" }];
  names.setInterfaces([{ id: kDoor, name: "door", methods }]);
  return names;
}

test("violations are the newest first, with the total that the kernel counts", () => {
  const log = logOf({ method: 1024, words: [2, 1, 2, 7] }, { method: 1030, words: [1, 1030, 0, 8] });
  assert.deepEqual(log.rows.map(({ rule }) => rule), [1, 2]);
  assert.equal(log.total, 8);
  log.clear();
  assert.deepEqual([log.rows.length, log.total], [0, 0]);
});

test("each rule of the kernel has words of its own", () => {
  const header = readFileSync("kernel/abi/monitor.hpp", "utf8");
  const rules = [...(/enum class Rule[^}]*/.exec(header)?.[0] ?? "").matchAll(/= (\d+)/g)].map(([, rule]) => Number(rule));
  assert.ok(rules.length >= 9);
  const names = namesOfDoor();
  const said = rules.map((rule) => violatedRule(logOf({ method: 1024, words: [rule, 6, 7, 1] }).rows[0]!, names));
  assert.equal(new Set(said).size, rules.length, said.join("\n"));
  assert.ok(said.every((words) => !words.startsWith("rule ")), said.join("\n"));
});

test("what was violated has the names of the interface", () => {
  const names = namesOfDoor();
  const [effect, alone] = logOf({ method: 0, words: [6, 0, 0, 1] }, { method: 1024, words: [9, kDoor, 1024, 2] }).rows;
  assert.equal(violatedMethod(effect!, names), "door.open");
  assert.equal(violatedRule(effect!, names), "undeclared call of door.open");
  assert.equal(violatedMethod(alone!, names), "door");
});

test("the log keeps the newest 200", () => {
  const log = logOf(...Array.from({ length: 250 }, (_, at) => ({ method: 1024, words: [2, 0, 0, at + 1] })));
  assert.equal(log.rows.length, 200);
  assert.equal(log.total, 250);
});
