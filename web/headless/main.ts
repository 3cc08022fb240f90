// SPDX-License-Identifier: MIT
// The machine in a terminal: interactively, for one command, or as a replay.
import { kUsage, parseOptions, type TargetName, UsageError } from "./Options.ts";
import { Session } from "./Session.ts";
import type { OpenTarget } from "./Target.ts";
import { WasmTarget } from "./WasmTarget.ts";

export { WasmTarget };

const kUsageStatus = 2;

/// Runs the command line; resolves to the exit status. Messages of our own go to standard error.
/// `targets` open the machines.
export async function main(words: readonly string[], targets: Readonly<Record<TargetName, OpenTarget>>): Promise<number> {
  try {
    const options = parseOptions(words);
    if (options !== undefined) return await new Session(options, targets[options.target]).run();
    console.log(kUsage);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`os: ${error.message}\n\n${kUsage}`);
      return kUsageStatus;
    }
    console.error(`os: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}
