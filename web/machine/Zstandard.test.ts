// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, openSync, readSync } from "node:fs";
import { test } from "node:test";
import { compress } from "../../.tools/zstandard.mjs";
import { StateHash } from "./StateHash.ts";
import { isZstandard, unpackZstandard } from "./Zstandard.ts";

const kText = new TextEncoder().encode("the same words again and again, ".repeat(5000));

/// The first bytes of the program that runs this: code, tables and texts.
function program(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  const file = openSync(process.execPath, "r");
  readSync(file, bytes);
  closeSync(file);
  return bytes;
}

function noise(size: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length: size }, () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 24);
}

test("what was packed comes back", () => {
  const text = new TextEncoder().encode("the same words again and again, ".repeat(50000));
  const packed = compress(text);
  assert.ok(isZstandard(packed));
  assert.ok(packed.length < text.length / 100);
  assert.ok(Buffer.from(unpackZstandard(packed).output).equals(text));
});

test("whatever the contents are, they come back, with the hash that they have", () => {
  const zeros = new Uint8Array(300_000);
  const mixed = Buffer.concat([noise(200_000), zeros, program(400_001), noise(3), kText, program(70_000)]);
  for (const contents of [new Uint8Array(), noise(1), noise(5), noise(200_000), zeros, program(3_000_001), Uint8Array.from(mixed)]) {
    const { output, hash } = unpackZstandard(compress(contents));
    assert.ok(Buffer.from(output).equals(contents), `${contents.length} bytes`);
    assert.equal(hash, new StateHash().bytes(contents).text());
  }
});

test("the program zstd unpacks it as well", () => {
  const { stdout } = spawnSync("zstd", ["-dc"], { input: compress(kText), maxBuffer: 1 << 24 });
  assert.ok(stdout.equals(kText));
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
