// SPDX-License-Identifier: MIT
// Paths across links and mounts, through the whole system. The walk alone: servers/vfs/walk_test.cpp.
import assert from "node:assert/strict";
import { test } from "../harness/scenario.ts";
import { plain, type System, withSystem } from "../harness/system.ts";

type Line = readonly [line: string, status: number, output?: string];

async function check(system: System, lines: readonly Line[]): Promise<void> {
  for (const [line, status, output] of lines) {
    const got = await system.run(line);
    assert.equal(got.status, status, `${line}: ${plain(got.output)}`);
    if (output !== undefined) assert.equal(plain(got.output), output, line);
  }
}

test("deep paths, dots, links and long names lead to the same file", async () => {
  const long = "n".repeat(200);
  await withSystem({}, (system) => check(system, [
    ["mkdir -p /tmp/a/b/c/d/e && echo deep > /tmp/a/b/c/d/e/f", 0],
    ["cat /tmp/a/b/c/d/e/f /tmp/a//b/./c/../c/d/e/f", 0, "deep\ndeep\n"],
    ["cd /tmp/a/b && cat c/d/e/f ../b/c/d/e/f && cd /", 0, "deep\ndeep\n"],
    ["ln -s ../b/c /tmp/a/b/up && ln -s /tmp/a/b/up /tmp/l && cat /tmp/l/d/e/f", 0, "deep\n"],
    [`mkdir /tmp/${long} && echo long > /tmp/${long}/${long} && cat /tmp/${long}/${long}`, 0, "long\n"],
    ["cat /tmp/a/b/none/e/f", 1, "cat: /tmp/a/b/none/e/f: no such file or directory\n"],
    ["cat /tmp/a/b/c/d/e/f/g", 1, "cat: /tmp/a/b/c/d/e/f/g: not a directory\n"],
    ["cat /tmp/a/b/c/d/e/f/", 1, "cat: /tmp/a/b/c/d/e/f/: not a directory\n"],
  ]));
});

test("a mount hides what is beneath it, and what was beneath comes back", async () => {
  await withSystem({}, (system) => check(system, [
    ["mkdir /tmp/m /tmp/other && echo below > /tmp/m/f && mount tmpfs /tmp/m", 0],
    ["cat /tmp/m/f", 1],
    ["echo above > /tmp/m/f && cat /tmp/m/f /tmp/other/../m/f", 0, "above\nabove\n"],
    ["mv /tmp/m /tmp/n", 1],
    ["rmdir /tmp/m", 1],
    ["cat /tmp/m/f", 0, "above\n"],
    ["umount /tmp/m && cat /tmp/m/f", 0, "below\n"],
    ["rm /tmp/m/f && rmdir /tmp/m && ls /tmp/m", 1],
    ["mkdir /tmp/m && ls /tmp/m", 0, ""],
  ]));
});

test("a mount moves with the directory that it is in", async () => {
  await withSystem({}, (system) => check(system, [
    ["mkdir -p /tmp/p/q && mount tmpfs /tmp/p/q && echo inside > /tmp/p/q/f", 0],
    ["mv /tmp/p /tmp/r && cat /tmp/r/q/f", 0, "inside\n"],
    ["cat /tmp/p/q/f", 1],
    ["mkdir -p /tmp/p/q && ls /tmp/p/q", 0, ""],
    ["umount /tmp/r/q && ls /tmp/r/q", 0, ""],
  ]));
});

test("a mount on a directory that was renamed under its user is not found under the old name", async () => {
  await withSystem({}, (system) => check(system, [
    ["mkdir /tmp/s && cd /tmp/s && mv /tmp/s /tmp/t && mount tmpfs . && cd /", 0],
    ["echo mounted > /tmp/t/f && cat /tmp/t/f", 0, "mounted\n"],
    ["ls /tmp/s", 1],
    ["mkdir /tmp/s && echo plain > /tmp/s/f && cat /tmp/s/f /tmp/t/f", 0, "plain\nmounted\n"],
  ]));
});
