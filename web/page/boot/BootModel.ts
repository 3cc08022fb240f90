// SPDX-License-Identifier: MIT
// How far the start of the machine has come: five phases, each with its time, its limit and its way to fail.
// No DOM and no clock of its own.
import type { Failure, FailureCause } from "./failure.ts";
import type { LogLine } from "./logLine.ts";

export type PhaseName = "page" | "bundle" | "compile" | "boot" | "prompt";
export type PhaseState = "waiting" | "running" | "done" | "failed";

export interface Phase {
  readonly name: PhaseName;
  readonly title: string;
  state: PhaseState;
  /// Milliseconds since the start of the whole, and how long the phase took.
  begun: number;
  took: number;
  /// For people: "212 kB of 318 kB".
  detail: string;
}

// Milliseconds without any sign of progress, after which a phase counts as stalled.
const kPatience: Record<PhaseName, number> = {
  page: 10_000,
  bundle: 20_000,
  compile: 30_000,
  boot: 20_000,
  prompt: 15_000,
};

// Milliseconds that the prompt may take in all: an init that tries again and again is not silent.
const kPromptLimit = 20_000;

const kTitles: Record<PhaseName, string> = {
  page: "Start the worker",
  bundle: "Download the system",
  compile: "Prepare kernel and programs",
  boot: "Start the servers",
  prompt: "Wait for the shell",
};

export const kPhaseNames: readonly PhaseName[] = ["page", "bundle", "compile", "boot", "prompt"];

export class BootModel {
  readonly phases: readonly Phase[] = kPhaseNames.map((name) => ({
    name,
    title: kTitles[name],
    state: "waiting",
    begun: 0,
    took: 0,
    detail: "",
  }));
  readonly log: LogLine[] = [];
  private readonly _now: () => number;
  private readonly _origin: number;
  private _lastSign = 0;
  private _failure: Failure | null = null;
  private _readyAt: number | null = null;

  /// `now` gives milliseconds; `origin` is the moment from which people count, in the same time.
  constructor(now: () => number, origin = now()) {
    this._now = now;
    this._origin = origin;
    this._lastSign = this._elapsed();
  }

  get failure(): Failure | null {
    return this._failure;
  }

  /// Milliseconds from the origin to the prompt; null before.
  get readyAfter(): number | null {
    return this._readyAt;
  }

  /// The phase to name when one name must do: the last one that runs.
  get current(): Phase | undefined {
    const running = this.phases.filter((phase) => phase.state === "running");
    return running[running.length - 1] ?? this.phases.find((phase) => phase.state === "failed");
  }

  phase(name: PhaseName): Phase {
    return this.phases[kPhaseNames.indexOf(name)] as Phase;
  }

  begin(name: PhaseName, detail = ""): void {
    const phase = this.phase(name);
    this._sign();
    if (phase.state === "running" || phase.state === "done") return;
    Object.assign(phase, { state: "running", begun: this._elapsed(), detail });
  }

  progress(name: PhaseName, detail: string): void {
    this._sign();
    this.phase(name).detail = detail;
  }

  finish(name: PhaseName, detail = this.phase(name).detail): void {
    const phase = this.phase(name);
    this._sign();
    if (phase.state === "done") return;
    if (phase.state !== "running") phase.begun = this._elapsed();
    Object.assign(phase, { state: "done", took: this._elapsed() - phase.begun, detail });
    if (name !== "prompt") return;
    this._readyAt = this._elapsed();
    this._failure = null;
  }

  addLog(line: LogLine): void {
    this._sign();
    this.log.push(line);
  }

  /// The first failure stays: what follows from it is of no use to the reader. Only a stalled phase may go on.
  fail(name: PhaseName, cause: FailureCause, detail = ""): void {
    if (this._failure !== null && this._failure.cause !== "stalled") return;
    const phase = this.phase(name);
    Object.assign(phase, { state: "failed", took: this._elapsed() - phase.begun });
    this._failure = { phase: name, cause, detail };
  }

  /// To be called now and then: declares the oldest running phase stalled when nothing has happened for too long.
  check(): void {
    if (this._failure !== null || this._readyAt !== null) return;
    const phase = this.phases.find((candidate) => candidate.state === "running");
    if (phase === undefined) return;
    const silent = this._elapsed() - this._lastSign;
    if (silent >= kPatience[phase.name]) {
      this.fail(phase.name, "stalled", `Nothing has happened for ${Math.round(silent / 1000)} seconds.`);
    } else if (phase.name === "prompt" && this._elapsed() - phase.begun >= kPromptLimit) {
      this.fail("prompt", "no_prompt", this.log[this.log.length - 1]?.text ?? "");
    }
  }

  private _elapsed(): number {
    return this._now() - this._origin;
  }

  private _sign(): void {
    this._lastSign = this._elapsed();
    if (this._failure?.cause !== "stalled") return;
    this.phase(this._failure.phase).state = "running";
    this._failure = null;
  }
}
