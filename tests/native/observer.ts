// SPDX-License-Identifier: MIT
// Somebody who watches a PC start: its serial line, its screen, and how it ends.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Emulator, type EmulatorEnd } from "../../native/runner/Emulator.ts";
import { kHeight, readPpm, readText } from "../harness/picture.ts";

const kLimit = 300; // seconds that a PC may run
const kPatience = 200_000; // milliseconds until something must have happened

export interface PcOptions {
  readonly hardware: readonly string[];
  /// MiB.
  readonly memory?: number;
  readonly serial?: boolean;
}

export class Observer {
  private readonly _folder = mkdtempSync(join(tmpdir(), "switchboard-"));
  private readonly _emulator: Emulator;
  private readonly _decoder = new TextDecoder();
  /// What the serial line said.
  text = "";
  /// Undefined while it runs.
  end: EmulatorEnd | undefined;

  private constructor({ hardware, memory = 128, serial = true }: PcOptions) {
    this._emulator = Emulator.start(
      { memory, hardware, trace: false, serial, limit: kLimit },
      {
        serial: (bytes) => (this.text += this._decoder.decode(bytes, { stream: true })),
        trace: () => undefined,
        ended: (end) => (this.end = end),
      },
    );
  }

  /// Starts a PC, watches it, and ends it whatever happens.
  static async watch<T>(options: PcOptions, scenario: (observer: Observer) => Promise<T>): Promise<T> {
    const observer = new Observer(options);
    try {
      return await scenario(observer);
    } finally {
      await observer._leave();
    }
  }

  type(text: string): void {
    this._emulator.type(new TextEncoder().encode(text));
  }

  /// Waits until the serial line has said it. Rejects with what it said instead.
  async hears(words: RegExp): Promise<void> {
    await this._until(() => words.test(this.text), `'${words.source}' on the serial line`, () => this.text.slice(-2000));
  }

  /// Waits until the screen shows it in one of its lines; resolves to all of them.
  async sees(words: RegExp): Promise<readonly string[]> {
    let lines: readonly string[] = [];
    const looks = async (): Promise<boolean> => (lines = await this.look()).some((line) => words.test(line));
    await this._until(looks, `'${words.source}' on the screen`, () => lines.join("\n"));
    return lines;
  }

  /// Waits until the PC is off.
  async isOff(): Promise<EmulatorEnd> {
    await this._until(() => this.end !== undefined, "end of the PC", () => this.text.slice(-2000));
    return this.end as EmulatorEnd;
  }

  /// The lines of the screen now; none when there is no picture of letters.
  async look(): Promise<readonly string[]> {
    try {
      return readText(readPpm(await this._dump()));
    } catch {
      return [];
    }
  }

  /// All pixels of these lines of the screen, the last one included.
  async pixels(from: number, to: number): Promise<Buffer> {
    const { width, pixels } = readPpm(await this._dump());
    const line = width * kHeight * 3;
    return Buffer.from(pixels.subarray(from * line, (to + 1) * line));
  }

  private async _dump(): Promise<Buffer> {
    const filename = join(this._folder, "screen.ppm");
    await this._emulator.monitor.command("screendump", { filename });
    return readFileSync(filename);
  }

  private async _until(wants: () => boolean | Promise<boolean>, what: string, instead: () => string): Promise<void> {
    const end = Date.now() + kPatience;
    while (!(await wants())) {
      if (Date.now() > end || (this.end !== undefined && !(await wants()))) throw new Error(`no ${what}, but:\n${instead()}`);
      await sleep(200);
    }
  }

  private async _leave(): Promise<void> {
    this._emulator.end();
    while (this.end === undefined) await sleep(20);
    rmSync(this._folder, { recursive: true, force: true });
  }
}
