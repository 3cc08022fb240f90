// SPDX-License-Identifier: MIT
// The diagram of the talk: what really happens when a program reads a file.
import assert from "node:assert/strict";
import { test } from "../harness/scenario.ts";
import { plain, withSystem } from "../harness/system.ts";
import { kMethod, type TraceRecord } from "../harness/trace.ts";

/// The first record at or after `from` that fits; its index.
function after(records: readonly TraceRecord[], from: number, what: string, fits: (record: TraceRecord) => boolean): number {
  const at = records.findIndex((record, index) => index >= from && fits(record));
  assert.notEqual(at, -1, `no arrow: ${what}`);
  return at;
}

test("a cat makes the seven arrows of the talk's diagram, in order", async () => {
  await withSystem({ trace: true }, async (system) => {
    await system.run("echo seven arrows > /tmp/file");
    const from = system.records.length;
    const got = await system.run("cat /tmp/file");
    assert.equal(plain(got.output), "seven arrows\n");
    assert.equal(system.lost, 0);
    const records = system.records.slice(from);
    const vfs = system.task("vfs");
    const file_systems = system.tasks().filter((task) => task.name === "tmpfs").map((task) => task.id);

    const forward = after(records, 0, "4. ipc_forward(): vfs -> tmpfs", (r) =>
      r.kind === "forward" && r.source === vfs && file_systems.includes(r.target) && r.method === kMethod.data_read);
    const data = records[forward]!.call;
    const tmpfs = records[forward]!.target;
    const send = after(records, 0, "2. IPC_M_DATA_READ: libc -> vfs", (r) =>
      r.kind === "call" && r.call === data && r.target === vfs && r.method === kMethod.data_read);
    const libc = records[send]!.source;
    const read = records.findLastIndex((r, at) => at < send && r.kind === "call" && r.source === libc && r.target === vfs);
    assert.notEqual(read, -1, "no arrow: 1. VFS_IN_READ: libc -> vfs");
    const out = after(records, send, "3. VFS_OUT_READ: vfs -> tmpfs", (r) =>
      r.kind === "call" && r.source === vfs && r.target === tmpfs);
    assert.ok(read < send && send < out && out < forward, "arrows 1 to 4 are in order");
    const direct = after(records, forward, "5. ipc_answer(EOK): tmpfs -> libc, for the data", (r) =>
      r.kind === "answer" && r.call === data && r.source === tmpfs && r.target === libc && r.method === 0);
    const inner = after(records, direct, "6. ipc_answer(EOK): tmpfs -> vfs", (r) =>
      r.kind === "answer" && r.call === records[out]!.call && r.source === tmpfs && r.target === vfs && r.method === 0);
    after(records, inner, "7. ipc_answer(EOK): vfs -> libc", (r) =>
      r.kind === "answer" && r.call === records[read]!.call && r.source === vfs && r.target === libc && r.method === 0);
  });
});

test("the calls made to serve a read name it as their parent", async () => {
  await withSystem({ trace: true }, async (system) => {
    await system.run("echo parents > /tmp/file");
    const from = system.records.length;
    await system.run("cat /tmp/file");
    const records = system.records.slice(from);
    const vfs = system.task("vfs");
    const forward = records.find((r) => r.kind === "forward" && r.source === vfs && r.method === kMethod.data_read)!;
    const out = records.findLast((r) => r.kind === "call" && r.source === vfs && r.sequence < forward.sequence)!;
    const parent = records.find((r) => r.kind === "call" && r.call === out.parent);
    assert.equal(parent?.target, vfs);
    assert.ok(parent.method >= 1024, "the read, not the data call that belongs to it");
  });
});
