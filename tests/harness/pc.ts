// SPDX-License-Identifier: MIT
// An emulated PC as the machine under test.
import { join } from "node:path";
import { PcTarget } from "../../native/runner/PcTarget.ts";
import type { BootOptions, Subject, SubjectEvents } from "./subject.ts";

const kFolder = join(process.cwd(), ".build/x86_64");
const kLimit = 540; // seconds; less than a test file may take

export const kPcFiles = {
  kernel: join(kFolder, "kernel.elf"),
  archive: join(kFolder, "system.tar"),
  testArchive: join(kFolder, "test.tar"),
  image: join(kFolder, "switchboard.iso"),
};

export function openPc(options: BootOptions, events: SubjectEvents): Subject {
  const { kernel, archive, testArchive } = kPcFiles;
  const foreign = (["bundle", "record", "replay", "restore"] as const).find((name) => options[name] !== undefined);
  if (foreign !== undefined) throw new Error(`a PC knows no '${foreign}'`);
  const watched = options.trace === true || options.watched === true;
  const target = PcTarget.open(
    { kernel, archive: options.withTests === true ? testArchive : archive, memory: undefined, trace: watched, limit: kLimit },
    {
      output: (bytes) => events.output(0, bytes),
      mark: (mark) => events.mark(0, mark),
      trace: (records, lost) => (options.trace === true ? events.trace(records, lost) : undefined),
      stopped: (stop) => events.stopped(stop),
    },
  );
  return {
    start: () => target.start(),
    input: (_terminal, bytes) => target.input(bytes),
    stop: () => target.stop(),
    tasks: () => {
      if (!watched) throw new Error("a PC tells its tasks only to a scenario that boots it with { watched: true }");
      return target.living();
    },
    kill: undefined,
    machine: undefined,
  };
}
