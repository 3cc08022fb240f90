// SPDX-License-Identifier: MIT
// A booted system to type at: the same for every scenario.
import type { Machine, Mark, Stop } from "../../web/machine/Machine.ts";
import { openPc } from "./pc.ts";
import { type BootOptions, kTarget, type Subject, type SubjectEvents, type Task } from "./subject.ts";
import { type TraceRecord, decodeTrace } from "./trace.ts";
import { openWasm } from "./wasm.ts";

export { kTarget, type BootOptions } from "./subject.ts";
export { kBundlePath, openBundle } from "./wasm.ts";

export interface Finished {
  /// What the terminal showed between the start of the command and its end, escape sequences included.
  readonly output: string;
  readonly status: number;
}

const kTimeout = kTarget === "wasm" ? 30_000 : 120_000;

type Waiter = { readonly wants: (system: System) => boolean; readonly resolve: () => void; readonly stopped: () => void };

export class System {
  readonly terminals = ["", "", "", ""];
  readonly records: TraceRecord[] = [];
  log = "";
  lost = 0;
  stopped: Stop | undefined;
  private _marks: { terminal: number; mark: Mark; at: number }[] = [];
  private _waiters: Waiter[] = [];

  private constructor(private readonly _subject: Subject) {}

  /// Boots until the shell on terminal 0 accepts a command (or starts a replay or a restored machine and returns).
  static async boot(options: BootOptions = {}): Promise<System> {
    let system: System | undefined;
    const held: ((to: System) => void)[] = [];
    const tell = (event: (to: System) => void): void => {
      if (system) {
        event(system);
        system._check();
      } else held.push(event);
    };
    const subject = await ((options.target ?? kTarget) === "wasm" ? openWasm : openPc)(options, System._listen(tell));
    system = new System(subject);
    for (const event of held) event(system);
    subject.start();
    if (!options.replay && !options.restore) await system.until((s) => s._marks.some(({ mark }) => mark.kind === "ready"), "the first prompt");
    return system;
  }

  /// What only WebAssembly has.
  get machine(): Machine {
    if (this._subject.machine === undefined) throw new Error(`there is no such machine on ${kTarget}`);
    return this._subject.machine;
  }

  /// Types at a terminal as a person would; nothing is waited for.
  type(text: string | Uint8Array, terminal = 0): void {
    this._subject.input(terminal, typeof text === "string" ? new TextEncoder().encode(text) : text);
  }

  /// Types a line, waits until the next prompt, and tells what came between.
  run(line: string, options: { terminal?: number; timeout?: number } = {}): Promise<Finished> {
    return this.press(`${line}\r`, options);
  }

  /// The same for keys that end a command by themselves. A line end behind them would be a command of its own.
  async press(keys: string, { terminal = 0, timeout = kTimeout } = {}): Promise<Finished> {
    const from = this._marks.length;
    this.type(keys, terminal);
    const marks = (): { mark: Mark; at: number }[] =>
      this._marks.slice(from).filter((entry) => entry.terminal === terminal);
    const finished = (): boolean => {
      const kinds = marks().map(({ mark }) => mark.kind);
      return kinds.lastIndexOf("ready") > kinds.indexOf("finished") && kinds.includes("finished");
    };
    await this.until(finished, `the end of '${keys.slice(0, 60)}'`, Math.max(timeout, kTimeout));
    const start = marks().find(({ mark }) => mark.kind === "command")?.at ?? 0;
    const end = marks().find(({ mark }) => mark.kind === "finished")!;
    return { output: this.terminals[terminal]!.slice(start, end.at), status: end.mark.status ?? 0 };
  }

