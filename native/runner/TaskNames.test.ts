// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { TaskNames } from "./TaskNames.ts";

function record(kind: number, target: number, name = ""): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.writeUInt16LE(target, 34);
  bytes.writeUInt8(kind, 36);
  bytes.write(name, 40);
  return bytes;
}

test("names of the ended are kept for their records, but they do not live", () => {
  const names = new TaskNames();
  names.learn(Buffer.concat([record(1, 3, "vfs"), record(5, 3), record(1, 260, "a_name_of_20_letters"), record(2, 3)]));
  assert.deepEqual(names.all(), [{ id: 3, name: "vfs" }, { id: 260, name: "a_name_of_20_letters" }]);
  assert.deepEqual(names.living(), [{ id: 260, name: "a_name_of_20_letters" }]);
});

test("an id that is used again has its new name", () => {
  const names = new TaskNames();
  names.learn(Buffer.concat([record(1, 9, "old"), record(2, 9), record(1, 9, "new")]));
  assert.deepEqual(names.living(), [{ id: 9, name: "new" }]);
});
