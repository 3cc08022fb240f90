// SPDX-License-Identifier: MIT
// The system description says in which order clients call an interface with states; `npm run verify` relies on it. They do.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readDescription } from "../../.tools/verify/description.mjs";
import { follows } from "../../.tools/verify/talks.mjs";
import { test } from "../harness/scenario.ts";
import { withSystem } from "../harness/system.ts";
import type { TraceRecord } from "../harness/trace.ts";

type Interface = { readonly id: string; readonly name: string; readonly methods: readonly { readonly number: number; readonly name: string }[] };

const kRoot = process.env["SWITCHBOARD_ROOT"]!;

function interfaces(): Map<string, Interface> {
  const text = readFileSync(join(kRoot, ".build/wasm/system/etc/interfaces.json"), "utf8");
  return new Map((JSON.parse(text) as Interface[]).map((one) => [one.id, one]));
}

/// What was called on each phone, by "TASK INTERFACE PHONE".
function callsByPhone(records: readonly TraceRecord[], names: ReadonlyMap<number, string>): Map<string, string[]> {
  const known = interfaces();
  const calls = new Map<string, string[]>();
  for (const { kind, source, handle, interface: id, method } of records) {
    const name = known.get(id)?.methods.find(({ number }) => number === method)?.name;
    if (kind !== "call" || name === undefined || !names.has(source)) continue;
    const phone = `${names.get(source)} ${known.get(id)!.name} ${handle}`;
    calls.set(phone, [...(calls.get(phone) ?? []), name]);
  }
  return calls;
}

test("servers call interfaces with states in the order that the system description says", async () => {
  await withSystem({ trace: true, watched: true }, async (system) => {
    const names = new Map(system.tasks().map(({ id, name }) => [id, name]));
    const calls = callsByPhone(system.records, names);
    const seen = new Set<string>();
    for (const { name, interface: full, order } of readDescription(kRoot, "servers/system.conf").talks) {
      const short = full.split(".").at(-1)!;
      for (const [phone, methods] of calls) {
        if (!phone.startsWith(`${name} ${short} `)) continue;
        assert.ok(follows(order, methods), `${phone} was called ${methods.join(" ")}, not ${order}`);
        seen.add(`${name} ${short}`);
      }
    }
    const wanted = ["archive", "tmpfs", "devfs", "pipes"].map((name) => `${name} vfs_registration`);
    wanted.push(...["logger", "random", "console"].map((name) => `${name} device_registration`));
    assert.deepEqual(wanted.filter((one) => !seen.has(one)), [], "whose calls the trace does not show");
  });
});
