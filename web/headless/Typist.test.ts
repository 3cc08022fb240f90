// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { MarkKind } from "../machine/Marks.ts";
import { Typist } from "./Typist.ts";

function play(command: string, ...marks: (MarkKind | number)[]): string[] {
  const happened: string[] = [];
  const typist = new Typist(command, (text) => happened.push(text), (status) => happened.push(`finished ${status}`));
  for (const mark of marks) {
    const bytes = new Uint8Array();
    typist.mark(typeof mark === "number" ? { kind: "finished", status: mark, bytes } : { kind: mark, bytes });
    if (typist.running) happened.push("running");
  }
  return happened;
}

test("nothing is typed before the first prompt", () => {
  assert.deepEqual(play("ls"), []);
});

test("the line is typed at the prompt, and its status is the result", () => {
  assert.deepEqual(play("ls", "prompt", "ready", "command", 7), ["ls\r", "running", "finished 7"]);
});

test("several lines are typed one after another; the last one's status counts", () => {
  assert.deepEqual(play("a\nb", "ready", "command", 1, "ready", "command", 0), [
    "a\r", "running", "b\r", "running", "finished 0",
  ]);
});

test("a line that starts no command is done at the next prompt", () => {
  assert.deepEqual(play("", "ready", "prompt", "ready"), ["\r", "finished 0"]);
});
