// SPDX-License-Identifier: MIT
// Runs the C program of tests/posix and takes each of its claims as a test.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "../harness/scenario.ts";
import { plain, withSystem } from "../harness/system.ts";

async function check(context: TestContext, output: string, atLeast: number): Promise<void> {
  const claims = output.split("\n").filter((line) => /^(not )?ok \d+ - /.test(line));
  assert.ok(claims.length >= atLeast, `only ${claims.length} claims were made:\n${output}`);
  for (const claim of claims)
    await context.test(claim.replace(/^(not )?ok \d+ - /, ""), () => assert.ok(claim.startsWith("ok "), output));
}

test("files, processes, command lines and signals of an ordinary C program", async (context) => {
  await withSystem({ withTests: true }, async (system) => {
    const got = await system.run("posix");
    await check(context, plain(got.output), 45);
    assert.equal(got.status, 0);
  });
});

test("a C program that controls its terminal decides whom Ctrl-C is for", async (context) => {
  await withSystem({ withTests: true }, async (system) => {
    system.type("posix terminal\r");
    await system.until((s) => s.terminals[0]!.includes("Ctrl-C once"), "the first question");
    system.type("\x03");
    await system.until((s) => s.terminals[0]!.includes("Ctrl-C again"), "the second question");
    const got = await system.press("\x03");
    await check(context, plain(system.terminals[0]!).replaceAll("^C", ""), 6);
    assert.equal(got.status, 0, plain(system.terminals[0]!));
  });
});
