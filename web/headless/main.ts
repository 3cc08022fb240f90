// SPDX-License-Identifier: MIT
// The machine in a terminal, under Node: interactively, for one command, or as a replay.
import { readFileSync } from "node:fs";
import { Bundle } from "../machine/Bundle.ts";
import { parseRecording } from "../machine/Recording.ts";
import { kUsage, type Options, parseOptions, UsageError } from "./Options.ts";
import { Session } from "./Session.ts";

const kUsageStatus = 2;

function readFile(path: string, what: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new Error(missing ? `there is no ${what} ${path}` : `cannot read the ${what} ${path}: ${String(error)}`);
  }
}

async function runSession(options: Options, build: () => Promise<string>): Promise<number> {
  const path = options.bundle ?? (await build());
  const bundle = Bundle.open(new Uint8Array(readFile(path, "bundle")));
  const replay = options.replay === undefined ? undefined : parseRecording(readFile(options.replay, "recording").toString());
  return new Session(options, bundle, replay).run();
}

/// Runs the command line; resolves to the exit status. Messages of our own go to standard error.
/// `build` gives the path of the bundle that the build makes, and makes it when it is not there.
export async function main(words: readonly string[], build: () => Promise<string>): Promise<number> {
  try {
    const options = parseOptions(words);
    if (options !== undefined) return await runSession(options, build);
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
