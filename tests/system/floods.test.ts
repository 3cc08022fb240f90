// SPDX-License-Identifier: MIT
// A hostile program takes all it can get of a server; the others are served.
import assert from "node:assert/strict";
import { decodeTasks } from "../../web/machine/Info.ts";
import { test } from "../harness/scenario.ts";
import { plain, withSystem } from "../harness/system.ts";

test("a program that floods vfs gets its share, and the others go on", async () => {
  await withSystem({ withTests: true }, async (system) => {
    // How many handles a task has, a PC tells nobody.
    const vfs = (): number =>
      system.hasOutside ? decodeTasks(system.machine.readTasks()).find((task) => task.name === "vfs")!.handles : 0;
    const before = vfs();
    await system.run("conformance flood &");
    await system.logSays(/\d+ were refused/);
    const [, waiting, refused] = /(\d+) calls wait, (\d+) were refused/.exec(await system.readLog())!.map(Number);
    assert.ok(refused! > 0, `nothing was refused, ${waiting} calls wait`);
    assert.ok(vfs() < 4095 * 0.6, `${vfs()} handles of vfs are in use`);
    const got = await system.run("mkdir /tmp/d && echo served > /tmp/d/f && cat /tmp/d/f | tr a-z A-Z && ls /bin | wc -l");
    assert.match(plain(got.output), /^SERVED\n *\d+\n$/);
    await system.kill(await system.find("conformance"));
    // vfs keeps some phones to the server of the pipes for later.
    await system.until(() => vfs() < before + 100, "what the flood held to be free again");
    assert.equal(plain((await system.run("cat /tmp/d/f")).output), "served\n");
  });
});

test("a shell that kills itself was killed, and the line that did it has an end", async () => {
  await withSystem({}, async (system) => {
    const got = await system.run("kill -9 $$");
    assert.equal(got.status, 137);
    assert.match(await system.readLog(), /sh \(task \d+\) was killed \(signal 9\)/);
    assert.equal((await system.run("sh -c 'kill -15 $$'")).status, 143);
    assert.match(plain((await system.run("sh -c 'kill -9 $$'; true")).output), /killed \(task/);
  });
});
