// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { kSplitDefault, kSplitLeast, kSplitMost, splitAfterDrag, splitAfterKey } from "./splitPosition.ts";

test("no pane can be dragged away", () => {
  assert.equal(splitAfterDrag(-50, 1000), kSplitLeast);
  assert.equal(splitAfterDrag(2000, 1000), kSplitMost);
  assert.equal(splitAfterDrag(600, 1000), 0.6);
  assert.equal(splitAfterDrag(10, 0), kSplitDefault);
});

test("arrows move along the direction of the panes only", () => {
  assert.equal(splitAfterKey(0.5, "ArrowRight", false, false), 0.52);
  assert.equal(splitAfterKey(0.5, "ArrowLeft", true, false), 0.4);
  assert.equal(splitAfterKey(0.5, "ArrowDown", false, true), 0.52);
  assert.equal(splitAfterKey(0.5, "ArrowRight", false, true), null);
  assert.equal(splitAfterKey(0.5, "Tab", false, false), null);
});

test("Home, End and Enter jump", () => {
  assert.equal(splitAfterKey(0.5, "Home", false, false), kSplitLeast);
  assert.equal(splitAfterKey(0.5, "End", false, true), kSplitMost);
  assert.equal(splitAfterKey(0.7, "Enter", false, true), kSplitDefault);
});
