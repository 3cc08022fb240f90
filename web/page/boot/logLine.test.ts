// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatLogLine, parseLogLine } from "./logLine.ts";

test("the virtual time at the beginning of a line is the line's", () => {
  const line = parseLogLine("[   12.000799] init: ready", 5, 3.25);
  assert.deepEqual(line, {
    text: "[   12.000799] init: ready",
    message: "init: ready",
    uptime: 12_000_799,
    elapsed: 3.25,
  });
});

test("a line without a time is taken as it is", () => {
  for (const text of ["", "init: ready", "[12] x", "[a.000000] x", "  [0.000001] x"]) {
    assert.deepEqual(parseLogLine(text, 5, 1), { text, message: text, uptime: 5, elapsed: 1 });
  }
});

test("people see both times", () => {
  assert.equal(formatLogLine(parseLogLine("[    0.000001] x", 0, 3.25)), "    3.3 ms  [    0.000001] x");
});
