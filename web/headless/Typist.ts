// SPDX-License-Identifier: MIT
// Types the lines of -c, one at each prompt, and knows when the last one is done and with which status.
import type { Mark } from "../machine/Marks.ts";

export class Typist {
  private readonly _lines: string[];
  private _running = false;
  private _status = 0;

  /// `type` sends text to the terminal; `finish` hears the status of the last command, once.
  constructor(
    command: string,
    private readonly _type: (text: string) => void,
    private readonly _finish: (status: number) => void,
  ) {
    this._lines = command.split(/\r\n|\n|\r/);
  }

  /// Whether the output that comes now is a command's.
  get running(): boolean {
    return this._running;
  }

  mark({ kind, status }: Mark): void {
    if (kind === "command") this._running = true;
    else if (kind === "finished") this._ended(status ?? 0);
    else if (kind === "ready") this._prompted();
  }

  private _ended(status: number): void {
    this._running = false;
    this._status = status;
    if (this._lines.length === 0) this._finish(status);
  }

  private _prompted(): void {
    this._running = false;
    const line = this._lines.shift();
    if (line === undefined) this._finish(this._status);
    else this._type(`${line}\r`);
  }
}
