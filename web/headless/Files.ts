// SPDX-License-Identifier: MIT
// What a session leaves behind: its trace and its recording, written as they grow, and the machine at its end.
import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import type { Options } from "./Options.ts";
import type { Target } from "./Target.ts";
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
  private readonly _snapshot: string | undefined;
  private _lines: TraceLines | undefined;

  constructor(options: Options) {
    this._trace = options.trace === undefined ? undefined : new Output(options.trace);
    this._snapshot = options.save;
    this._recording = options.record === undefined ? undefined : new Output(options.record);
  }

  trace(target: Target, records: Uint8Array, lost: number): void {
    if (this._trace === undefined) return;
    this._lines ??= new TraceLines(readProtocols(target.interfaces()));
    this._lines.learn(target.tasks());
    if (lost > 0) this._trace.write(`${JSON.stringify({ kind: "lost", records: lost })}\n`);
    this._trace.write(this._lines.format(records));
  }

  /// Appends what the recording has gained.
  record(target: Target): void {
    this._recording?.write(target.recorded());
  }

  async close(target: Target): Promise<void> {
    if (this._snapshot !== undefined) {
      const snapshot = await target.snapshot();
      if (snapshot !== undefined) writeFileSync(this._snapshot, snapshot);
    }
    this.record(target);
    this._trace?.close();
    this._recording?.close();
  }
}
