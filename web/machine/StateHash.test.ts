// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { StateHash } from "./StateHash.ts";

test("equal bytes give equal hashes wherever they lie", () => {
  const bytes = Uint8Array.from({ length: 1001 }, (_, at) => at * 7);
  const shifted = new Uint8Array(1004);
  shifted.set(bytes, 3);
  assert.equal(new StateHash().bytes(bytes).text(), new StateHash().bytes(shifted.subarray(3)).text());
});

test("one changed bit, a moved byte and another length change the hash", () => {
  const seen = new Set<string>();
  const add = (bytes: Uint8Array): void => void seen.add(new StateHash().bytes(bytes).text());
  add(new Uint8Array(4096));
  add(new Uint8Array(4097));
  for (let bit = 0; bit < 4096; bit++) {
    const bytes = new Uint8Array(4096);
    bytes[bit] = 1 << (bit & 7);
    add(bytes);
  }
  assert.equal(seen.size, 4098);
});
