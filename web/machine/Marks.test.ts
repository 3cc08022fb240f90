// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { MarkScanner, type Piece } from "./Marks.ts";

function show(pieces: Piece[]): string {
  return pieces
    .map((piece) => (piece instanceof Uint8Array ? Buffer.from(piece).toString() : `{${piece.kind}${piece.status ?? ""}}`))
    .join("");
}

const kOutput = "\x1b]133;A\x07$ \x1b]133;B\x07ls\r\n\x1b]133;C\x07\x1b[1mx\x1b[0m \x1b]0;title\x07\r\n\x1b]133;D;42\x1b\\";
const kShown = "{prompt}$ {ready}ls\r\n{command}\x1b[1mx\x1b[0m \x1b]0;title\x07\r\n{finished42}";

test("marks are told from other output", () => {
  assert.equal(show(new MarkScanner().scan(Buffer.from(kOutput))), kShown);
});

test("marks are found wherever the output is cut", () => {
  const bytes = Buffer.from(kOutput);
  for (let cut = 0; cut <= bytes.length; cut++) {
    const scanner = new MarkScanner();
    assert.equal(show([...scanner.scan(bytes.subarray(0, cut)), ...scanner.scan(bytes.subarray(cut))]), kShown);
  }
});

test("what only begins like a mark is output", () => {
  for (const text of ["\x1b]133;Z\x07", "\x1b\x1b]12;x\x07", `\x1b]133;${"A".repeat(50)}x`, "\x1b]133;not a mark\x07"]) {
    assert.equal(show(new MarkScanner().scan(Buffer.from(text))), text);
  }
});
