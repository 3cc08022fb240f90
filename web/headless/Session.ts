// SPDX-License-Identifier: MIT
// One run of the machine: connects its terminal 0, its files and its end to this process.
import { encodeText } from "../machine/Engine.ts";
import type { Mark, Stop } from "../machine/Machine.ts";
import { Files } from "./Files.ts";
import { connectKeyboard } from "./Keyboard.ts";
import type { Options } from "./Options.ts";
import { readRecording } from "./readRecording.ts";
import { Retyper, untypable } from "./Retyper.ts";
import { Screen } from "./Screen.ts";
import type { OpenTarget, Target } from "./Target.ts";
import { Typist } from "./Typist.ts";

const kTimedOut = 124;
const kPanicked = 70; // "internal software error" of sysexits.h
const kNormalLine = "\x1b[0m\r\n"; // whatever colour and column the machine left
const kBrokenPipe = 141; // what a shell shows for a program that SIGPIPE ended

export class Session {
  private readonly _files: Files;
  private readonly _screen: Screen;
  private readonly _typist: Typist | undefined;
  private _retyper: Retyper | undefined; // a replay at a machine that takes no inputs but keys
  private _target: Target | undefined;
  private _status: number | undefined;
  private _disconnect = (): void => undefined;
  private _ended: (status: number) => void = () => undefined;

  constructor(
    private readonly _options: Options,
    private readonly _open: OpenTarget,
  ) {
    this._files = new Files(_options);
    const share = (): void => void this._share();
    this._screen = new Screen((text) => this._write(text), !process.stdout.isTTY, share);
    const { command } = _options;
    const type = (text: string): void => this._target?.input(encodeText(text));
    const complain = (text: string): void => console.error(`os: ${text}`);
    const leave = (status: number): void => this._leave(status);
    this._typist = command === undefined ? undefined : new Typist(command, type, leave, complain);
  }

  /// Runs until the machine stops, the command is done, the user leaves, or the time is over.
  async run(): Promise<number> {
    await this._prepareRetyping();
    const target = await this._open(this._options, {
      output: (bytes) => this._output(bytes),
      mark: (mark) => this._mark(mark),
      trace: (records, lost) => this._files.trace(this._target as Target, records, lost),
      stopped: (stop) => this._stopped(stop),
    });
    this._target = target;
    const ended = new Promise<number>((resolve) => (this._ended = resolve));
    if (this._typist === undefined && this._options.replay === undefined) {
      this._disconnect = connectKeyboard(target, () => this._leave(0));
      if (process.stdin.isTTY) console.error("Ctrl-] leaves the machine.");
    }
    process.stdout.on("error", () => this._leave(kBrokenPipe));
    const timer = this._startTimer();
    target.start();
    const status = await ended;
    clearTimeout(timer);
    return status;
  }

  /// A PC's dispatches cannot be counted from outside, but what was typed can be typed again.
  private async _prepareRetyping(): Promise<void> {
    const { replay, target } = this._options;
    if (replay === undefined || target === "wasm") return;
    const recording = await readRecording(replay);
    const reason = untypable(recording);
    if (reason !== undefined) throw new Error(`this session cannot be typed at a PC: ${reason}`);
    const type = (bytes: Uint8Array): void => this._target?.input(bytes);
    this._retyper = new Retyper(recording, type, (status) => this._leave(status));
  }

  private _output(bytes: Uint8Array): void {
    this._typist?.output(bytes);
    if (this._typist === undefined || this._typist.running) this._screen.show(bytes);
  }

  private _mark(mark: Mark): void {
    if (this._status !== undefined) return;
    this._typist?.mark(mark);
    this._retyper?.mark(mark);
  }

  /// The machine waits while standard output cannot take more.
  private _write(text: string): void {
    if (process.stdout.write(text)) return;
    this._target?.hold();
    process.stdout.once("drain", () => this._target?.release());
  }

  private async _share(): Promise<void> {
    if (this._options.replay !== undefined) return; // it was asked for when the session was recorded
    const session = await this._target?.session();
    if (session === undefined) console.error("os: this machine keeps no recording, so there is no link");
    else console.error(`os: this session is  npm run -s os -- --replay '#session=${session}'`);
  }

  private _startTimer(): NodeJS.Timeout | undefined {
    const { timeout } = this._options;
    if (timeout === undefined) return undefined;
    return setTimeout(() => {
      console.error(`os: not done after ${timeout} s (--timeout)`);
      this._leave(kTimedOut);
    }, timeout * 1000);
  }

  /// Ends the machine from outside; the first status counts.
  private _leave(status: number): void {
    if (this._status !== undefined) return;
    this._status = status;
    this._target?.release();
    this._target?.stop();
  }

  private async _finish(target: Target, status: number): Promise<void> {
    await this._files.close(target);
    this._ended(status);
  }

  private _stopped(stop: Stop): void {
    const target = this._target as Target;
    this._disconnect();
    this._screen.flush();
    if (this._typist === undefined && process.stdout.isTTY) process.stdout.write(kNormalLine);
    const hash = this._options.hash || this._options.replay !== undefined ? target.stateHash() : undefined;
    if (hash !== undefined) console.log(`state ${hash}`);
    void this._finish(target, this._status ?? statusOf(stop));
  }
}

function statusOf(stop: Stop): number {
  if (stop.kind === "power") return stop.status & 0xff;
  if (stop.kind === "panic") console.error(`os: panic: ${stop.text}`);
  else if (stop.kind === "error") console.error(`os: ${stop.error.message}`);
  else return 0;
  return stop.kind === "panic" ? kPanicked : 1;
}
