// SPDX-License-Identifier: MIT
// A recorded session on the stage: run once as fast as it goes, with a snapshot now and then, then played, paused,
// and sought in both directions. Whoever wants goes on from where it stands.
import type { Machine } from "./Machine.ts";
import type { Player, Target } from "./Player.ts";
import type { Snapshot } from "./Snapshot.ts";

export type PlaybackState = "preparing" | "paused" | "playing" | "over" | "left";

export interface Position {
  readonly state: PlaybackState;
  /// Virtual microseconds, and dispatches.
  readonly time: number;
  readonly step: number;
}

export interface PlaybackEvents {
  position(position: Position): void;
  /// Everything that was shown is void; what is shown at the new place follows.
  rewound(): void;
  output(terminal: number, bytes: Uint8Array): void;
  /// Once, after the first run: undefined: reproduced; otherwise the first difference, in words.
  verdict(difference: string | undefined): void;
}

/// A moment in both times.
interface Place {
  readonly step: number;
  readonly time: number;
}

interface Shown {
  readonly step: number;
  readonly terminal: number;
  readonly bytes: Uint8Array;
}

const kEverything: Target = { time: Infinity };
const kSnapshotEvery = 50; // milliseconds of running
const kMostSnapshots = 60;
const kLongestPreparation = 20_000; // milliseconds
const kTellEvery = 50; // milliseconds

export class Playback {
  private readonly _snapshots: Snapshot[] = [];
  private readonly _shown: Shown[] = [];
  private _state: PlaybackState = "preparing";
  private _begun = 0;
  private _interval = kSnapshotEvery;
  private _snapshotAt = 0;
  private _toldAt = 0;
  private _seeking: PlaybackState | undefined; // what comes after a seek

  /// `now` gives milliseconds. The machine was made with this player and has not started.
  constructor(
    private readonly _machine: Machine,
    private readonly _player: Player,
    private readonly _events: PlaybackEvents,
    private readonly _now: () => number,
  ) {}

  get state(): PlaybackState {
    return this._state;
  }

  /// Starts the machine and runs the whole recording once.
  start(): void {
    this._begun = this._snapshotAt = this._now();
    this._player.run(kEverything);
    this._machine.start();
  }

  play(): void {
    if (this._state === "over") this.seek(0);
    if (this._state !== "paused") return;
    if (this._seeking === undefined) this._run();
    else this._seeking = "playing"; // when it is there
  }

  pause(): void {
    if (this._state === "playing") this._rest("paused");
    else if (this._seeking === "playing") this._seeking = "paused";
  }

  /// Goes to a virtual time; plays on if it was playing.
  seek(time: number): void {
    this._goTo({ time }, (place) => place.time <= time);
  }

  /// Goes to a logical time: one dispatch is one message that a task has received.
  seekStep(step: number): void {
    this._goTo({ step }, (place) => place.step <= step);
  }

  set speed(factor: number) {
    this._player.speed = factor;
  }

  set idleLimit(microseconds: number) {
    this._player.idleLimit = microseconds;
  }

  /// The machine is the visitor's from now on, as it stands.
  leave(): void {
    if (this._state === "preparing" || this._state === "left") return;
    this._state = "left";
    this._seeking = undefined;
    this._snapshots.length = 0;
    this._shown.length = 0;
    this._machine.fork();
    this._machine.release();
    this._tell();
  }

  /// To be called with the machine's output.
  addOutput(terminal: number, bytes: Uint8Array): void {
    if (this._state === "preparing") this._shown.push({ step: this._machine.dispatches, terminal, bytes });
    else this._events.output(terminal, bytes);
  }

  /// To be called after each turn of the machine; `waits`: nothing more happens by itself.
  turned(waits: boolean): void {
    if (this._state === "preparing") this._prepared(waits);
    else if (this._state === "playing" || this._seeking !== undefined) this._moved(waits);
  }

  private _prepared(waits: boolean): void {
    const now = this._now();
    const late = now - this._begun > kLongestPreparation;
    if (this._isThere(waits) || this._machine.stopped !== undefined || late) return this._finish(late);
    if (now - this._snapshotAt < this._interval && this._snapshots.length > 0) return this._tellSometimes();
    this._keep();
    this._snapshotAt = this._now();
  }

  private _keep(): void {
    this._snapshots.push(this._machine.save(this._snapshots.at(-1)));
    if (this._snapshots.length < kMostSnapshots) return;
    this._interval *= 2;
    for (let at = this._snapshots.length - 2; at > 0; at -= 2) this._snapshots.splice(at, 1);
  }

  private _finish(late: boolean): void {
    this._keep();
    this._events.verdict(late ? "the session does not end within 20 seconds of computing" : this._difference());
    this._state = "paused";
    this.seek(0);
    this.play();
  }

  private _difference(): string | undefined {
    const { stopped } = this._machine;
    return stopped?.kind === "error" ? stopped.error.message : this._player.difference;
  }

  private _goTo(target: Target, isBefore: (place: Place) => boolean): void {
    if (this._state === "preparing" || this._state === "left") return;
    const after = this._seeking ?? (this._state === "playing" ? "playing" : "paused");
    const snapshot = this._snapshots.filter(isBefore).at(-1) ?? this._snapshots[0];
    const here = { step: this._machine.dispatches, time: this._machine.uptime };
    if (snapshot !== undefined && (!isBefore(here) || here.step < snapshot.step)) this._restore(snapshot);
    this._state = "paused";
    this._seeking = after;
    this._player.run(target);
    this._machine.release();
    this._machine.wake();
  }

  private _restore(snapshot: Snapshot): void {
    this._machine.restore(snapshot);
    this._events.rewound();
    for (const { step, terminal, bytes } of this._shown) {
      if (step <= snapshot.step) this._events.output(terminal, bytes);
    }
  }

  private _moved(waits: boolean): void {
    if (!this._isThere(waits)) return this._tellSometimes();
    const after = this._seeking;
    this._seeking = undefined;
    if (this._player.isOver) this._rest("over");
    else if (after === "playing") this._run();
    else this._rest("paused");
  }

  private _isThere(waits: boolean): boolean {
    return this._player.isThere(this._machine.dispatches, waits);
  }

  private _run(): void {
    this._state = "playing";
    this._player.play(this._machine.uptime);
    this._machine.release();
    this._machine.wake();
    this._tell();
  }

  private _rest(state: PlaybackState): void {
    this._state = state;
    this._player.run({ step: this._machine.dispatches }); // whoever releases the machine, it stays where it is
    this._machine.hold();
    this._tell();
  }

  private _tellSometimes(): void {
    if (this._now() - this._toldAt > kTellEvery) this._tell();
  }

  private _tell(): void {
    this._toldAt = this._now();
    this._events.position({ state: this._state, time: this._machine.uptime, step: this._machine.dispatches });
  }
}
