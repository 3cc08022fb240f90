// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { compress } from "../../.tools/zstandard.mjs";
import { MachineError } from "../machine/MachineError.ts";
import type { WorkerMessage } from "./protocol.ts";
import { failureOf, Session } from "./Session.ts";

const kSizes = Array.from({ length: 4 }, () => ({ columns: 80, rows: 24 }));
const kEmptyTar = new Uint8Array(1024);

/// What a session says about a bundle until it gives up.
function startWith(bytes: Uint8Array): Promise<WorkerMessage[]> {
  const said: WorkerMessage[] = [];
  return new Promise((resolve) => {
    const session = new Session((message) => {
      said.push(message);
      if (message.kind === "failed") resolve(said);
    });
    session.receive({ kind: "start", sizes: kSizes, trace: true });
    session.receive({ kind: "bundle", bundle: Uint8Array.from(bytes).buffer, session: "" });
  });
}

async function refusalOf(bytes: Uint8Array): Promise<Extract<WorkerMessage, { kind: "failed" }>> {
  const last = (await startWith(bytes)).at(-1);
  assert.ok(last?.kind === "failed");
  return last;
}

test("a damaged bundle is called damaged, whatever the damage", async () => {
  const cut = compress(new Uint8Array(5000).fill(7)).subarray(0, 30);
  const noise = Uint8Array.from({ length: 3000 }, (_, index) => (index * 37) % 251);
  for (const bytes of [new Uint8Array(), cut, noise])
    assert.equal((await refusalOf(bytes)).failure, "bundle_damaged");
});

test("a bundle without a kernel names what is missing", async () => {
  const { failure, text } = await refusalOf(compress(kEmptyTar));
  assert.equal(failure, "bundle_damaged");
  assert.match(text, /kernel\.wasm/);
});

test("phases come in order, each with its time", async () => {
  const said = await startWith(kEmptyTar);
  const phases = said.flatMap((message) => (message.kind === "phase" ? [message] : []));
  assert.deepEqual(
    phases.map(({ phase }) => phase),
    ["unpack", "compile"],
  );
  assert.ok(phases.every(({ elapsed }) => elapsed >= 0));
});

test("after stop a session says nothing more", async () => {
  const said: WorkerMessage[] = [];
  const session = new Session((message) => said.push(message));
  session.receive({ kind: "stop" });
  session.receive({ kind: "bundle", bundle: new ArrayBuffer(8), session: "" });
  session.receive({ kind: "start", sizes: kSizes, trace: false });
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual(said, [{ kind: "stopped" }]);
});

test("what the engine throws when memory runs out is called by that name", () => {
  const failure = (thrown: unknown): unknown => (failureOf(thrown) as { failure: string }).failure;
  assert.equal(failure(new RangeError("WebAssembly.Memory(): could not allocate memory")), "out_of_memory");
  assert.equal(failure(new MachineError("no-memory", "no memory for task 12")), "out_of_memory");
  assert.equal(failure(new MachineError("bad-module", "boot/vfs")), "not_compiled");
  assert.equal(failure(new Error("something")), "internal");
});
