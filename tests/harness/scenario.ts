// SPDX-License-Identifier: MIT
// A test of the system, on the machine that the environment chooses. Scenarios are for all machines; the few that
// cannot be are named here, with the reason.
import { test as nodeTest, type TestContext } from "node:test";
import { kTarget } from "./subject.ts";

const kUnrepeatable = "a PC's interrupts come when they come: nothing runs twice in the same way";

const kOneReader = "a PC's screen is there before the system, and keeps its size";

const kNobodyOutside = "a PC has nobody outside who kills a task or counts handles while a command runs";

/// What cannot hold on a PC, by the names of the tests.
export const kNotOnPc: Readonly<Record<string, string>> = {
  "a session that types, spawns, kills and overflows replays to the same state, 100 of 100": kUnrepeatable,
  "another seed gives another state": kUnrepeatable,
  "whoever looks at a terminal only after the boot brings its size": kOneReader,
  "clock, random and logger come back and serve those who ask again": kNobodyOutside,
  "tmpfs comes back empty, mounted where it was, and a directory in the dead one is left": kNobodyOutside,
  "pipes between programs can be made again after their server died": kNobodyOutside,
  "a dead console is replaced, and its terminal gets a new shell": kNobodyOutside,
  "when devfs dies the terminals come back, and what a program waited for ends": kNobodyOutside,
  "a program without input does not keep a terminal that has failed": kNobodyOutside,
  "a server that dies again and again is given up, with a line in the log": kNobodyOutside,
  "a mount below a dead file system is unmounted by its name, and a successor can be mounted by hand": kNobodyOutside,
  "a successor that is mounted at once after a death does not hang": kNobodyOutside,
  "a program that floods vfs gets its share, and the others go on": kNobodyOutside,
};

export function test(name: string, scenario: (context: TestContext) => Promise<void>): void {
  const reason = kTarget === "x86_64" ? kNotOnPc[name] : undefined;
  void nodeTest(name, { skip: reason ?? false }, scenario);
}
