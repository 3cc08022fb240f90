// SPDX-License-Identifier: MIT
// QEMU as a child process: its serial lines and its monitor are sockets in a folder of their own. It is ended by its
// process id, and never outlives its limit or this process.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { Line } from "./Line.ts";
import { Monitor } from "./Monitor.ts";

export const kEmulator = "qemu-system-x86_64";

export interface EmulatorOptions {
  /// MiB.
  readonly memory: number;
  /// What it boots, and with which devices; see Hardware.ts.
  readonly hardware: readonly string[];
  /// Whether there is a second serial port.
  readonly trace: boolean;
  /// Whether there is a first one.
  readonly serial: boolean;
  /// Seconds after which it is ended, whatever it does; undefined: never.
  readonly limit: number | undefined;
}

export interface EmulatorEnd {
  /// Exit status; undefined when a signal ended it.
  readonly status: number | undefined;
  /// What it said on standard error.
  readonly complaint: string;
}

export interface EmulatorEvents {
  serial(bytes: Uint8Array): void;
  trace(bytes: Uint8Array): void;
  /// Once, after everything that the serial ports said.
  ended(end: EmulatorEnd): void;
}

/// The full path of QEMU. Throws an Error that says how to get it.
export function findEmulator(): string {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const path = join(folder, kEmulator);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      continue;
    }
  }
  throw new Error(`${kEmulator} is missing; it emulates the PC (Debian package qemu-system-x86, or https://www.qemu.org)`);
}

const running = new Set<ChildProcess>();

function endAll(): void {
  for (const child of running) child.kill("SIGKILL");
}

function endWithSignal(signal: NodeJS.Signals): void {
  endAll();
  process.kill(process.pid, signal); // the listener is gone: this time it ends us
}

function watchOverChildren(): void {
  if (process.listeners("exit").includes(endAll)) return;
  process.on("exit", endAll);
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, endWithSignal);
}

export class Emulator {
  private readonly _folder = mkdtempSync(join(tmpdir(), "switchboard-"));
  private readonly _serial: Line | undefined;
  private readonly _trace: Line | undefined;
  private readonly _monitor: Line;
  private readonly _child: ChildProcess;
  private _complaint = "";
  readonly monitor: Monitor;

  private constructor(program: string, options: EmulatorOptions, events: EmulatorEvents) {
    this._serial = options.serial ? new Line(join(this._folder, "serial"), (bytes) => events.serial(bytes)) : undefined;
    this._trace = options.trace ? new Line(join(this._folder, "trace"), (bytes) => events.trace(bytes)) : undefined;
    this._monitor = new Line(join(this._folder, "monitor"), (bytes) => this.monitor.received(bytes));
    this.monitor = new Monitor((bytes) => this._monitor.write(bytes));
    watchOverChildren();
    this._child = spawn(program, this._words(options), { stdio: ["ignore", "ignore", "pipe"] });
    running.add(this._child);
    this._child.stderr?.on("data", (text: Buffer) => (this._complaint += text.toString()));
    void this._wait(options.limit, events);
  }

  /// Starts it. Throws an Error when there is no QEMU.
  static start(options: EmulatorOptions, events: EmulatorEvents): Emulator {
    return new Emulator(findEmulator(), options, events);
  }

  /// Types at the first serial port.
  type(bytes: Uint8Array): void {
    this._serial?.write(bytes);
  }

  /// While held, the first serial port is not read; the PC waits as soon as its queues are full.
  hold(): void {
    this._serial?.pause();
  }

  release(): void {
    this._serial?.resume();
  }

  /// Ends it; `ended` follows.
  end(): void {
    this._child.kill("SIGKILL");
  }

  private _words({ memory, hardware, trace, serial }: EmulatorOptions): string[] {
    const line = (name: string): string[] => ["-chardev", `socket,id=${name},path=${join(this._folder, name).replaceAll(",", ",,")}`];
    return [
      "-accel", "tcg", "-m", String(memory), "-display", "none", "-no-reboot", "-nodefaults", "-no-user-config",
      ...line("monitor"), "-mon", "chardev=monitor,mode=control",
      ...(serial ? [...line("serial"), "-serial", "chardev:serial"] : ["-serial", "none"]),
      ...(trace ? [...line("trace"), "-serial", "chardev:trace"] : []),
      "-device", "isa-debug-exit,iobase=0xf4,iosize=0x04",
      ...hardware,
    ];
  }

  private async _wait(limit: number | undefined, events: EmulatorEvents): Promise<void> {
    const timer = limit === undefined ? undefined : setTimeout(() => this.end(), limit * 1000);
    const [status] = (await once(this._child, "close").catch(() => [undefined])) as [number | null | undefined];
    running.delete(this._child);
    clearTimeout(timer);
    this.release();
    const lines = [this._serial, this._trace].filter((line) => line !== undefined);
    // A line that was never connected has nothing to say.
    const drained = lines.map((line) => Promise.race([line.closed, new Promise((resolve) => setTimeout(resolve, 1000))]));
    await Promise.all(drained);
    for (const line of [...lines, this._monitor]) line.close();
    rmSync(this._folder, { recursive: true, force: true });
    this.monitor.ended();
    events.ended({ status: status ?? undefined, complaint: this._complaint.trim() });
  }
}
