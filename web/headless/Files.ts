// SPDX-License-Identifier: MIT
// What a session leaves behind: its trace and its recording, written as they grow.
import { closeSync, openSync, writeSync } from "node:fs";
import type { Bundle } from "../machine/Bundle.ts";
import { decodeTasks } from "../machine/Info.ts";
import type { Machine } from "../machine/Machine.ts";
import type { Options } from "./Options.ts";
import { readProtocols, TraceLines } from "./TraceLines.ts";

/// A file that is written from its beginning on; an error names it.
class Output {
  private readonly _file: number;

  constructor(path: string) {
    this._file = openSync(path, "w");
  }

  write(text: string): void {
    if (text !== "") writeSync(this._file, text);
  }

  close(): void {
    closeSync(this._file);
  }
}

export class Files {
  private readonly _trace: Output | undefined;
  private readonly _recording: Output | undefined;
  private readonly _lines: TraceLines;

  constructor(options: Options, bundle: Bundle) {
    this._trace = options.trace === undefined ? undefined : new Output(options.trace);
    this._recording = options.record === undefined ? undefined : new Output(options.record);
    this._lines = new TraceLines(this._trace === undefined ? new Map() : readProtocols(bundle.file("etc/interfaces.json")));
  }

  get traces(): boolean {
    return this._trace !== undefined;
  }

  trace(machine: Machine, records: Uint8Array, lost: number): void {
    this._lines.learn(decodeTasks(machine.readTasks()));
    if (lost > 0) this._trace?.write(`${JSON.stringify({ kind: "lost", records: lost })}\n`);
    this._trace?.write(this._lines.format(records));
  }

  /// Appends what the recording has gained.
  record(machine: Machine): void {
    this._recording?.write(machine.recorder?.drain() ?? "");
  }

  close(machine: Machine): void {
    this.record(machine);
    this._trace?.close();
    this._recording?.close();
  }
}
