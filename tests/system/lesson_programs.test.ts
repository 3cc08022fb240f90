// SPDX-License-Identifier: MIT
// The programs that the lessons use: what they are made for happens, on each kind of machine.
import assert from "node:assert/strict";
import { test } from "../harness/scenario.ts";
import { plain, withSystem } from "../harness/system.ts";

test("bytes are added up alike, copied or shared, and an area that is shared as described breaks no rule", async () => {
  await withSystem({}, async (system) => {
    await system.run("alice &");
    for (const how of ["copy", "share"]) {
      const { output, status } = await system.run(`sum ${how} 150000`);
      assert.equal(plain(output), "150000\n");
      assert.equal(status, 0);
    }
    assert.match(plain((await system.run("ipc violations")).output), /^0 violations since boot/);
  });
});

test("a client that nobody can serve is told, and wrong words are refused", async () => {
  await withSystem({}, async (system) => {
    assert.match(plain((await system.run("ask alice")).output), /no alice runs: start it with `alice &`/);
    assert.match(plain((await system.run("sum share 10")).output), /no alice runs/);
    assert.equal((await system.run("ask carol")).status, 2);
    for (const wrong of ["sum copy 0", "sum copy 2000000", "sum move 10", "sum copy"]) assert.equal((await system.run(wrong)).status, 2, wrong);
    await system.run("alice &");
    assert.match(plain((await system.run("alice")).output), /exists/);
  });
});

test("two servers that wait on each other go on when one of them dies, and their clients are told", async () => {
  await withSystem({}, async (system) => {
    await system.run("alice & bob &");
    const { output, status } = await system.run("(sleep 1; /bin/kill alice) & ask alice bob");
    assert.match(plain(output), /ask: alice: hung up/);
    assert.equal(status, 1);
    assert.equal((await system.run("alice & ask bob")).status, 0, "bob has let go of its lock");
  });
});
