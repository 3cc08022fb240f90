// SPDX-License-Identifier: MIT
// Inputs from a recording, each at the logical time at which it came; nothing waits.
import { diverged, type Source } from "./Gate.ts";
import type { MachineError } from "./MachineError.ts";
import type { Entry, Recording } from "./Recording.ts";

export class Replay implements Source {
  private _entry = 0;
  private _reading = 0;

  constructor(private readonly _recording: Recording) {}

  next(step: number): Entry | undefined {
    const entry = this._recording.entries[this._entry];
    if (entry === undefined) return { step, time: 0, input: { kind: "end" } };
    if (entry.step < step) throw diverged(`an input belongs to dispatch ${entry.step}, the machine is at ${step}`);
    return entry.step === step ? entry : undefined;
  }

  consume({ input, step }: Entry, taken: number): void {
    this._entry++;
    if (input.kind === "bytes" && taken !== input.bytes.length) {
      throw diverged(`at dispatch ${step} the terminal took ${taken} of ${input.bytes.length} bytes`);
    }
  }

  limit(step: number, quantum: number): number {
    const entry = this._recording.entries[this._entry];
    return Math.min(step + quantum, entry?.step ?? Infinity);
  }

  due(): boolean {
    return true;
  }

  /// The machine waits for an input, and the recording has one for later only.
  stuck(step: number): MachineError {
    const next = this._recording.entries[this._entry]?.step ?? step;
    return diverged(`the machine is idle at dispatch ${step}, the next input belongs to dispatch ${next}`);
  }

  preciseClock(): bigint {
    const reading = this._recording.readings[this._reading++];
    if (reading === undefined) throw diverged("more readings of the precise clock than recorded");
    return reading;
  }

  refuses(request: number): boolean {
    return this._recording.failures.has(request);
  }

  refused(request: number): void {
    throw diverged(`the engine has no memory for request ${request}, which it had when recorded`);
  }
}
