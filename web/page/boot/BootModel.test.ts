// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { BootModel, kPhaseNames } from "./BootModel.ts";
import { explain, type FailureCause } from "./failure.ts";

function bootAt(): { model: BootModel; wait: (milliseconds: number) => void } {
  let now = 1000;
  return { model: new BootModel(() => now, 1000), wait: (milliseconds) => (now += milliseconds) };
}

test("a phase knows when it began and how long it took", () => {
  const { model, wait } = bootAt();
  wait(5);
  model.begin("bundle");
  wait(40);
  model.finish("bundle", "318 kB");
  const { state, begun, took, detail } = model.phase("bundle");
  assert.deepEqual({ state, begun, took, detail }, { state: "done", begun: 5, took: 40, detail: "318 kB" });
});

test("ready is when the prompt phase is finished", () => {
  const { model, wait } = bootAt();
  for (const name of kPhaseNames) model.begin(name);
  wait(312);
  assert.equal(model.readyAfter, null);
  model.finish("prompt");
  assert.equal(model.readyAfter, 312);
});

test("the silent phase is named when its time is over", () => {
  const { model, wait } = bootAt();
  model.begin("page");
  model.finish("page");
  model.begin("boot");
  wait(19_999);
  model.check();
  assert.equal(model.phase("boot").state, "running");
  wait(1);
  model.check();
  const { phase, cause } = model.failure ?? {};
  assert.deepEqual({ phase, cause }, { phase: "boot", cause: "stalled" });
});

test("signs of life give a phase more time", () => {
  const { model, wait } = bootAt();
  model.begin("bundle");
  for (let round = 0; round < 10; round++) {
    wait(15_000);
    model.progress("bundle", "more");
    model.check();
  }
  assert.equal(model.failure, null);
});

test("a stalled phase goes on when something happens", () => {
  const { model, wait } = bootAt();
  model.begin("bundle");
  wait(60_000);
  model.check();
  assert.equal(model.phase("bundle").state, "failed");
  model.progress("bundle", "1 kB");
  assert.equal(model.failure, null);
  assert.equal(model.phase("bundle").state, "running");
});

test("the first real failure stays", () => {
  const { model } = bootAt();
  model.begin("bundle");
  model.fail("bundle", "bundle_missing", "404");
  model.fail("compile", "internal", "later");
  model.progress("bundle", "late");
  assert.equal(model.failure?.cause, "bundle_missing");
});

test("a shell that is tried for ever is given up, and welcome when it comes after all", () => {
  const { model, wait } = bootAt();
  model.begin("prompt");
  for (let round = 0; round < 10; round++) {
    wait(2000);
    model.addLog({ text: "init: cannot start /bin/sh", message: "", uptime: 0, elapsed: 0 });
    model.check();
  }
  assert.equal(model.failure?.cause, "no_prompt");
  model.finish("prompt");
  assert.equal(model.phase("prompt").state, "done");
  assert.ok(model.failure === null);
});

test("after the prompt nothing stalls", () => {
  const { model, wait } = bootAt();
  model.begin("prompt");
  model.finish("prompt");
  wait(1e6);
  model.check();
  assert.equal(model.failure, null);
});

test("every failure has a title, an explanation and advice", () => {
  const causes: FailureCause[] = [
    "no_webassembly",
    "bundle_damaged",
    "not_compiled",
    "out_of_memory",
    "internal",
    "worker_blocked",
    "bundle_missing",
    "bundle_unreachable",
    "stalled",
    "no_prompt",
  ];
  for (const cause of causes) {
    for (const phase of kPhaseNames) {
      const { title, what, advice } = explain({ phase, cause, detail: "" });
      assert.ok(title !== "" && what !== "" && advice.length > 0);
    }
  }
});
