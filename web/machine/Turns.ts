// SPDX-License-Identifier: MIT
// Shares the thread with the owner's event loop: runs for some milliseconds, lets messages and keys in,
// runs on; sleeps when the machine waits. Nothing here is visible inside the machine.
import { engine } from "./Engine.ts";
import type { Advance } from "./Gate.ts";

const kTurn = 8; // milliseconds without a look at the event loop
const kLongQuantum = 4; // milliseconds after which the next quantum shall be smaller
const kMostDispatches = 4096;
const kLongestSleep = 86_400_000; // milliseconds; timers of engines take 31 bits

interface Yield {
  /// Calls back in a later turn of the event loop; unlike a timer, without delay.
  post(): void;
  /// An open port keeps its listener alive, and with it the machine and all its memories.
  close(): void;
}

function makeYield(callback: () => void): Yield {
  const immediate = engine.setImmediate;
  if (immediate !== undefined) return { post: () => void immediate(callback), close: () => undefined };
  const { port1, port2 } = new engine.MessageChannel();
  port1.onmessage = callback;
  return {
    post: () => port2.postMessage(null),
    close: () => {
      port1.close();
      port2.close();
    },
  };
}

export class Turns {
  private readonly _yield: Yield;
  private _timer: unknown;
  private _state: "new" | "scheduled" | "sleeping" | "over" = "new";
  private _held = false;
  private _woken = false;
  private _quantum = 64;

  /// `endTurn` passes on what the turn has brought (`waits`: nothing more is ready or due), and returns true when there
  /// will be no other turn. `millisecondsUntil` a deadline in virtual time; -1: for ever.
  constructor(
    private readonly _advance: (quantum: number) => Advance,
    private readonly _endTurn: (waits: boolean) => boolean,
    private readonly _millisecondsUntil: (deadline: number) => number,
  ) {
    this._yield = makeYield(() => this._turn());
  }

  start(): void {
    if (this._state === "new") this._schedule();
  }

  /// An input is there. It may come from a listener in the middle of a turn.
  wake(): void {
    this._woken = true;
    if (this._state !== "sleeping") return;
    engine.clearTimeout(this._timer);
    this._schedule();
  }

  hold(): void {
    this._held = true;
  }

  release(): void {
    if (!this._held) return;
    this._held = false;
    this.wake();
  }

  private _finish(): void {
    this._state = "over";
    this._yield.close();
  }

  private _schedule(): void {
    this._state = "scheduled";
    this._yield.post();
  }

  private _turn(): void {
    this._woken = false;
    const advance = this._held ? "ran" : this._runFor(kTurn);
    if (this._endTurn(advance !== "ran")) this._finish();
    else if (this._held) this._state = "sleeping";
    else if (advance === "ran" || this._woken) this._schedule();
    else this._sleep(advance.deadline);
  }

  /// Runs until the machine waits, or until the time is over.
  private _runFor(milliseconds: number): Advance {
    const began = engine.performance.now();
    let now = began;
    let advance: Advance = "ran";
    while (advance === "ran" && now - began < milliseconds) {
      advance = this._advance(this._quantum);
      const ended = engine.performance.now();
      if (ended - now > kLongQuantum) this._quantum = Math.max(1, this._quantum >> 1);
      else if (ended - now < kLongQuantum / 4) this._quantum = Math.min(kMostDispatches, this._quantum * 2);
      now = ended;
    }
    return advance;
  }

  private _sleep(deadline: number): void {
    this._state = "sleeping";
    const milliseconds = Math.ceil(this._millisecondsUntil(deadline));
    if (milliseconds < 0) return;
    this._timer = engine.setTimeout(() => this._schedule(), Math.min(kLongestSleep, milliseconds));
  }
}
