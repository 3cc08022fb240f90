// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { FaultKind, kKernelFunctions, kMaxTasks, kTaskImports, kTerminalCount } from "./Abi.ts";

const read = (name: string): string => readFileSync(`kernel/abi/${name}`, "utf8");

function listed(header: string, macro: string, pattern: RegExp): string[] {
  const start = header.indexOf(`#define ${macro}(X)`);
  const lines = header.slice(start).split("\n");
  const last = lines.findIndex((line) => !line.endsWith("\\"));
  const body = lines.slice(0, last + 1).join("\n");
  return [...body.matchAll(pattern)].map((match) => match[1] ?? "");
}

function constant(header: string, name: string): number {
  return Number(new RegExp(`${name} = (\\d+)`).exec(header)?.[1]);
}

test("tasks may import exactly the system calls of syscall.hpp, and the end of fuel", () => {
  const calls = listed(read("syscall.hpp"), "SWITCHBOARD_SYSCALLS", /X\((\w+),/g);
  assert.deepEqual([...kTaskImports], [...calls, "fuel_exhausted"]);
});

test("the kernel's exports are those of host.hpp", () => {
  const exported = listed(read("host.hpp"), "SWITCHBOARD_HOST_EXPORTS", /X\(\w+, (\w+),/g);
  const known = kKernelFunctions.filter((name) => name !== "kernel_set_table_base");
  assert.deepEqual(known, exported.filter((name) => !/^kernel_(set_)?table_base$/.test(name)));
});

test("numbers are those of the headers", () => {
  assert.equal(kMaxTasks, constant(read("ipc.hpp"), "kMaxTasks"));
  assert.equal(kTerminalCount, constant(read("event.hpp"), "kTerminalCount"));
  const kinds = /enum class FaultKind[^}]*}/.exec(read("event.hpp"))?.[0] ?? "";
  const pairs = [...kinds.matchAll(/(\w+) = (\d+)/g)].map((match) => [match[1], Number(match[2])]);
  assert.deepEqual(FaultKind, Object.fromEntries(pairs));
});
