// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { OutputWindow } from "./OutputWindow.ts";
import { kMaxUnshown } from "./protocol.ts";

function windowInto(events: string[]): OutputWindow {
  return new OutputWindow(
    () => events.push("hold"),
    () => events.push("release"),
  );
}

test("little output never stops the machine", () => {
  const events: string[] = [];
  windowInto(events).sent(0, kMaxUnshown);
  assert.deepEqual(events, []);
});

test("the machine stops when the page is behind, and goes on when half is shown", () => {
  const events: string[] = [];
  const window = windowInto(events);
  window.sent(0, kMaxUnshown + 1);
  window.sent(0, 100);
  assert.deepEqual(events, ["hold"]);
  window.shown(0, 200);
  assert.deepEqual(events, ["hold"]);
  window.shown(0, kMaxUnshown / 2);
  assert.deepEqual(events, ["hold", "release"]);
});

test("one slow terminal is enough", () => {
  const events: string[] = [];
  const window = windowInto(events);
  window.sent(2, kMaxUnshown + 1);
  window.sent(0, 10);
  window.shown(0, 10);
  assert.deepEqual(events, ["hold"]);
});

test("more shown than sent does no harm", () => {
  const events: string[] = [];
  const window = windowInto(events);
  window.shown(0, 1000);
  window.sent(0, kMaxUnshown + 1);
  assert.deepEqual(events, ["hold"]);
});
