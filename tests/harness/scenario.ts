// SPDX-License-Identifier: MIT
// A test of the system, on the machine that the environment chooses. Scenarios are for all machines; the few that
// cannot be are named here, with the reason.
import { test as nodeTest, type TestContext } from "node:test";
import { kTarget } from "./subject.ts";

const kUnrepeatable = "a PC's interrupts come when they come: nothing runs twice in the same way";

const kOneReader = "a PC's screen is there before the system, and keeps its size";

/// What cannot hold on a PC, by the names of the tests.
export const kNotOnPc: Readonly<Record<string, string>> = {
  "a session that types, spawns, kills and overflows replays to the same state, 100 of 100": kUnrepeatable,
  "another seed gives another state": kUnrepeatable,
  "whoever looks at a terminal only after the boot brings its size": kOneReader,
};

export function test(name: string, scenario: (context: TestContext) => Promise<void>): void {
  const reason = kTarget === "x86_64" ? kNotOnPc[name] : undefined;
  void nodeTest(name, { skip: reason ?? false }, scenario);
}
