// SPDX-License-Identifier: MIT
// The whole machine goes into a file and comes back.
import assert from "node:assert/strict";
import type { Recording } from "../../web/machine/Recording.ts";
import { packSession, unpackSession } from "../../web/machine/SessionLink.ts";
import { saveMachine } from "../../web/machine/SnapshotFile.ts";
import { test } from "../harness/scenario.ts";
import { openBundle, plain, System, withSystem } from "../harness/system.ts";

async function saved(session: (system: System) => Promise<void>): Promise<{ file: Uint8Array; hash: string }> {
  let result: { file: Uint8Array; hash: string } | undefined;
  await withSystem({ record: true, seed: 7n }, async (system) => {
    await session(system);
    await system.settle();
    const hash = system.machine.stateHash();
    result = { file: (await saveMachine(system.machine, openBundle())) as Uint8Array, hash };
  });
  return result!;
}

const kTyping = async (system: System): Promise<void> => {
  await system.run("echo kept > /tmp/a; cd /tmp");
  await system.run("sleep 1000 &");
};

test("a restored machine is the saved one, to the last byte", async () => {
  const { file, hash } = await saved(kTyping);
  const again = await System.boot({ restore: file, record: true });
  assert.equal(again.machine.stateHash(), hash);
  await again.end();
});

test("a restored machine goes on: files, folders and tasks are there", async () => {
  const { file } = await saved(kTyping);
  const again = await System.boot({ restore: file, record: true });
  assert.match(plain((await again.run("cat a; pwd")).output), /kept\n\/tmp/);
  assert.ok(again.tasks().some(({ name }) => name === "sleep"));
  await again.run("seq 100 | sort -r | head -n 1");
  await again.end();
});

test("the session of a restored machine still begins at its boot", async () => {
  const { file } = await saved(kTyping);
  const again = await System.boot({ restore: file, record: true });
  await again.run("cat a");
  const link = await packSession((await again.machine.session()) as Recording);
  await again.end();
  const replayed = await System.boot({ replay: await unpackSession(link) });
  await replayed.until((s) => s.stopped !== undefined, "the end of the replay");
  assert.deepEqual(replayed.stopped, { kind: "end" });
});

test("after boot a snapshot takes at most 1 MB", async () => {
  const { file } = await saved(async () => undefined);
  assert.ok(file.length <= 1_000_000, `${file.length} bytes`);
});

async function refusal(file: Uint8Array): Promise<string> {
  try {
    await System.boot({ restore: file });
  } catch (thrown) {
    return String(thrown);
  }
  return "accepted";
}

test("a snapshot that is cut, changed or something else is refused in words", async () => {
  const { file } = await saved(async () => undefined);
  assert.match(await refusal(new Uint8Array(100)), /does not begin as one/);
  for (const part of [0.00005, 0.1, 0.5, 0.999]) assert.match(await refusal(file.slice(0, file.length * part)), /damaged/, `${part}`);
  const changed = file.slice();
  changed[100] = (changed[100] as number) ^ 1;
  assert.match(await refusal(changed), /damaged/);
});

test("a snapshot of another build names both builds", async () => {
  const { file } = await saved(async () => undefined);
  const other = await System.boot({ withTests: true });
  await other.end();
  await assert.rejects(System.boot({ withTests: true, restore: file }), /saved with build [0-9a-f]{16}, this is build [0-9a-f]{16}/);
});
