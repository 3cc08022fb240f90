// SPDX-License-Identifier: MIT
// One run of the machine: connects its terminal 0, its files and its end to this process.
import type { Bundle } from "../machine/Bundle.ts";
import { encodeText } from "../machine/Engine.ts";
import { Machine, type Mark, type Stop } from "../machine/Machine.ts";
import type { Recording } from "../machine/Recording.ts";
import { Files } from "./Files.ts";
import { connectKeyboard, terminalSize } from "./Keyboard.ts";
import type { Options } from "./Options.ts";
import { Screen } from "./Screen.ts";
import { Typist } from "./Typist.ts";

const kTimedOut = 124;
const kPanicked = 70; // "internal software error" of sysexits.h
const kNormalLine = "\x1b[0m\r\n"; // whatever colour and column the machine left
const kBrokenPipe = 141; // what a shell shows for a program that SIGPIPE ended

export class Session {
  private readonly _files: Files;
  private readonly _screen: Screen;
  private readonly _typist: Typist | undefined;
  private _machine: Machine | undefined;
  private _status: number | undefined;
  private _disconnect = (): void => undefined;
  private _ended: (status: number) => void = () => undefined;

  constructor(
    private readonly _options: Options,
    private readonly _bundle: Bundle,
    private readonly _replay: Recording | undefined,
  ) {
    this._files = new Files(_options, _bundle);
    this._screen = new Screen((text) => this._write(text), !process.stdout.isTTY);
    const { command } = _options;
    const type = (text: string): void => this._machine?.input(0, encodeText(text));
    const complain = (text: string): void => console.error(`os: ${text}`);
    const leave = (status: number): void => this._leave(status);
    this._typist = command === undefined ? undefined : new Typist(command, type, leave, complain);
  }

  /// Runs until the machine stops, the command is done, the user leaves, or the time is over.
  async run(): Promise<number> {
    const machine = await this._createMachine();
    this._machine = machine;
    const ended = new Promise<number>((resolve) => (this._ended = resolve));
    const { columns, rows } = terminalSize();
    machine.open(0, columns, rows);
    if (this._files.traces) machine.trace(1);
    if (this._typist === undefined && this._replay === undefined) {
      this._disconnect = connectKeyboard(machine, () => this._leave(0));
      if (process.stdin.isTTY) console.error("Ctrl-] leaves the machine.");
    }
    process.stdout.on("error", () => this._leave(kBrokenPipe));
    const timer = this._startTimer();
    machine.start();
    const status = await ended;
    clearTimeout(timer);
    return status;
  }

  private _createMachine(): Promise<Machine> {
    const { seed, record } = this._options;
    return Machine.create({
      bundle: this._bundle,
      record: record !== undefined,
      ...(seed === undefined ? {} : { seed }),
      ...(this._replay === undefined ? {} : { replay: this._replay }),
      events: {
        output: (terminal, bytes) => this._output(terminal, bytes),
        mark: (terminal, mark) => this._mark(terminal, mark),
        trace: (records, lost) => this._files.trace(this._machine as Machine, records, lost),
        stopped: (stop) => this._stopped(stop),
      },
    });
  }

  private _output(terminal: number, bytes: Uint8Array): void {
    if (terminal !== 0) return;
    this._typist?.output(bytes);
    if (this._typist === undefined || this._typist.running) this._screen.show(bytes);
  }

  private _mark(terminal: number, mark: Mark): void {
    if (terminal !== 0 || this._status !== undefined) return;
    this._typist?.mark(mark);
  }

  /// The machine waits while standard output cannot take more.
  private _write(text: string): void {
    if (process.stdout.write(text)) return;
    this._machine?.hold();
    process.stdout.once("drain", () => this._machine?.release());
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
    this._machine?.release();
    this._machine?.stop();
  }

  private _stopped(stop: Stop): void {
    const machine = this._machine as Machine;
    this._disconnect();
    this._screen.flush();
    if (this._typist === undefined && process.stdout.isTTY) process.stdout.write(kNormalLine);
    if (this._options.hash || this._replay !== undefined) console.log(`state ${machine.stateHash()}`);
    this._files.close(machine);
    this._ended(this._status ?? statusOf(stop));
  }
}

function statusOf(stop: Stop): number {
  if (stop.kind === "power") return stop.status & 0xff;
  if (stop.kind === "panic") console.error(`os: panic: ${stop.text}`);
  else if (stop.kind === "error") console.error(`os: ${stop.error.message}`);
  else return 0;
  return stop.kind === "panic" ? kPanicked : 1;
}