  /// Waits for something to become true; the error names it and shows the end of terminal and log.
  until(wants: (system: System) => boolean, what: string, timeout = kTimeout): Promise<void> {
    if (wants(this)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const fail = (why: string): void => reject(new Error(`no ${what} ${why}\n${this.describe()}`));
      // Most things are told by an event; the state of tasks is not.
      const poll = setInterval(() => this._check(), 20);
      const timer = setTimeout(() => {
        clearInterval(poll);
        this._waiters = this._waiters.filter((other) => other !== waiter);
        fail(`within ${timeout} ms`);
      }, timeout);
      const done = (): void => (clearTimeout(timer), clearInterval(poll));
      const waiter = { wants, resolve: () => (done(), resolve()), stopped: () => (done(), fail("before the machine stopped")) };
      this._waiters.push(waiter);
      if (this.stopped !== undefined) this._check();
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

  /// How many prompts terminal 0 has shown.
  prompts(): number {
    return this._marks.filter(({ terminal, mark }) => terminal === 0 && mark.kind === "ready").length;
  }

  tasks(): readonly Task[] {
    return this._subject.tasks();
  }

  /// Id of the only, or first, task with that name.
  task(name: string): number {
    const found = this.tasks().find((task) => task.name === name);
    if (!found) throw new Error(`no task ${name}; there are ${this.tasks().map((task) => task.name).join(" ")}`);
    return found.id;
  }

  /// As task, also on a PC that is not watched; there the shell has to be at its prompt.
  async find(name: string): Promise<number> {
    if (this.hasOutside) return this.task(name);
    const { output } = await this.run("tasks");
    const row = plain(output).split("\n").find((line) => new RegExp(`^ *\\d+ ${name} +(running|waiting|ready)`).test(line));
    if (row === undefined) throw new Error(`no task ${name}:\n${plain(output)}`);
    return parseInt(row);
  }

  /// Whether something outside the machine can end a task while a program is in the foreground.
  get hasOutside(): boolean {
    return this._subject.kill !== undefined;
  }

  /// Ends a task. Without an outside to do it from, the shell has to be at its prompt; resolves at the next prompt, which
  /// is another shell's when this one has died of it.
  async kill(id: number): Promise<void> {
    if (this._subject.kill !== undefined) return this._subject.kill(id);
    const from = this._marks.length;
    this.type(`kill ${id}\r`);
    const ready = (): boolean => this._marks.slice(from).some(({ mark }) => mark.kind === "ready");
    await this.until(ready, `a prompt after the end of task ${id}`);
  }

  /// Waits for something that only asking tells.
  async eventually(wants: () => Promise<boolean>, what: string, timeout = kTimeout): Promise<void> {
    const end = Date.now() + timeout;
    while (!(await wants())) {
      if (Date.now() > end) throw new Error(`no ${what} within ${timeout} ms\n${this.describe()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /// Waits until the kernel's log says it.
  logSays(words: string | RegExp): Promise<void> {
    const says = async (): Promise<boolean> => {
      const log = await this.readLog();
      return typeof words === "string" ? log.includes(words) : words.test(log);
    };
    return this.eventually(says, `'${String(words)}' in the log`);
  }

  /// The kernel's log so far.
  async readLog(): Promise<string> {
    return this._subject.machine === undefined ? plain((await this.run("log")).output) : this.log;
  }

  /// Ends the machine; every test does, or Node would wait for its timers.
  async end(): Promise<void> {
    if (this.stopped) return;
    this._subject.stop();
    await this.until((system) => system.stopped !== undefined, "end of the machine");
  }

  /// The machine's events as changes of a System.
  private static _listen(tell: (event: (to: System) => void) => void): SubjectEvents {
    const decoders = [0, 1, 2, 3].map(() => new TextDecoder());
    return {
      output: (terminal, bytes) => {
        const text = decoders[terminal]!.decode(bytes, { stream: true });
        tell((to) => (to.terminals[terminal] += text));
      },
      mark: (terminal, mark) => tell((to) => to._marks.push({ terminal, mark, at: to.terminals[terminal]!.length })),
      log: (text) => tell((to) => (to.log += text)),
      trace: (records, lost) =>
        tell((to) => {
          to.records.push(...decodeTrace(records));
          to.lost += lost;
        }),
      stopped: (stop) => tell((to) => (to.stopped = stop)),
    };
  }

  private _check(): void {
    const ready = this._waiters.filter(({ wants }) => wants(this));
    this._waiters = this._waiters.filter((waiter) => !ready.includes(waiter));
    for (const { resolve } of ready) resolve();
    if (this.stopped === undefined) return;
    for (const { stopped } of this._waiters.splice(0)) stopped();
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
