// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { Images, kNotExecutable } from "./Images.ts";

const kHead = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 7, 23, 2];

/// A module with a memory and an empty task_enter; the number makes it another one.
function executable(number: number): Uint8Array {
  const text = (name: string): number[] => [name.length, ...new TextEncoder().encode(name)];
  const exported = [...text("memory"), 2, 0, ...text("task_enter"), 0, 0];
  return Uint8Array.from([...kHead, ...exported, 10, 4, 1, 2, 0, 11, 0, 3, 1, 110, number]);
}

function moduleAfterRelease(images: Images, bytes: Uint8Array): [unknown, unknown] {
  const first = images.create(bytes.slice());
  const module = images.get(first)?.module;
  images.release(first);
  return [module, images.get(images.create(bytes.slice()))?.module];
}

test("what was compiled beforehand is kept", async () => {
  const images = new Images();
  await images.precompile([executable(1), executable(2)]);
  const [before, after] = moduleAfterRelease(images, executable(2));
  assert.notEqual(before, undefined);
  assert.equal(after, before);
});

test("what a task brought goes with its last user", () => {
  const [before, after] = moduleAfterRelease(new Images(), executable(1));
  assert.notEqual(before, undefined);
  assert.notEqual(after, before);
});

test("numbers do not depend on what was compiled before", async () => {
  const prepared = new Images();
  await prepared.precompile([executable(2), executable(1)]);
  const fresh = new Images();
  for (const number of [3, 1, 3, 2]) assert.equal(prepared.create(executable(number)), fresh.create(executable(number)));
});

test("a damaged executable is left for create() to refuse", async () => {
  const images = new Images();
  const damaged = executable(1).subarray(0, 40);
  await images.precompile([damaged]);
  assert.equal(images.create(damaged), kNotExecutable);
});
