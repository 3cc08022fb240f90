// SPDX-License-Identifier: MIT
// The same inputs give the same bytes: in every memory and every kernel object.
import assert from "node:assert/strict";
import { test } from "../harness/scenario.ts";
import { System, withSystem } from "../harness/system.ts";
import type { Recording } from "../../web/machine/Recording.ts";
import { parseRecording } from "../../web/machine/RecordingText.ts";

/// Types, spawns, kills and overflows.
export async function session(system: System): Promise<void> {
  await system.run("ls -l /bin | head -n 5; echo $((6*7)) > /tmp/a; cat /tmp/a");
  await system.run("fault stack");
  await system.run("seq 200 | sort -r | tail -n 3");
  system.type("sleep 1000 & sleep 1000 &\r");
  await system.until((s) => s.tasks().filter((task) => task.name === "sleep").length === 2, "two sleepers");
  await system.kill(system.task("sleep"));
  await system.run("cat /dev/urandom | head -c 100 | hexdump");
  await system.run("date; uptime; tasks");
}

async function record(): Promise<{ recording: Recording; hash: string }> {
  let recording: Recording | undefined;
  let hash = "";
  await withSystem({ record: true, seed: 42n }, async (system) => {
    await session(system);
    await system.end();
    recording = parseRecording(system.machine.recordingText());
    hash = system.machine.stateHash();
  });
  return { recording: recording!, hash };
}

async function replay(recording: Recording): Promise<string> {
  const system = await System.boot({ replay: recording });
  await system.until((s) => s.stopped !== undefined, "end of the replay", 60_000);
  return system.machine.stateHash();
}

test("a session that types, spawns, kills and overflows replays to the same state, 100 of 100", async () => {
  const { recording, hash } = await record();
  let equal = 0;
  for (let round = 0; round < 100; ++round) equal += (await replay(recording)) === hash ? 1 : 0;
  assert.equal(equal, 100);
});

test("another seed gives another state", async () => {
  const { recording, hash } = await record();
  assert.notEqual(await replay({ ...recording, seed: 43n }), hash);
});
