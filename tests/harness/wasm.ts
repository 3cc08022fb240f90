// SPDX-License-Identifier: MIT
// WebAssembly as the machine under test.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Bundle } from "../../web/machine/Bundle.ts";
import { decodeTasks } from "../../web/machine/Info.ts";
import { Machine } from "../../web/machine/Machine.ts";
import { Replay } from "../../web/machine/Replay.ts";
import { restoreMachine } from "../../web/machine/SnapshotFile.ts";
import type { BootOptions, Subject, SubjectEvents } from "./subject.ts";

export const kBundlePath = join(process.cwd(), ".build/site/system.tar.zst");
const kTestBundlePath = join(process.cwd(), ".build/test.tar.zst");

let shared: Bundle | undefined;

/// The bundle that `npm run build` made; opened once a process.
export function openBundle(): Bundle {
  shared ??= Bundle.open(readFileSync(kBundlePath));
  return shared;
}

function bundleOf({ bundle, withTests }: BootOptions): Bundle {
  if (bundle !== undefined) return Bundle.open(bundle);
  return withTests === true ? Bundle.open(readFileSync(kTestBundlePath)) : openBundle();
}

export async function openWasm(options: BootOptions, events: SubjectEvents): Promise<Subject> {
  const bundle = bundleOf(options);
  const machine = await Machine.create({
    bundle,
    seed: options.seed ?? 1n,
    realTime: 1_790_000_000_000_000n,
    ...(options.record === undefined ? {} : { record: options.record }),
    ...(options.replay === undefined ? {} : { replay: new Replay(options.replay) }),
    events,
  });
  if (options.restore !== undefined) await restoreMachine(machine, options.restore, bundle);
  if (options.trace === true) machine.trace(1);
  return {
    start: () => machine.start(),
    input: (terminal, bytes) => machine.input(terminal, bytes),
    stop: () => machine.stop(),
    tasks: () => decodeTasks(machine.readTasks()),
    kill: (task) => machine.kill(task),
    machine,
  };
}
