// SPDX-License-Identifier: MIT
// An emulated PC as a target of `npm run -s os`: its first serial line is terminal 0, the second one brings the trace.
import { readFileSync } from "node:fs";
import type { Target, TargetEvents, TaskName } from "../../web/headless/Target.ts";
import { Bundle } from "../../web/machine/Bundle.ts";
import { MarkScanner } from "../../web/machine/Marks.ts";
import { Emulator, findEmulator } from "./Emulator.ts";
import { direct } from "./Hardware.ts";
import { storyOf } from "./Story.ts";
import { TaskNames } from "./TaskNames.ts";

export interface PcOptions {
  /// Paths of the kernel and of the boot archive.
  readonly kernel: string;
  readonly archive: string;
  /// MiB; undefined: what is usual.
  readonly memory: number | undefined;
  readonly trace: boolean;
  /// Seconds; see EmulatorOptions.
  readonly limit: number | undefined;
}

const kMemory = 128; // MiB
const kRecordSize = 64;
const kSequence = 8; // offset in a record of kernel/abi/trace.hpp
const kKept = 64 * 1024; // characters of the serial line's text, for the story of an end

export class PcTarget implements Target {
  private readonly _scanner = new MarkScanner();
  private readonly _decoder = new TextDecoder();
  private readonly _names = new TaskNames();
  private _emulator: Emulator | undefined;
  private _records: Uint8Array = new Uint8Array();
  private _sequence = 1; // of the next record
  private _text = "";
  private _early: Uint8Array[] | undefined = []; // typed before anybody reads the serial line
  private _stopping = false;

  private constructor(
    private readonly _options: PcOptions,
    private readonly _events: TargetEvents,
  ) {}

  static open(options: PcOptions, events: TargetEvents): PcTarget {
    findEmulator();
    return new PcTarget(options, events);
  }

  start(): void {
    const { kernel, archive, memory, trace, limit } = this._options;
    const parameters = ["console=serial", "emulator_exit", ...(trace ? ["trace=serial"] : [])];
    this._emulator = Emulator.start(
      { memory: memory ?? kMemory, hardware: direct(kernel, archive, parameters), serial: true, trace, limit },
      {
        serial: (bytes) => this._shown(bytes),
        trace: (bytes) => this._traced(bytes),
        ended: (end) => this._events.stopped(this._stopping ? { kind: "end" } : storyOf(this._text, end)),
      },
    );
  }

  /// What comes before the first prompt waits for it: a serial line forgets what its driver does not take.
  input(bytes: Uint8Array): void {
    if (this._early === undefined) this._emulator?.type(bytes);
    else this._early.push(bytes.slice());
  }

  /// A serial line has no size; programs take it for 80 by 24.
  resize(): void {}

  stop(): void {
    this._stopping = true;
    this._emulator?.end();
  }

  hold(): void {
    this._emulator?.hold();
  }

  release(): void {
    this._emulator?.release();
  }

  tasks(): readonly TaskName[] {
    return this._names.all();
  }

  /// Those that have not ended; known only with the trace.
  living(): readonly TaskName[] {
    return this._names.living();
  }

  interfaces(): Uint8Array | undefined {
    return Bundle.open(readFileSync(this._options.archive)).file("etc/interfaces.json");
  }

  recorded(): string {
    return "";
  }

  session(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  snapshot(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  stateHash(): undefined {
    return undefined;
  }

  private _shown(bytes: Uint8Array): void {
    this._text = (this._text + this._decoder.decode(bytes, { stream: true })).slice(-kKept);
    for (const piece of this._scanner.scan(bytes)) {
      const isMark = !(piece instanceof Uint8Array);
      this._events.output(isMark ? piece.bytes : piece);
      if (!isMark) continue;
      if (piece.kind === "ready") this._typeEarly();
      this._events.mark(piece);
    }
  }

  private _typeEarly(): void {
    const early = this._early ?? [];
    this._early = undefined;
    for (const bytes of early) this._emulator?.type(bytes);
  }

  private _traced(bytes: Uint8Array): void {
    const joined = Buffer.concat([this._records, bytes]);
    const whole = joined.length - (joined.length % kRecordSize);
    const records = joined.subarray(0, whole);
    this._records = joined.subarray(whole);
    this._names.learn(records);
    if (whole > 0) this._events.trace(records, this._gaps(records));
  }

  /// How many sequence numbers are missing in and before these records: the kernel was faster than the line.
  private _gaps(records: Uint8Array): number {
    const view = new DataView(records.buffer, records.byteOffset, records.length);
    const next = view.getUint32(records.length - kRecordSize + kSequence, true) + 1;
    const missing = next - this._sequence - records.length / kRecordSize;
    this._sequence = next;
    return missing;
  }
}
