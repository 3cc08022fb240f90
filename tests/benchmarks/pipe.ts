// SPDX-License-Identifier: MIT
// Compiles and runs pipe.c.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

/// Nanoseconds of a round trip through Linux pipes. Throws when there is no C compiler.
export function measurePipe(source: string, folder: string): number {
  const program = join(folder, "pipe");
  execFileSync("cc", ["-O2", "-o", program, source]);
  return Number(execFileSync(program, { encoding: "utf8" }));
}
