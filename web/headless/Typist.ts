// SPDX-License-Identifier: MIT
// Types the lines of -c, one at each prompt, and knows when the last one is done and with which status.
// The shell draws its prompt, marks included, also while a line is edited; only a prompt that comes after the
// line was sent off (a line feed) asks for another line.
import type { Mark } from "../machine/Marks.ts";

const kIncomplete = 2; // the status that a shell gives to a syntax error
const kPatience = 1000; // milliseconds until a prompt for more is believed
const kLineFeed = 0x0a;

export class Typist {
  private readonly _lines: string[];
  private _running = false;
  private _state: "waiting" | "typed" | "done" = "waiting";
  private _sentOff = false;
  private _sawPrompt = false;
  private _doubt: ReturnType<typeof setTimeout> | undefined;

  /// `type` sends text to the terminal; `finish` hears the status of the last command, once; `complain` hears why
  /// there is none.
  constructor(
    command: string,
    private readonly _type: (text: string) => void,
    private readonly _finish: (status: number) => void,
    private readonly _complain: (text: string) => void,
  ) {
    this._lines = command.split(/\r\n|\n|\r/);
  }

  /// Whether the output that comes now is a command's.
  get running(): boolean {
    return this._running;
  }

  /// What the terminal shows between the marks.
  output(bytes: Uint8Array): void {
    this._sentOff ||= bytes.includes(kLineFeed);
  }

  mark({ kind, status }: Mark): void {
    if (kind === "command") this._start();
    else if (kind === "finished") this._end(status ?? 0);
    else if (kind === "prompt") this._sawPrompt = true;
    else this._ready();
  }

  private _start(): void {
    clearTimeout(this._doubt);
    this._running = true;
  }

  private _end(status: number): void {
    this._running = false;
    this._state = "waiting";
    if (this._lines.length > 0) return;
    this._state = "done";
    this._finish(status);
  }

  private _ready(): void {
    const isContinuation = this._state === "typed" && this._sentOff && !this._sawPrompt;
    this._sawPrompt = false;
    if (this._state !== "waiting" && !isContinuation) return;
    const line = this._lines.shift();
    if (line === undefined) return this._mistrust();
    this._state = "typed";
    this._sentOff = false;
    this._type(`${line}\r`);
  }

  /// The shell asks for more, and there is no more.
  private _mistrust(): void {
    clearTimeout(this._doubt);
    this._doubt = setTimeout(() => {
      this._complain("the command is not complete");
      this._finish(kIncomplete);
    }, kPatience);
  }
}
