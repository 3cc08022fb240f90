// SPDX-License-Identifier: MIT
// Servers die before the user's eyes, and the machine goes on.
import assert from "node:assert/strict";
import { test } from "../harness/scenario.ts";
import { plain, type System, withSystem } from "../harness/system.ts";

/// Kills the only task of that name and waits until init has another one running.
async function killAndAwaitSuccessor(system: System, name: string): Promise<void> {
  await awaitSuccessor(system, name, async (dead) => system.kill(dead));
}

/// The same by another way to kill it.
async function awaitSuccessor(system: System, name: string, kill: (dead: number) => Promise<void>): Promise<void> {
  const successors = async (): Promise<number> => (await system.readLog()).split(`${name}: runs again as task `).length;
  const before = await successors();
  const dead = await system.find(name);
  await kill(dead);
  await system.eventually(async () => (await successors()) > before, `a successor of ${name}`);
  assert.notEqual(await system.find(name), dead);
}

/// Kills a server while a program runs in the foreground; where there is no outside, from the background.
async function killBehind(system: System, server: string, program: string): Promise<void> {
  if (system.hasOutside) {
    system.type(`${program}\r`);
    const [name] = program.split(" ");
    await system.until((s) => s.tasks().some((task) => task.name === name), `task ${name}`);
    return killAndAwaitSuccessor(system, server);
  }
  await awaitSuccessor(system, server, async (dead) => {
    const prompts = system.prompts();
    system.type(`(sleep 1; kill ${dead}) & ${program}\r`);
    await system.until((s) => s.prompts() > prompts, "the prompt of another shell");
  });
}

async function isGone(system: System, id: number): Promise<boolean> {
  if (system.hasOutside) return !system.tasks().some((task) => task.id === id);
  return !new RegExp(`^ *${id} `, "m").test(plain((await system.run("tasks")).output));
}

async function hasTask(system: System, name: string): Promise<boolean> {
  return system.find(name).then(() => true, () => false);
}

async function expectOutput(system: System, line: string, output: string | RegExp): Promise<void> {
  const got = await system.run(line);
  const text = plain(got.output);
  if (typeof output === "string") assert.equal(text, output, line);
  else assert.match(text, output, line);
  assert.equal(got.status, 0, `${line}: ${text}`);
}

test("clock, random and logger come back and serve those who ask again", async () => {
  await withSystem({}, async (system) => {
    for (const name of ["clock", "random", "logger"]) {
      await killAndAwaitSuccessor(system, name);
      await expectOutput(system, "date | grep -c 20", "1\n");
      await expectOutput(system, "head -c 5 /dev/random | wc -c", /^ *5\n$/);
      await expectOutput(system, `grep '${name} .*was killed' /dev/log`, /started again/);
    }
  });
});

test("tmpfs comes back empty, mounted where it was, and a directory in the dead one is left", async () => {
  await withSystem({}, async (system) => {
    await system.run("mkdir /tmp/d && echo old > /tmp/d/file && cd /tmp/d");
    await killAndAwaitSuccessor(system, "tmpfs");
    await system.logSays("mounted on /home again");
    assert.match(plain((await system.run("ls")).output), /error/i);
    await expectOutput(system, "cd / && ls /tmp | wc -l", /^ *0\n$/);
    await expectOutput(system, "echo new > /tmp/file && cat /tmp/file && mounts | grep -c died; true", "new\n0\n");
  });
});

test("pipes between programs can be made again after their server died", async () => {
  await withSystem({}, async (system) => {
    if (system.hasOutside) {
      system.type("cat | wc -c; echo over\r");
      await system.until((s) => s.tasks().some((task) => task.name === "wc"), "task wc");
      await killAndAwaitSuccessor(system, "pipes");
      await system.press("\x03");
    } else {
      await awaitSuccessor(system, "pipes", async (dead) => {
        system.type(`(sleep 1; kill ${dead}; echo killed) & cat | wc -c; echo over\r`);
        await system.until((s) => /^killed/m.test(s.terminals[0]!), "the end of pipes");
        await system.press("\x03");
      });
    }
    await expectOutput(system, "echo abc | tr a-c A-C | cat", "ABC\n");
  });
});

