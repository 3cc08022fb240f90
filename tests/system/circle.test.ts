// SPDX-License-Identifier: MIT
// A deadlock that `npm run verify` finds in a description happens on the machine: the way that Spin found is followed.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "../harness/scenario.ts";
import { type System, withSystem } from "../harness/system.ts";
import type { TraceRecord } from "../harness/trace.ts";

type Call = { readonly from: string; readonly to: string; readonly method: string };
type Scenario = { readonly steps: readonly (Call & { readonly kind: string })[]; readonly unanswered: readonly Call[]; readonly calls: readonly Call[] };

const kRoot = process.env["SWITCHBOARD_ROOT"]!;
const kFirstUserMethod = 1024;
const kInterfaces: Readonly<Record<string, string>> = { left: "left", rght: "right" };
const kMethods = ["update", "check"];

/// What verify says about the circle, and the scenario that it leaves.
function findScenario(): { readonly output: string; readonly status: number | null; readonly scenario: Scenario } {
  const { stdout, status } = spawnSync(process.execPath, [join(kRoot, ".tools/verify.mjs"), "--system", "tests/circle/system.conf"], {
    cwd: kRoot, encoding: "utf8", timeout: 120_000,
  });
  const scenario = JSON.parse(readFileSync(join(kRoot, ".build/verify/circle/connections/scenario.json"), "utf8")) as Scenario;
  return { output: stdout, status, scenario };
}

/// "from: method" of all calls over the interfaces of the circle, in the order of the trace.
function callsIn(records: readonly TraceRecord[], names: ReadonlyMap<number, string>): { call: number; text: string }[] {
  return records
    .filter((record) => record.kind === "call" && record.interface in kInterfaces && record.method >= kFirstUserMethod)
    .map((record) => ({
      call: record.call,
      text: `${names.get(record.source)} circle.${kInterfaces[record.interface]}.${kMethods[record.method - kFirstUserMethod]}`,
    }));
}

async function startServers(system: System): Promise<Map<number, string>> {
  await system.run("left & right &");
  return new Map(system.tasks().map(({ id, name }) => [id, name]));
}

test("the deadlock that Spin finds in two servers is followed on the machine, and the same calls stay unanswered", async () => {
  const { output, status, scenario } = findScenario();
  assert.equal(status, 1);
  assert.match(output, /circle.idl:7: left, while it serves circle.left.update, waits for circle.right.check of right/);
  assert.match(output, /circle.idl:13: right, while it serves circle.right.update, waits for circle.left.check of left/);
  await withSystem({ withTests: true, trace: true, watched: true }, async (system) => {
    const names = await startServers(system);
    const from = system.records.length;
    const { status: stuck } = await system.run(`both ${scenario.calls.map(({ to }) => to).join(" ")}`);
    assert.equal(stuck, 1, "the clients give up");
    assert.equal(system.lost, 0);
    const records = system.records.slice(from);
    for (const record of records) if (!names.has(record.source)) names.set(record.source, "client");
    const plain = ({ from: caller, method }: Call): string => `${caller.replace(/ \d+$/, "")} ${method}`;
    const made = callsIn(records, names);
    const wanted = scenario.steps.filter(({ kind }) => kind === "call").map(plain);
    assert.deepEqual(made.map(({ text }) => text).sort(), [...wanted].sort(), "the calls of the trail are made, and no others");
    const answered = new Set(records.filter(({ kind }) => kind === "answer").map(({ call }) => call));
    assert.deepEqual(made.filter(({ call }) => !answered.has(call)).map(({ text }) => text).sort(), scenario.unanswered.map(plain).sort());
  });
});

test("one client at a time is answered by both servers", async () => {
  await withSystem({ withTests: true, watched: true }, async (system) => {
    await startServers(system);
    assert.equal((await system.run("both left")).status, 0);
    assert.equal((await system.run("both right")).status, 0);
  });
});
