// SPDX-License-Identifier: MIT
// Collects what passes the gate.
import type { Due, Entry, Header, Recording } from "./Recording.ts";
import type { RecordingPlace } from "./Snapshot.ts";

/// One line of a recording.
export type Addition = Entry | { readonly reading: bigint } | { readonly refused: number };

export class Recorder implements Recording {
  build: string;
  seed: bigint;
  realTime: bigint;
  readonly entries: Entry[] = [];
  readonly readings: bigint[] = [];
  readonly failures = new Set<number>();
  private _lastStep = 0;
  private _taken = { entries: 0, readings: 0, failures: 0 };

  constructor({ build, seed, realTime }: Header) {
    this.build = build;
    this.seed = seed;
    this.realTime = realTime;
  }

  /// `step`: the logical time now. `waited`: nothing was ready, so the entry follows whatever comes before it.
  add({ time, input }: Due, step: number, waited: boolean): void {
    this.entries.push({ step, after: waited ? undefined : step - this._lastStep, time, input });
    this._lastStep = step;
  }

  addReading(nanoseconds: bigint): void {
    this.readings.push(nanoseconds);
  }

  addFailure(request: number): void {
    this.failures.add(request);
  }

  /// Goes on with a recording from elsewhere, whose last entry was at logical time `lastStep`.
  become({ build, seed, realTime, entries, readings, failures }: Recording, lastStep: number): void {
    this.restore({ entries: 0, readings: 0, failures: 0, lastStep });
    Object.assign(this, { build, seed, realTime });
    for (const entry of entries) this.entries.push(entry);
    for (const reading of readings) this.readings.push(reading);
    for (const request of failures) this.failures.add(request);
  }

  save(): RecordingPlace {
    const { entries, readings, failures, _lastStep: lastStep } = this;
    return { entries: entries.length, readings: readings.length, failures: failures.size, lastStep };
  }

  /// Forgets what came after.
  restore({ entries, readings, failures, lastStep }: RecordingPlace): void {
    this.entries.length = entries;
    this.readings.length = readings;
    for (const request of [...this.failures].slice(failures)) this.failures.delete(request);
    this._lastStep = lastStep;
  }

  /// What has come since the last call; for a file that grows.
  take(): Addition[] {
    const { entries, readings, failures } = this._taken;
    this._taken = { entries: this.entries.length, readings: this.readings.length, failures: this.failures.size };
    return [
      ...this.entries.slice(entries),
      ...this.readings.slice(readings).map((reading) => ({ reading })),
      ...[...this.failures].slice(failures).map((refused) => ({ refused })),
    ];
  }
}
