// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import test from "node:test";
import { findEmulator, kEmulator } from "./Emulator.ts";

function withPath<T>(path: string, run: () => T): T {
  const before = process.env["PATH"];
  process.env["PATH"] = path;
  try {
    return run();
  } finally {
    process.env["PATH"] = before;
  }
}

test("without QEMU the message names it and says where it comes from", () => {
  const folder = mkdtempSync(join(tmpdir(), "switchboard-"));
  writeFileSync(join(folder, kEmulator), "not executable");
  try {
    for (const path of ["", folder])
      assert.throws(() => withPath(path, findEmulator), /^Error: qemu-system-x86_64 is missing; .*package qemu-system-x86/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("QEMU is found in the first folder of the path that has it", () => {
  const folder = mkdtempSync(join(tmpdir(), "switchboard-"));
  const program = join(folder, kEmulator);
  writeFileSync(program, "");
  chmodSync(program, 0o755);
  try {
    assert.equal(withPath(["/nowhere", folder, "/usr/bin"].join(delimiter), findEmulator), program);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
