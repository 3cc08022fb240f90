// SPDX-License-Identifier: MIT
// The machine of web/machine as a target: WebAssembly in this process.
import { readFileSync } from "node:fs";
import { Bundle } from "../machine/Bundle.ts";
import { decodeTasks } from "../machine/Info.ts";
import { Machine } from "../machine/Machine.ts";
import { parseRecording } from "../machine/Recording.ts";
import { terminalSize } from "./Keyboard.ts";
import type { Options } from "./Options.ts";
import type { Target, TargetEvents, TaskName } from "./Target.ts";

function readFile(path: string, what: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new Error(missing ? `there is no ${what} ${path}` : `cannot read the ${what} ${path}: ${String(error)}`);
  }
}

export class WasmTarget implements Target {
  private constructor(
    private readonly _machine: Machine,
    private readonly _bundle: Bundle,
    private readonly _traces: boolean,
  ) {}

  /// `bundle`: path of the system to boot.
  static async open(bundle: string, options: Options, events: TargetEvents): Promise<WasmTarget> {
    const opened = Bundle.open(new Uint8Array(readFile(bundle, "bundle")));
    const { seed, record, replay } = options;
    const machine = await Machine.create({
      bundle: opened,
      record: record !== undefined,
      ...(seed === undefined ? {} : { seed }),
      ...(replay === undefined ? {} : { replay: parseRecording(readFile(replay, "recording").toString()) }),
      events: {
        output: (terminal, bytes) => void (terminal === 0 && events.output(bytes)),
        mark: (terminal, mark) => void (terminal === 0 && events.mark(mark)),
        trace: (records, lost) => events.trace(records, lost),
        stopped: (stop) => events.stopped(stop),
      },
    });
    return new WasmTarget(machine, opened, options.trace !== undefined);
  }

  start(): void {
    const { columns, rows } = terminalSize();
    this._machine.open(0, columns, rows);
    if (this._traces) this._machine.trace(1);
    this._machine.start();
  }

  input(bytes: Uint8Array): void {
    this._machine.input(0, bytes);
  }

  resize(columns: number, rows: number): void {
    this._machine.resize(0, columns, rows);
  }

  stop(): void {
    this._machine.stop();
  }

  hold(): void {
    this._machine.hold();
  }

  release(): void {
    this._machine.release();
  }

  tasks(): readonly TaskName[] {
    return decodeTasks(this._machine.readTasks());
  }

  interfaces(): Uint8Array | undefined {
    return this._bundle.file("etc/interfaces.json");
  }

  recorded(): string {
    return this._machine.recorder?.drain() ?? "";
  }

  stateHash(): string {
    return this._machine.stateHash();
  }
}
