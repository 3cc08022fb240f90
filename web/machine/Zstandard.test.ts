// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { compress } from "../../.tools/zstandard.mjs";
import { isZstandard, unpackZstandard } from "./Zstandard.ts";

const kText = new TextEncoder().encode("the same words again and again, ".repeat(5000));

test("what was packed comes back", () => {
  const packed = compress(kText);
  assert.ok(isZstandard(packed));
  assert.ok(packed.length < kText.length / 100);
  assert.deepEqual(unpackZstandard(packed).output, kText);
});

test("every cut is noticed", () => {
  const packed = compress(kText);
  for (let size = 0; size < packed.length; size++) {
    assert.throws(() => unpackZstandard(packed.subarray(0, size)), /the bundle is damaged: zstd: /, `cut at ${size}`);
  }
});

test("every changed byte is noticed, or changes nothing", () => {
  const packed = compress(kText);
  for (let at = 0; at < packed.length; at++) {
    const changed = Uint8Array.from(packed);
    changed[at] = (changed[at] as number) ^ 0x41;
    try {
      assert.deepEqual(unpackZstandard(changed).output, kText, `byte ${at}`);
    } catch (thrown) {
      assert.match(String(thrown), /the bundle is damaged: zstd: /, `byte ${at}`);
    }
  }
});
