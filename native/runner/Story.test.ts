// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Stop } from "../../web/machine/Machine.ts";
import { storyOf } from "./Story.ts";

function errorOf(stop: Stop): string {
  assert.equal(stop.kind, "error");
  return stop.kind === "error" ? stop.error.message : "";
}

test("a power-off has the status that the exit device carried", () => {
  assert.deepEqual(storyOf("bye", { status: 2 * 7 + 1, complaint: "" }), { kind: "power", power: "halt", status: 7 });
  assert.deepEqual(storyOf("bye", { status: 1, complaint: "" }), { kind: "power", power: "halt", status: 0 });
});

test("a reboot is not taken for a failure", () => {
  assert.deepEqual(storyOf("bye", { status: 0, complaint: "" }), { kind: "power", power: "reboot", status: 0 });
});

test("a panic is told with everything that the serial line said after it", () => {
  const stop = storyOf("log\r\nKernel panic: assertion\r\nHow it came there:\r\n  1\r\n", { status: 141, complaint: "" });
  assert.deepEqual(stop, { kind: "panic", text: "assertion\nHow it came there:\n  1" });
});

test("a kernel that cannot start says why", () => {
  const text = "\r\nSwitchboard cannot start: the loader brought no boot archive.\r\n";
  assert.match(errorOf(storyOf(text, { status: 3, complaint: "" })), /^Switchboard cannot start: the loader brought no boot archive\.$/);
});

test("a QEMU that refuses its words is heard", () => {
  assert.match(errorOf(storyOf("", { status: 1, complaint: "no such machine" })), /status 1: no such machine/);
});

test("a QEMU that was killed is no power-off", () => {
  assert.match(errorOf(storyOf("log", { status: undefined, complaint: "" })), /signal/);
});
