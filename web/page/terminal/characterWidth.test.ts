// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { widthOf } from "./characterWidth.ts";

const widths = (text: string): number[] => [...text].map((letter) => widthOf(letter.codePointAt(0) ?? 0));

test("letters, box drawing and the soft hyphen take one column", () => {
  assert.deepEqual(widths("aé─█я\u00ad\ufffd"), [1, 1, 1, 1, 1, 1, 1]);
});

test("East Asian characters and pictures take two", () => {
  assert.deepEqual(widths("中文かな한ｗ😀🧪𠀀"), [2, 2, 2, 2, 2, 2, 2, 2, 2]);
});

test("what joins the character before takes none", () => {
  assert.deepEqual(widths("\u3099\u200b\u200d\ufe0f\u1161\u{e0101}"), [0, 0, 0, 0, 0, 0]);
});

test("the edges of ranges are exact", () => {
  assert.deepEqual([0x10ff, 0x1100, 0x115f, 0x1160].map(widthOf), [1, 2, 2, 0]);
  assert.deepEqual([0x2e7f, 0x2e80, 0x303e, 0x303f].map(widthOf), [1, 2, 2, 1]);
  assert.deepEqual([0x3fffd, 0x3fffe, 0x10ffff].map(widthOf), [2, 1, 1]);
});

test("control characters take none", () => {
  assert.deepEqual([0, 0x1b, 0x7f, 0x9f].map(widthOf), [0, 0, 0, 0]);
});
