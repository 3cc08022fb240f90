// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { mock } from "node:test";
import type { Entry, Input, Recording } from "../machine/Recording.ts";
import { linesOf, Retyper, untypable } from "./Retyper.ts";

function recordingOf(...inputs: (readonly [number, Input])[]): Recording {
  const entries = inputs.map(([time, input]): Entry => ({ time, input, after: undefined, step: undefined }));
  return { build: "", seed: 0n, realTime: 0n, entries, readings: [], failures: new Set() };
}

function keys(time: number, text: string): (readonly [number, Input])[] {
  return [...text].map((key) => [time, { kind: "bytes", device: 0, bytes: new TextEncoder().encode(key) }] as const);
}

const kSession = recordingOf([0, { kind: "trace", mask: 1 }], ...keys(1e6, "ls\r"), ...keys(3e6, "cat\r"), ...keys(4e6, "x"));
const none = new Uint8Array();

test("a session is cut into lines behind each Enter, with the pauses after them", () => {
  const lines = linesOf(kSession).map(({ bytes, pause }) => [new TextDecoder().decode(bytes), pause]);
  assert.deepEqual(lines, [["ls\r", 2000], ["cat\r", 1000], ["x", 0]]);
});

test("each line waits for the prompt, or for ten seconds or three pauses when a program takes it", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const happened: string[] = [];
  const retyper = new Retyper(
    kSession,
    (bytes) => happened.push(new TextDecoder().decode(bytes)),
    (status) => happened.push(`status ${status}`),
  );
  retyper.mark({ kind: "ready", bytes: none });
  retyper.mark({ kind: "ready", bytes: none }); // the prompt is drawn again while the line is edited
  assert.deepEqual(happened, ["ls\r"]);
  retyper.mark({ kind: "finished", status: 3, bytes: none });
  retyper.mark({ kind: "ready", bytes: none });
  assert.deepEqual(happened, ["ls\r", "cat\r"]);
  mock.timers.tick(9_999);
  assert.equal(happened.length, 2);
  mock.timers.tick(1);
  mock.timers.tick(10_000);
  mock.timers.reset();
  assert.deepEqual(happened, ["ls\r", "cat\r", "x", "status 3"]);
});

test("what cannot be typed at one terminal is named", () => {
  assert.equal(untypable(kSession), undefined);
  assert.match(untypable(recordingOf([0, { kind: "kill", task: 7 }])) ?? "", /ends task 7/);
  assert.match(untypable(recordingOf([0, { kind: "bytes", device: 1, bytes: none }])) ?? "", /more than one terminal/);
});
