// SPDX-License-Identifier: MIT
// A booted system to type at: the same for every scenario.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Bundle } from "../../web/machine/Bundle.ts";
import { decodeTasks } from "../../web/machine/Info.ts";
import { Machine, type Mark, type Stop } from "../../web/machine/Machine.ts";
import type { Recording } from "../../web/machine/Recording.ts";
import { type TraceRecord, decodeTrace } from "./trace.ts";

export interface Finished {
  /// What the terminal showed between the start of the command and its end, escape sequences included.
  readonly output: string;
  readonly status: number;
}

export interface BootOptions {
  readonly bundle?: Uint8Array;
  readonly record?: boolean;
  readonly replay?: Recording;
  readonly seed?: bigint;
  readonly trace?: boolean;
}

export const kBundlePath = join(process.cwd(), ".build/site/system.tar.zst");
const kTimeout = 30_000;

let shared: Bundle | undefined;

/// The bundle that `npm run build` made; opened once a process.
export function openBundle(): Bundle {
  shared ??= Bundle.open(readFileSync(kBundlePath));
  return shared;
}

type Waiter = { readonly wants: (system: System) => boolean; readonly resolve: () => void };

export class System {
  readonly machine: Machine;
  readonly terminals = ["", "", "", ""];
  readonly records: TraceRecord[] = [];
  log = "";
  lost = 0;
  stopped: Stop | undefined;
  private _marks: { terminal: number; mark: Mark; at: number }[] = [];
  private _waiters: Waiter[] = [];

  private constructor(machine: Machine) {
    this.machine = machine;
  }

  /// Boots until the shell on terminal 0 accepts a command (or, for a replay, starts it and returns).
  static async boot(options: BootOptions = {}): Promise<System> {
    const bundle = options.bundle ? Bundle.open(options.bundle) : openBundle();
    const decoders = [0, 1, 2, 3].map(() => new TextDecoder());
    let system: System | undefined;
    const held: (() => void)[] = [];
    const tell = (event: () => void): void => {
      if (system) {
        event();
        system._check();
      } else held.push(event);
    };
    const machine = await Machine.create({
      bundle,
      seed: options.seed ?? 1n,
      realTime: 1_790_000_000_000_000n,
      ...(options.record === undefined ? {} : { record: options.record }),
      ...(options.replay === undefined ? {} : { replay: options.replay }),
      events: {
        output: (terminal, bytes) =>
          tell(() => (system!.terminals[terminal] += decoders[terminal]!.decode(bytes, { stream: true }))),
        mark: (terminal, mark) =>
          tell(() => system!._marks.push({ terminal, mark, at: system!.terminals[terminal]!.length })),
        log: (text) => tell(() => (system!.log += text)),
        trace: (records, lost) =>
          tell(() => {
            system!.records.push(...decodeTrace(records));
            system!.lost += lost;
          }),
        stopped: (stop) => tell(() => (system!.stopped = stop)),
      },
    });
    system = new System(machine);
    for (const event of held) event();
    if (options.trace === true) machine.trace(1);
    machine.start();
    if (!options.replay) await system.until((s) => s._marks.some(({ mark }) => mark.kind === "ready"), "the first prompt");
    return system;
  }

  /// Types at a terminal as a person would; nothing is waited for.
  type(text: string, terminal = 0): void {
    this.machine.input(terminal, new TextEncoder().encode(text));
  }

  /// Types a line, waits until the next prompt, and tells what came between.
  async run(line: string, { terminal = 0, timeout = kTimeout } = {}): Promise<Finished> {
    const from = this._marks.length;
    this.type(`${line}\r`, terminal);
    const marks = (): { mark: Mark; at: number }[] =>
      this._marks.slice(from).filter((entry) => entry.terminal === terminal);
    const finished = (): boolean => {
      const kinds = marks().map(({ mark }) => mark.kind);
      return kinds.lastIndexOf("ready") > kinds.indexOf("finished") && kinds.includes("finished");
    };
    await this.until(finished, `the end of '${line.slice(0, 60)}'`, timeout);
    const start = marks().find(({ mark }) => mark.kind === "command")?.at ?? 0;
    const end = marks().find(({ mark }) => mark.kind === "finished")!;
    return { output: this.terminals[terminal]!.slice(start, end.at), status: end.mark.status ?? 0 };
  }

  /// Waits for something to become true; the error names it and shows the end of terminal and log.
  until(wants: (system: System) => boolean, what: string, timeout = kTimeout): Promise<void> {
    if (wants(this)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      // Most things are told by an event; the state of tasks is not.
      const poll = setInterval(() => this._check(), 20);
      const timer = setTimeout(() => {
        clearInterval(poll);
        this._waiters = this._waiters.filter((other) => other !== waiter);
        reject(new Error(`no ${what} within ${timeout} ms\n${this.describe()}`));
      }, timeout);
      const waiter = { wants, resolve: () => (clearTimeout(timer), clearInterval(poll), resolve()) };
      this._waiters.push(waiter);
    });
  }

  /// Waits until terminal 0 has been silent for so long (real milliseconds).
  async settle(silence = 300): Promise<void> {
    for (let seen = -1; seen !== this.terminals[0]!.length; ) {
      seen = this.terminals[0]!.length;
      await new Promise((resolve) => setTimeout(resolve, silence));
    }
  }

  describe(): string {
    const stop = this.stopped ? `stopped: ${JSON.stringify(this.stopped)}\n` : "";
    return `${stop}--- terminal 0\n${this.terminals[0]!.slice(-2000)}\n--- log\n${this.log.slice(-2000)}`;
  }

  tasks(): ReturnType<typeof decodeTasks> {
    return decodeTasks(this.machine.readTasks());
  }

  /// Id of the only, or first, task with that name.
  task(name: string): number {
    const found = this.tasks().find((task) => task.name === name);
    if (!found) throw new Error(`no task ${name}; there are ${this.tasks().map((task) => task.name).join(" ")}`);
    return found.id;
  }

  /// Ends the machine; every test does, or Node would wait for its timers.
  async end(): Promise<void> {
    if (this.stopped) return;
    this.machine.stop();
    await this.until((system) => system.stopped !== undefined, "end of the machine");
  }

  private _check(): void {
    const ready = this._waiters.filter(({ wants }) => wants(this));
    this._waiters = this._waiters.filter((waiter) => !ready.includes(waiter));
    for (const { resolve } of ready) resolve();
  }
}

/// Boots, runs the scenario, and ends the machine whatever happens.
export async function withSystem(options: BootOptions, scenario: (system: System) => Promise<void>): Promise<void> {
  const system = await System.boot(options);
  try {
    await scenario(system);
  } finally {
    await system.end();
  }
}

/// Text without escape sequences, lines ended by \n.
export function plain(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07/g, "").replace(/\r\n/g, "\n").replace(/\r/g, "");
}
