// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { mock } from "node:test";
import type { MarkKind } from "../machine/Marks.ts";
import { Typist } from "./Typist.ts";

type Event = MarkKind | number | "line feed";

/// Marks (a number is a command's end) and output, and what the typist did about them.
function play(command: string, ...events: Event[]): string[] {
  mock.timers.enable({ apis: ["setTimeout"] });
  const happened: string[] = [];
  const typist = new Typist(
    command,
    (text) => happened.push(text),
    (status) => happened.push(`finished ${status}`),
    (text) => happened.push(text),
  );
  const bytes = new Uint8Array();
  for (const event of events) {
    if (event === "line feed") typist.output(Buffer.from("\r\n"));
    else if (typeof event === "number") typist.mark({ kind: "finished", status: event, bytes });
    else typist.mark({ kind: event, bytes });
    if (typist.running) happened.push("running");
  }
  mock.timers.tick(5000);
  mock.timers.reset();
  return happened;
}

const kPrompt: Event[] = ["prompt", "ready"];
const kRedrawn: Event[] = ["prompt", "ready", "line feed"];

test("nothing is typed before the first prompt", () => {
  assert.deepEqual(play("ls", "line feed", "prompt"), []);
});

test("the line is typed at the prompt, and its status is the result", () => {
  assert.deepEqual(play("ls", ...kPrompt, ...kRedrawn, "command", 7, ...kPrompt), ["ls\r", "running", "finished 7"]);
});

test("several lines are typed one after another; the last one's status counts", () => {
  const events: Event[] = [...kPrompt, ...kRedrawn, "command", 1, ...kPrompt, ...kRedrawn, "command", 0];
  assert.deepEqual(play("a\nb", ...events), ["a\r", "running", "b\r", "running", "finished 0"]);
});

test("a prompt for more gets the next line", () => {
  const events: Event[] = [...kPrompt, ...kRedrawn, "ready", "ready", "line feed", "command", 0];
  assert.deepEqual(play("if true\nthen echo; fi", ...events), ["if true\r", "then echo; fi\r", "running", "finished 0"]);
});

test("a command that is never complete is an error", () => {
  assert.deepEqual(play("echo '", ...kPrompt, ...kRedrawn, "ready"), ["echo '\r", "the command is not complete", "finished 2"]);
});

test("a line drawn again over two rows is not taken for an incomplete one", () => {
  const events: Event[] = [...kPrompt, "line feed", ...kRedrawn, "line feed", "command", 0];
  assert.deepEqual(play("long", ...events), ["long\r", "running", "finished 0"]);
});
