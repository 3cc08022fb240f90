// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { Screen } from "./Screen.ts";

const kOutput = "\x1b]133;C\x07\x1b[1;31mréd\x1b[0m\r\nline\r\n\x1b[2Jx\r\x1b]133;D;0\x1b\\";

function shown(plain: boolean, cut: number): string {
  let text = "";
  const screen = new Screen((piece) => (text += piece), plain);
  const bytes = Buffer.from(kOutput);
  screen.show(bytes.subarray(0, cut));
  screen.show(bytes.subarray(cut));
  screen.flush();
  return text;
}

test("for a file: no marks, no colours, line feeds; wherever the output is cut", () => {
  for (let cut = 0; cut <= Buffer.from(kOutput).length; cut++) assert.equal(shown(true, cut), "réd\nline\n\x1b[2Jx\r");
});

test("for a terminal: only the marks go", () => {
  for (let cut = 0; cut <= Buffer.from(kOutput).length; cut++) {
    assert.equal(shown(false, cut), "\x1b[1;31mréd\x1b[0m\r\nline\r\n\x1b[2Jx\r");
  }
});
