// SPDX-License-Identifier: MIT
// The same scenario sends the same messages on both machines: for each connection, who sent what to whom, in which
// order, and how it was answered. Tasks and methods go by name, because ids are the kernel's business.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { TargetName } from "../../web/headless/Options.ts";
import { plain, System } from "../harness/system.ts";
import { differences, messages, sequences } from "./sequences.ts";

const kLines = [
  "echo some text > /tmp/file", "cat /tmp/file", "ls /tmp", "cp /readme /tmp/copy && wc /tmp/copy", "rm /tmp/file; cat /tmp/file",
  "mkdir /tmp/d && cd /tmp/d && touch a b && ls && cd /", "true && false",
];

async function play(target: TargetName): Promise<{ shown: string; sequences: string[] }> {
  const system = await System.boot({ target, trace: true });
  try {
    const tasks = new Map(system.tasks().map(({ id, name }) => [id, name]));
    const from = system.records.length;
    const shown: string[] = [];
    for (const line of kLines) {
      const { output, status } = await system.run(line, { timeout: 120_000 });
      shown.push(`${plain(output)}${status}`);
    }
    assert.equal(system.lost, 0);
    return { shown: shown.join("\n"), sequences: sequences(messages(system.records.slice(from), tasks)) };
  } finally {
    await system.end();
  }
}

test("a session's connections carry the same messages in the same order on both machines", async () => {
  const [browser, pc] = await Promise.all([play("wasm"), play("x86_64")]);
  assert.equal(pc.shown, browser.shown);
  assert.ok(browser.sequences.length >= 15, `only ${browser.sequences.length} connections`);
  assert.deepEqual(differences(pc.sequences, browser.sequences), []);
  assert.equal(pc.sequences.length, browser.sequences.length);
});
