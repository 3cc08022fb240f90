// SPDX-License-Identifier: MIT
// The machine of web/machine as a target: WebAssembly in this process.
import { Bundle } from "../machine/Bundle.ts";
import { decodeTasks } from "../machine/Info.ts";
import { Machine } from "../machine/Machine.ts";
import { formatAdditions, formatHeader } from "../machine/RecordingText.ts";
import { packSession } from "../machine/SessionLink.ts";
import { restoreMachine, saveMachine } from "../machine/SnapshotFile.ts";
import { Replay } from "../machine/Replay.ts";
import { terminalSize } from "./Keyboard.ts";
import type { Options } from "./Options.ts";
import { readNamed, readRecording } from "./readRecording.ts";
import type { Target, TargetEvents, TaskName } from "./Target.ts";

const kEnter = 0x0d;

export class WasmTarget implements Target {
  private _hasHeader = false; // in what recorded() gave

  private constructor(
    private readonly _machine: Machine,
    private readonly _bundle: Bundle,
    private readonly _options: Options,
  ) {}

  /// `bundle`: path of the system to boot.
  static async open(bundle: string, options: Options, events: TargetEvents): Promise<WasmTarget> {
    const opened = Bundle.open(new Uint8Array(readNamed(bundle, "bundle")));
    const { seed, replay, restore } = options;
    const machine = await Machine.create({
      bundle: opened,
      record: replay === undefined,
      ...(seed === undefined ? {} : { seed }),
      ...(replay === undefined ? {} : { replay: new Replay(await readRecording(replay)) }),
      events: {
        output: (terminal, bytes) => void (terminal === 0 && events.output(bytes)),
        mark: (terminal, mark) => void (terminal === 0 && events.mark(mark)),
        trace: (records, lost) => events.trace(records, lost),
        stopped: (stop) => events.stopped(stop),
      },
    });
    if (restore !== undefined) await restoreMachine(machine, new Uint8Array(readNamed(restore, "snapshot")), opened);
    return new WasmTarget(machine, opened, options);
  }

  start(): void {
    const { columns, rows } = terminalSize();
    this._machine.open(0, columns, rows);
    if (this._options.trace !== undefined) this._machine.trace(1);
    this._machine.start();
    if (this._options.restore !== undefined && this._options.command !== undefined) {
      this._machine.input(0, Uint8Array.of(kEnter)); // a prompt that was shown before does not come by itself
    }
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
    const { recorder } = this._machine;
    if (recorder === undefined) return "";
    const header = this._hasHeader ? "" : formatHeader(recorder);
    this._hasHeader = true;
    return header + formatAdditions(recorder.take());
  }

  stateHash(): string {
    return this._machine.stateHash();
  }

  async session(): Promise<string | undefined> {
    const session = await this._machine.session();
    return session === undefined ? undefined : packSession(session);
  }

  snapshot(): Promise<Uint8Array | undefined> {
    return saveMachine(this._machine, this._bundle);
  }
}
