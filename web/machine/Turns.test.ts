// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Advance } from "./Gate.ts";
import { Turns } from "./Turns.ts";

const kWait: Advance = { deadline: -1 };

interface Run {
  readonly turns: Turns;
  readonly log: string[];
}

/// Turns over a machine that does what the list says and then waits; `listen` is called at the end of each turn.
function run(steps: Advance[], listen: (turns: Turns) => void = () => undefined): Run {
  const log: string[] = [];
  const turns: Turns = new Turns(
    () => {
      const step = steps.shift() ?? kWait;
      log.push(step === "ran" ? "ran" : "waits");
      return step;
    },
    () => {
      listen(turns);
      return false;
    },
    (deadline) => deadline,
  );
  return { turns, log };
}

test("nothing runs before start, and a waiting machine sleeps", async () => {
  const { turns, log } = run(["ran", "ran"]);
  turns.wake();
  await sleep(5);
  assert.deepEqual(log, []);
  turns.start();
  await sleep(20);
  assert.deepEqual(log, ["ran", "ran", "waits"]);
});

test("an input wakes it", async () => {
  const { turns, log } = run([]);
  turns.start();
  await sleep(10);
  turns.wake();
  await sleep(10);
  assert.deepEqual(log, ["waits", "waits"]);
});

test("an input that a listener gives at the end of a turn wakes it, too", async () => {
  let answered = false;
  const { turns, log } = run([], (asked) => {
    if (!answered) asked.wake();
    answered = true;
  });
  turns.start();
  await sleep(20);
  assert.deepEqual(log, ["waits", "waits"]);
});

test("a deadline wakes it", async () => {
  const { turns, log } = run([{ deadline: 20 }]);
  turns.start();
  await sleep(5);
  assert.deepEqual(log, ["waits"]);
  await sleep(60);
  assert.deepEqual(log, ["waits", "waits"]);
});

test("while held nothing runs, whatever wakes it", async () => {
  const { turns, log } = run(["ran"]);
  turns.hold();
  turns.start();
  turns.wake();
  await sleep(10);
  assert.deepEqual(log, []);
  turns.release();
  await sleep(10);
  assert.deepEqual(log, ["ran", "waits"]);
});

test("a busy machine lets others have the thread", async () => {
  const { turns, log } = run(new Array<Advance>(1_000_000).fill("ran"));
  turns.start();
  await sleep(1);
  turns.hold();
  assert.ok(log.length > 0 && log.length < 1_000_000);
});
