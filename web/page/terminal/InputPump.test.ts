// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { kMaxUntaken } from "../../worker/protocol.ts";
import { InputPump } from "./InputPump.ts";

function pumpInto(sent: Uint8Array[]): InputPump {
  return new InputPump((bytes) => sent.push(bytes));
}

function join(pieces: readonly Uint8Array[]): number[] {
  return pieces.flatMap((piece) => [...piece]);
}

test("a key goes out at once", () => {
  const sent: Uint8Array[] = [];
  pumpInto(sent).write(Uint8Array.of(97));
  assert.deepEqual(join(sent), [97]);
});

test("no more than the limit is under way, whatever is pasted", () => {
  const sent: Uint8Array[] = [];
  const pump = pumpInto(sent);
  pump.write(new Uint8Array(100_000));
  assert.equal(join(sent).length, kMaxUntaken);
  assert.equal(pump.waiting, 100_000 - kMaxUntaken);
});

test("a paste arrives whole and in order", () => {
  const sent: Uint8Array[] = [];
  const pump = pumpInto(sent);
  const paste = Uint8Array.from({ length: 20_000 }, (_, index) => index % 251);
  pump.write(paste.subarray(0, 7000));
  pump.write(paste.subarray(7000));
  for (let round = 0; round < 1000 && pump.waiting > 0; round++) pump.taken(100);
  assert.deepEqual(join(sent), [...paste]);
  assert.equal(pump.waiting, 0);
});

test("Ctrl-C throws away the rest of a paste", () => {
  const sent: Uint8Array[] = [];
  const pump = pumpInto(sent);
  pump.write(new Uint8Array(10_000));
  pump.write(Uint8Array.of(3));
  assert.equal(pump.waiting, 1);
  pump.taken(kMaxUntaken);
  assert.equal(join(sent).length, kMaxUntaken + 1);
  assert.equal(join(sent).at(-1), 3);
});

test("a control character inside a paste is only a character", () => {
  const sent: Uint8Array[] = [];
  const pump = pumpInto(sent);
  pump.write(new Uint8Array(10_000).fill(3));
  assert.equal(pump.waiting, 10_000 - kMaxUntaken);
});

test("after a restart nothing is owed", () => {
  const sent: Uint8Array[] = [];
  const pump = pumpInto(sent);
  pump.write(new Uint8Array(10_000));
  pump.reset();
  pump.write(Uint8Array.of(97));
  assert.equal(join(sent).at(-1), 97);
  assert.equal(pump.waiting, 0);
});

test("more taken than sent does no harm", () => {
  const sent: Uint8Array[] = [];
  const pump = pumpInto(sent);
  pump.taken(50);
  pump.write(new Uint8Array(kMaxUntaken + 10));
  assert.equal(join(sent).length, kMaxUntaken);
});
