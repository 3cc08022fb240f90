// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "../harness/scenario.ts";
import { plain, withSystem } from "../harness/system.ts";

const kFaults: readonly (readonly [kind: string, status: number, text: RegExp])[] = [
  ["unreachable", 134, /aborted/],
  ["memory", 139, /out of bounds/],
  ["divide", 136, /division/],
  ["stack", 139, /stack overflow/],
  ["call", 139, /bad function pointer/],
  ["loop", 152, /too long/],
];

test("every way to die ends one task, names it, and disturbs nobody", async () => {
  await withSystem({ watched: true }, async (system) => {
    const before = system.tasks().map((task) => task.name);
    for (const [kind, status, text] of kFaults) {
      const got = await system.run(`fault ${kind}`, { timeout: 60_000 });
      assert.equal(got.status, status, `${kind}: ${plain(got.output)}`);
      const line = (await system.readLog()).split("\n").filter((entry) => /fault/.test(entry)).at(-1) ?? "";
      assert.match(line, text, kind);
      assert.match(line, /task \d+ \(fault\)/, kind);
      assert.equal(plain((await system.run("echo alive")).output), "alive\n");
    }
    assert.deepEqual(system.tasks().map((task) => task.name), before);
  });
});

test("the hundred and first task is refused and the machine goes on", async () => {
  await withSystem({ watched: true }, async (system) => {
    const got = await system.run("for i in $(seq 120); do sleep 100 & done", { timeout: 60_000 });
    assert.match(plain(got.output), /too many tasks|limit/i);
    assert.ok(system.tasks().length <= 100);
    for (const task of system.tasks()) if (task.name === "sleep") await system.kill(task.id);
    await system.until((s) => !s.tasks().some((task) => task.name === "sleep"), "end of the sleepers");
    assert.equal(plain((await system.run("echo alive")).output), "alive\n");
  });
});

test("a reader of a pipe sees the end when its writer is killed", async () => {
  await withSystem({ watched: true }, async (system) => {
    system.type("(sleep 1000 | cat; echo over) &\r");
    await system.until((s) => s.tasks().some((task) => task.name === "sleep"), "task sleep");
    await system.kill(system.task("sleep"));
    await system.until((s) => /over\r?\n/.test(s.terminals[0]!), "the end of the pipe");
  });
});
