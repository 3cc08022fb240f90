// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { FaultKind } from "./Abi.ts";
import { type WasmFunction, webAssembly } from "./Engine.ts";
import { classify, placesOf, refine } from "./Fault.ts";

// One exported function a way to die, named after the kind that it must be classified as.
const kDeaths = `(module
  (type $none (func)) (type $one (func (param i32)))
  (memory 1) (table 4 funcref) (elem (i32.const 0) $nothing)
  (func $nothing (nop))
  (func (export "unreachable") (unreachable))
  (func (export "out_of_bounds load") (drop (i32.load (i32.const -4))))
  (func (export "out_of_bounds store") (i64.store (i32.const -8) (i64.const 1)))
  (func (export "out_of_bounds copy") (memory.copy (i32.const 0) (i32.const 65530) (i32.const 100)))
  (func (export "out_of_bounds fill") (memory.fill (i32.const 65530) (i32.const 0) (i32.const 100)))
  (func (export "divide zero") (drop (i32.div_s (i32.const 1) (i32.load (i32.const 0)))))
  (func (export "divide remainder") (drop (i32.rem_u (i32.const 1) (i32.load (i32.const 0)))))
  (func (export "divide quotient")
    (drop (i32.div_s (i32.const -2147483648) (i32.sub (i32.load (i32.const 0)) (i32.const 1)))))
  (func (export "conversion large") (drop (i32.trunc_f64_s (f64.const 1e20))))
  (func (export "conversion nan") (drop (i64.trunc_f32_u (f32.const nan))))
  (func (export "bad_call index") (call_indirect (type $none) (i32.const 99)))
  (func (export "bad_call null") (call_indirect (type $none) (i32.const 2)))
  (func (export "bad_call signature") (call_indirect (type $one) (i32.const 1) (i32.const 0)))
  (func $recurse (export "stack_overflow") (param i32) (result i32)
    (i32.add (i32.const 1) (call $recurse (local.get 0)))))`;

function assemble(text: string): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "fault-"));
  writeFileSync(join(folder, "deaths.wat"), text);
  execFileSync("wasm-as", ["--enable-bulk-memory", join(folder, "deaths.wat"), "-o", join(folder, "deaths.wasm")]);
  const bytes = readFileSync(join(folder, "deaths.wasm"));
  rmSync(folder, { recursive: true });
  return new Uint8Array(bytes);
}

function caught(die: () => unknown): unknown {
  try {
    die();
  } catch (thrown) {
    return thrown;
  }
  return assert.fail("did not trap");
}

const executable = assemble(kDeaths);
const wasm = webAssembly();
const { exports } = new wasm.Instance(new wasm.Module(executable), {});
for (const [name, die] of Object.entries(exports)) {
  test(`this engine's trap '${name}' is classified, with its place`, () => {
    const fault = refine(classify(caught(() => (die as WasmFunction)())), executable);
    assert.equal(fault.kind, FaultKind[name.split(" ")[0] as keyof typeof FaultKind], fault.text);
    assert.equal(fault.place === 0n, name === "stack_overflow");
  });
}

// Texts of engines that this test does not run in: Chromium 156 and Firefox 153.
const kTexts: readonly (readonly [string, keyof typeof FaultKind])[] = [
  ["unreachable executed", "unreachable"],
  ["index out of bounds", "out_of_bounds"],
  ["integer divide by zero", "divide"],
  ["integer overflow", "divide"],
  ["invalid conversion to integer", "conversion"],
  ["indirect call to null", "bad_call"],
  ["indirect call signature mismatch", "bad_call"],
  ["null function", "bad_call"],
  ["function signature mismatch", "bad_call"],
  ["table index out of bounds", "bad_call"],
  ["too much recursion", "stack_overflow"],
];
for (const [text, kind] of kTexts) {
  test(`another engine's text '${text}' is ${kind}`, () => {
    assert.equal(classify(new Error(text)).kind, FaultKind[kind]);
  });
}

test("places are read from the stacks of both engines, innermost first", () => {
  const here = (7n << 32n) | 0x133n;
  const there = (9n << 32n) | 0x20n;
  const chromium = `RuntimeError: x
    at f (wasm://wasm/c9d07f36:wasm-function[7]:0x133)
    at wasm://wasm/c9d07f36:wasm-function[9]:0x20`;
  assert.deepEqual(placesOf(chromium), [here, there]);
  const firefox = `7@http://h/w.js line 2 > WebAssembly.Module:wasm-function[7]:0x133
9@http://h/w.js line 2 > WebAssembly.Module:wasm-function[9]:0x20`;
  assert.deepEqual(placesOf(firefox), [here, there]);
  assert.deepEqual(placesOf("Error\n    at main.js:1:2"), []);
});

test("a task that traps through a gate of the kernel has its own place", () => {
  const thrown = new Error("unreachable");
  thrown.stack = "wasm-function[117]:0x7d87\nwasm-function[8]:0x99";
  assert.equal(classify(thrown, (117n << 32n) | 0x7d87n).place, (8n << 32n) | 0x99n);
  assert.equal(classify(thrown).place, (117n << 32n) | 0x7d87n);
});

test("one text for two faults is told apart by the instruction at the place", () => {
  const at = (opcode: number): Uint8Array => Uint8Array.of(0, opcode);
  const fault = { place: (3n << 32n) | 1n, text: "" };
  assert.equal(refine({ ...fault, kind: FaultKind.out_of_bounds }, at(0x11)).kind, FaultKind.bad_call);
  assert.equal(refine({ ...fault, kind: FaultKind.out_of_bounds }, at(0x28)).kind, FaultKind.out_of_bounds);
  assert.equal(refine({ ...fault, kind: FaultKind.divide }, at(0xaa)).kind, FaultKind.conversion);
  assert.equal(refine({ ...fault, kind: FaultKind.divide }, at(0x6d)).kind, FaultKind.divide);
});

test("what is thrown that is no error is a fault of kind other", () => {
  assert.equal(classify("text").kind, FaultKind.other);
  assert.equal(classify(new Error("something new")).kind, FaultKind.other);
});
