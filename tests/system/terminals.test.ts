// SPDX-License-Identifier: MIT
// What reaches a terminal, and what the machine knows of the world outside, whatever its line and its clock are.
import assert from "node:assert/strict";
import { test } from "../harness/scenario.ts";
import { plain, withSystem } from "../harness/system.ts";

test("a paste of 20,000 bytes arrives whole", async () => {
  await withSystem({}, async (system) => {
    const lines = Array.from({ length: 1000 }, (_, number) => `line ${String(number).padStart(4, "0")} of all\r`);
    system.type("echo go:$((1+1)); cat > /tmp/pasted\r");
    await system.until(({ terminals }) => terminals[0]!.includes("go:2"), "cat");
    await system.settle();
    system.type(`${lines.join("")}\x04`);
    await system.until(({ terminals }) => terminals[0]!.includes("line 0999 of all"), "last line");
    await system.settle();
    assert.equal(plain((await system.run("wc -c < /tmp/pasted | tr -d ' '")).output), `${lines.join("").length}\n`);
    assert.equal(plain((await system.run("sort -u /tmp/pasted | wc -l | tr -d ' '")).output), "1000\n");
  });
});

test("a flood of output arrives whole", async () => {
  await withSystem({}, async (system) => {
    const { output } = await system.run("seq 3000");
    assert.deepEqual(plain(output).trim().split("\n"), Array.from({ length: 3000 }, (_, number) => String(number + 1)));
  });
});

test("the machine knows what year it is when the shell starts", async () => {
  await withSystem({}, async (system) => {
    const year = Number(plain((await system.run("date +%Y")).output));
    assert.ok(year >= 2025, `it says ${year}`);
  });
});

test("whoever looks at a terminal only after the boot brings its size", async () => {
  await withSystem({}, async (system) => {
    const size = async (terminal: number): Promise<string> =>
      plain((await system.run('echo "$COLUMNS x $LINES"', { terminal })).output).trim();
    system.machine.open(0, 101, 31);
    assert.equal(await size(0), "101 x 31");
    system.machine.open(1, 91, 21);
    await system.until(({ terminals }) => terminals[1]!.includes("\x1b]133;B"), "a prompt on terminal 1");
    assert.equal(await size(1), "91 x 21");
  });
});