test("a dead console is replaced, and its terminal gets a new shell", async () => {
  await withSystem({}, async (system) => {
    await system.run("echo kept > /tmp/kept");
    await killAndAwaitSuccessor(system, "console");
    await system.until((s) => s.terminals[0]!.includes("had failed"), "the message about the terminal");
    await expectOutput(system, "cat /tmp/kept", "kept\n");
    await expectOutput(system, "ls /dev | grep -c tty", "4\n");
  });
});

test("when devfs dies the terminals come back, and what a program waited for ends", async () => {
  await withSystem({}, async (system) => {
    const sh = await system.find("sh");
    await killBehind(system, "devfs", "cat");
    await system.until((s) => s.terminals[0]!.includes("had failed"), "the message about the terminal");
    await system.eventually(async () => !(await hasTask(system, "cat")) && isGone(system, sh), "the end of those who read it");
    await expectOutput(system, "echo typed by nobody else", "typed by nobody else\n");
    await expectOutput(system, "head -c 5 /dev/random | wc -c; ls /dev | wc -l", /^ *5\n *10\n$/);
    await killAndAwaitSuccessor(system, "devfs");
    await system.until((s) => s.terminals[0]!.split("had failed").length === 3, "the message about the terminal");
    await expectOutput(system, "echo again", "again\n");
  });
});

test("a program without input does not keep a terminal that has failed", async () => {
  await withSystem({}, async (system) => {
    await killBehind(system, "devfs", "sleep 1000");
    await system.until((s) => s.terminals[0]!.includes("had failed"), "the message about the terminal");
    assert.ok(!(await hasTask(system, "sleep")));
    await expectOutput(system, "echo back", "back\n");
  });
});

test("a server that dies again and again is given up, with a line in the log", async () => {
  await withSystem({}, async (system) => {
    for (let death = 1; death <= 5; death++) await killAndAwaitSuccessor(system, "clock");
    await system.kill(await system.find("clock"));
    await system.logSays("died too often and stays dead");
    assert.ok(!(await hasTask(system, "clock")));
    await expectOutput(system, "echo alive", "alive\n");
  });
});

test("a mount below a dead file system is unmounted by its name, and a successor can be mounted by hand", async () => {
  await withSystem({}, async (system) => {
    for (let death = 1; death <= 5; death++) await killAndAwaitSuccessor(system, "tmpfs");
    await system.logSays(/(mounted on \/home again[^]*){5}/);
    await system.run("mkdir -p /tmp/a/b && mount tmpfs /tmp/a/b && cd /tmp");
    await system.kill(await system.find("tmpfs"));
    await system.logSays("died too often and stays dead");
    for (const line of ["ls /tmp", "cat /home/x", "umount /tmp/a"]) {
      const got = await system.run(line);
      assert.notEqual(got.status, 0, line);
      assert.match(plain(got.output), /error/i, line);
    }
    await expectOutput(system, "ls /bin | grep -c umount", "1\n");
    await expectOutput(system, "umount a/../a/b && umount /tmp && mounts | grep -c died", "1\n");
    await system.run("cd /; spawn /srv/tmpfs &");
    await expectOutput(system, "mount -w tmpfs /tmp && umount /home && mount tmpfs /home", "");
    await expectOutput(system, "echo x > /tmp/x && cp /tmp/x /home && cat /home/x", "x\n");
  });
});

test("a successor that is mounted at once after a death does not hang", async () => {
  await withSystem({}, async (system) => {
    await system.run("cd /");
    for (let round = 0; round < 4; round++) {
      await system.run("(yes > /tmp/full; true) & (while :; do ls /tmp > /dev/null; done) &");
      await system.kill(await system.find("tmpfs"));
      const got = await system.run("umount /tmp; mount -w tmpfs /tmp; ls /tmp", { timeout: 60_000 });
      assert.doesNotMatch(plain(got.output), /timeout/);
      await system.eventually(async () => hasTask(system, "tmpfs"), "a successor of tmpfs");
      if (system.hasOutside) for (const task of system.tasks()) if (["yes", "ls"].includes(task.name)) await system.kill(task.id);
      await system.run("kill %1; kill %2; wait", { timeout: 60_000 });
      await system.run("until echo x > /tmp/x; do sleep 0.1; done", { timeout: 60_000 });
      await expectOutput(system, "cat /tmp/x", "x\n");
    }
  });
});
