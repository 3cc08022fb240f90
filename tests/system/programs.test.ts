// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "../harness/scenario.ts";
import { plain, withSystem } from "../harness/system.ts";

test("a newcomer finds the root, the readme and help", async () => {
  await withSystem({}, async (system) => {
    const list = await system.run("ls /");
    assert.equal(list.status, 0);
    for (const name of ["bin", "dev", "etc", "home", "readme", "tmp"]) assert.match(plain(list.output), new RegExp(`\\b${name}\\b`));
    assert.equal((await system.run("cat /readme")).status, 0);
    assert.match(plain((await system.run("help")).output), /ipc/);
  });
});

test("files can be made, changed, listed and removed", async () => {
  await withSystem({}, async (system) => {
    const script = [
      ["mkdir /tmp/d && echo one > /tmp/d/a && echo two >> /tmp/d/a && cat /tmp/d/a", 0, "one\ntwo\n"],
      ["cp /tmp/d/a /tmp/d/b && mv /tmp/d/b /tmp/d/c && ls -1 /tmp/d", 0, "a\nc\n"],
      ["wc -l < /tmp/d/a | tr -d ' '", 0, "2\n"],
      ["rm /tmp/d/a /tmp/d/c && rmdir /tmp/d && ls /tmp/d", 1, undefined],
      ["seq 5 | sort -r | head -n 2", 0, "5\n4\n"],
      ["for i in 1 2 3; do echo $i; done | grep -v 2", 0, "1\n3\n"],
      ["cat /nowhere", 1, undefined],
      ["no_such_program", 127, undefined],
      ["false", 1, ""],
      ["true", 0, ""],
    ] as const;
    for (const [line, status, output] of script) {
      const got = await system.run(line);
      assert.equal(got.status, status, `${line}: ${got.output}`);
      if (output !== undefined) assert.equal(plain(got.output), output, line);
    }
  });
});

test("redirected children share one position in the file", async () => {
  await withSystem({}, async (system) => {
    await system.run("(echo first; echo second) > /tmp/shared");
    assert.equal(plain((await system.run("cat /tmp/shared")).output), "first\nsecond\n");
  });
});

test("every program refuses arguments it does not know, with a usage line", async () => {
  await withSystem({}, async (system) => {
    const listed = plain((await system.run("ls -1 /bin")).output).trim().split("\n");
    const exempt = new Set(["echo", "true", "false", "test", "[", "printf", "yes", "basename", "dirname"]);
    for (const program of listed.filter((name) => !exempt.has(name))) {
      const got = await system.run(`${program} --no-such-option < /dev/null`);
      assert.notEqual(got.status, 0, `${program}: ${got.output}`);
      assert.notEqual(plain(got.output).trim(), "", `${program} says nothing`);
    }
  });
});

test("a full memory file system says so and loses nothing", async () => {
  await withSystem({}, async (system) => {
    await system.run("echo keep > /tmp/keep");
    const full = await system.run("yes 0123456789abcdef | head -c 40000000 > /tmp/full", { timeout: 60_000 });
    assert.notEqual(full.status, 0, plain(full.output).slice(-300));
    assert.match(plain(full.output), /[Nn]o space/);
    assert.equal(plain((await system.run("cat /tmp/keep")).output), "keep\n");
    assert.equal((await system.run("rm /tmp/full && echo again > /tmp/again && cat /tmp/again")).status, 0);
  });
});

test("the shell survives 100 KB of line and binary input", async () => {
  await withSystem({}, async (system) => {
    system.type(`echo ${"x".repeat(100_000)}`);
    const long = await system.run("");
    assert.ok(long.output.includes("x".repeat(1000)) || /long/.test(long.output), long.output.slice(0, 200));
    const noise = Uint8Array.from({ length: 4096 }, (_, at) => (at * 167 + 13) & 255).filter((byte) => byte !== 3 && byte !== 4);
    system.type(noise);
    await system.settle();
    system.type("\x03");
    await system.settle();
    assert.equal(plain((await system.run("echo alive")).output), "alive\n");
  });
});

test("Ctrl-C ends the foreground program, Ctrl-D ends its input", async () => {
  await withSystem({ watched: true }, async (system) => {
    system.type("sleep 1000\r");
    await system.until((s) => s.tasks().some((task) => task.name === "sleep"), "task sleep");
    const interrupted = await system.press("\x03");
    assert.equal(interrupted.status, 130);
    system.type("cat > /tmp/typed\r");
    await system.until((s) => s.tasks().some((task) => task.name === "cat"), "task cat");
    system.type("hello\r");
    assert.equal((await system.press("\x04")).status, 0);
    assert.equal(plain((await system.run("cat /tmp/typed")).output), "hello\n");
  });
});
