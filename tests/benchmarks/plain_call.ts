// SPDX-License-Identifier: MIT
// The smallest thing that a call can be: one function of a WebAssembly module calls another.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// Engines inline small functions; this one is too long for that, though it returns at once.
const kNeverRun = "(local.set $x (i32.mul (i32.add (local.get $x) (i32.const 1234567)) (local.get $x)))\n".repeat(200);

const kText = `(module
  (func $callee (param $x i32) (result i32)
    (if (i32.ge_s (local.get $x) (i32.const 0))
      (then (return (i32.add (local.get $x) (i32.const 1)))))
    ${kNeverRun}
    (local.get $x))
  (func (export "calls") (param $times i32) (result i32) (local $sum i32)
    (loop $again
      (local.set $sum (call $callee (i32.and (local.get $sum) (i32.const 1023))))
      (local.set $times (i32.sub (local.get $times) (i32.const 1)))
      (br_if $again (local.get $times)))
    (local.get $sum)))`;

/// Assembles the module in `folder` with Binaryen, which the build needs as well.
export function plainCallModule(folder: string): Uint8Array {
  const source = join(folder, "plain_call.wat");
  const module = join(folder, "plain_call.wasm");
  writeFileSync(source, kText);
  execFileSync("wasm-as", [source, "-o", module]);
  return readFileSync(module);
}
