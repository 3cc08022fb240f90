// SPDX-License-Identifier: MIT
// Inputs from a recording, each at the logical time at which it came; nothing waits.
import type { Source } from "./Gate.ts";
import { MachineError } from "./MachineError.ts";
import { describeEntry } from "./describeEntry.ts";
import type { Due, Entry, Recording } from "./Recording.ts";
import type { RecordingPlace } from "./Snapshot.ts";

const kEnd: Due = { time: 0, input: { kind: "end", hash: "" } };

/// Says that a replay met a machine that is not the recorded one.
function diverged(what: string): MachineError {
  return new MachineError("bad-recording", `the replay went another way than the recording: ${what}`);
}

export class Replay implements Source {
  private _at = 0;
  private _reading = 0;
  private _lastStep = 0;
  private _difference: string | undefined;

  /// `lenient`: goes on after a difference as well as it can, for a recording of another build.
  constructor(
    readonly recording: Recording,
    readonly lenient = false,
  ) {}

  /// Number of the next entry, and the entry; undefined after the last.
  protected get at(): number {
    return this._at;
  }

  protected get entry(): Entry | undefined {
    return this.recording.entries[this._at];
  }

  /// The first difference between the machine and the recording; undefined while there is none.
  get difference(): string | undefined {
    return this._difference;
  }

  save(): RecordingPlace {
    return { entries: this._at, readings: this._reading, failures: 0, lastStep: this._lastStep };
  }

  restore({ entries, readings, lastStep }: RecordingPlace): void {
    this._at = entries;
    this._reading = readings;
    this._lastStep = lastStep;
  }

  next(step: number, busy: boolean): Due | undefined {
    const { entry } = this;
    if (entry === undefined) return kEnd;
    const due = this.stepOf(entry);
    if (due === undefined) return busy ? undefined : entry;
    if (due < step) this.differs(`${describeEntry(entry)} belongs to dispatch ${due}, the machine is at ${step}`);
    return due <= step ? entry : undefined;
  }

  consume(_due: Due, taken: number, step: number): void {
    const entry = this.recording.entries[this._at++];
    this._lastStep = step;
    if (entry === undefined) return;
    const what = describeEntry(entry);
    if (entry.step !== undefined && entry.step !== step) this.differs(`${what} came at dispatch ${step}, recorded at ${entry.step}`);
    const { input } = entry;
    if (input.kind === "bytes" && taken !== input.bytes.length) {
      this.differs(`of ${what} the terminal took ${taken} of ${input.bytes.length} bytes at dispatch ${step}`);
    }
  }

  limit(step: number, quantum: number): number {
    return Math.min(step + quantum, (this.entry && this.stepOf(this.entry)) ?? Infinity);
  }

  due(_time: number, _step: number): boolean {
    return true;
  }

  millisecondsUntil(_deadline: number): number {
    return 0;
  }

  /// The machine waits for an input, and the recording has one for later only.
  stuck(step: number): MachineError | undefined {
    const next = (this.entry && this.stepOf(this.entry)) ?? step;
    const what = `the machine is idle at dispatch ${step}, the next input belongs to dispatch ${next}`;
    if (!this.lenient) return diverged(what);
    this.differs(what);
    this._lastStep -= next - step; // the input comes now
    return undefined;
  }

  preciseClock(): bigint {
    const { readings } = this.recording;
    const reading = readings[this._reading++] ?? readings[readings.length - 1];
    if (this._reading > readings.length) this.differs("more readings of the precise clock than recorded");
    return reading ?? 0n;
  }

  refuses(request: number): boolean {
    return this.recording.failures.has(request);
  }

  refused(request: number): void {
    this.differs(`the engine has no memory for request ${request}, which it had when recorded`);
  }

  compared(what: string, recorded: string, found: string): void {
    if (recorded !== found) this.differs(`the state at ${what} is ${found}, recorded ${recorded}`);
  }

  /// Throws, or remembers the first difference.
  protected differs(what: string): void {
    if (!this.lenient) throw diverged(what);
    this._difference ??= what;
  }

  protected stepOf({ after }: Entry): number | undefined {
    return after === undefined ? undefined : this._lastStep + after;
  }
}
