// SPDX-License-Identifier: MIT
// Runs the conformance program of tests/conformance and takes each of its claims as a test.
import assert from "node:assert/strict";
import { test } from "../harness/scenario.ts";
import { plain, withSystem } from "../harness/system.ts";

test("every claim about the kernel's IPC holds on this machine", async (context) => {
  await withSystem({ withTests: true }, async (system) => {
    const got = await system.run("conformance", { timeout: 300_000 });
    const lines = plain(got.output).split("\n");
    const claims = lines.filter((line) => /^(not )?ok \d+ - /.test(line));
    assert.ok(claims.length >= 46, `only ${claims.length} claims were made:\n${plain(got.output)}`);
    for (const claim of claims) {
      const notes = lines.slice(0, lines.indexOf(claim)).filter((line) => line.startsWith("# ")).slice(-3);
      await context.test(claim.replace(/^(not )?ok \d+ - /, "").replaceAll("_", " "), () => {
        assert.ok(claim.startsWith("ok "), notes.join("\n"));
      });
    }
    assert.equal(got.status, 0);
  });
});
