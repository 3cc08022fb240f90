// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { TraceHistory } from "./TraceHistory.ts";

test("who comes late gets what was kept, then what is new", () => {
  const history = new TraceHistory();
  history.add(new ArrayBuffer(64));
  const sizes: number[] = [];
  history.subscribe((records) => sizes.push(records.byteLength));
  history.add(new ArrayBuffer(128));
  assert.deepEqual(sizes, [64, 128]);
});

test("who leaves gets nothing more", () => {
  const history = new TraceHistory();
  let count = 0;
  const leave = history.subscribe(() => count++);
  leave();
  leave();
  history.add(new ArrayBuffer(64));
  assert.equal(count, 0);
});

test("the oldest batches make room, the newest is always kept", () => {
  const history = new TraceHistory(256);
  for (const size of [128, 128, 64, 512]) history.add(new ArrayBuffer(size));
  const sizes: number[] = [];
  history.subscribe((records) => sizes.push(records.byteLength));
  assert.deepEqual(sizes, [512]);
});

test("a restart forgets", () => {
  const history = new TraceHistory();
  history.add(new ArrayBuffer(64));
  history.clear();
  history.subscribe(() => assert.fail("nothing was kept"));
});
