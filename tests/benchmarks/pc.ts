// SPDX-License-Identifier: MIT
// The figures of a PC that QEMU emulates: what it needs to start, and what the program `bench` in it measures.
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { Emulator, findEmulator } from "../../native/runner/Emulator.ts";
import { cdrom, direct } from "../../native/runner/Hardware.ts";
import { median } from "./figures.ts";

export interface PcPaths {
  readonly kernel: string;
  readonly archive: string;
  readonly image: string;
  /// As the image, with its first shell on the serial line.
  readonly serialImage: string;
}

const kStarts = 3;
const kMemory = 128; // MiB
const kLimit = 900; // seconds
const kReady = "\x1b]133;B";
const kFinished = "\x1b]133;D";
const kCommand = "bench --json -r 15";

interface Running {
  /// Nanoseconds from the start of QEMU to the prompt.
  readonly prompt: number;
  /// Resolves to what the command showed.
  run(line: string): Promise<string>;
  end(): void;
}

/// Starts a PC and waits for its prompt on the serial line.
async function start(hardware: readonly string[]): Promise<Running> {
  let text = "";
  let wake = (): void => undefined;
  let ended = false;
  const decoder = new TextDecoder();
  const begin = process.hrtime.bigint();
  const emulator = Emulator.start({ memory: kMemory, hardware, trace: false, serial: true, limit: kLimit }, {
    serial: (bytes) => {
      text += decoder.decode(bytes, { stream: true });
      wake();
    },
    trace: () => undefined,
    ended: () => {
      ended = true;
      wake();
    },
  });
  const says = async (words: string): Promise<void> => {
    while (!text.includes(words)) {
      if (ended) throw new Error(`bench: the PC ended:\n${text.slice(-1000)}`);
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  await says(kReady);
  const prompt = Number(process.hrtime.bigint() - begin);
  const run = async (line: string): Promise<string> => {
    text = "";
    emulator.type(new TextEncoder().encode(`${line}\r`));
    await says(kFinished);
    return text;
  };
  return { prompt, run, end: () => emulator.end() };
}

async function timeToPrompt(hardware: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < kStarts; ++count) {
    const pc = await start(hardware);
    times.push(pc.prompt);
    pc.end();
  }
  return median(times);
}

/// Bytes that the kernel's segments take in memory (ELF64).
function kernelSize(path: string): number {
  const file = readFileSync(path);
  const [table, size, count] = [Number(file.readBigUInt64LE(32)), file.readUInt16LE(54), file.readUInt16LE(56)];
  const kLoad = 1;
  return Array.from({ length: count }, (_, at) => table + at * size)
    .filter((at) => file.readUInt32LE(at) === kLoad)
    .reduce((sum, at) => sum + Number(file.readBigUInt64LE(at + 40)), 0);
}

/// Like "1.3M" or "96K", as `tasks` prints it.
function readSize(text: string): number {
  const factors: Readonly<Record<string, number>> = { K: 1 << 10, M: 1 << 20, G: 1 << 30 };
  return parseFloat(text) * (factors[text.at(-1) ?? ""] ?? 1);
}

/// Memory and kernel memory of all tasks in the table that `tasks` prints.
export function tasksMemory(table: string): number {
  const rows = [...table.matchAll(/^\s*\d+ \S+\s+running\s+([\d.]+[KMG]?)\s+([\d.]+[KMG]?)\s/gm)];
  if (rows.length === 0) throw new Error(`bench: this is no table of tasks:\n${table}`);
  return rows.reduce((sum, [, memory, kernel]) => sum + readSize(String(memory)) + readSize(String(kernel)), 0);
}

/// Puts the figures into `values`; resolves to the name and version of the emulator.
export async function measurePc({ kernel, archive, image, serialImage }: PcPaths, values: Map<string, number>): Promise<string> {
  const hardware = direct(kernel, archive, ["console=serial"]);
  values.set("direct_to_prompt", await timeToPrompt(hardware));
  values.set("image_to_prompt", await timeToPrompt(cdrom(serialImage)));
  values.set("image_size", statSync(image).size);
  const pc = await start(hardware);
  const tasks = tasksMemory((await pc.run("tasks")).replaceAll("\r\n", "\n"));
  values.set("resident_memory", tasks + kernelSize(kernel) + statSync(archive).size);
  const found = [...(await pc.run(kCommand)).matchAll(/"name":"(\w+)","value":([\d.]+),"unit":"(?:ns|x)"/g)];
  for (const [, name, value] of found) values.set(String(name), Number(value));
  pc.end();
  const version = /version (\S+)/.exec(execFileSync(findEmulator(), ["--version"], { encoding: "utf8" }))?.[1] ?? "";
  return `QEMU ${version}, TCG`;
}
