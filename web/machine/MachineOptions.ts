// SPDX-License-Identifier: MIT
// What a machine is made with, and what it tells.
import type { Bundle } from "./Bundle.ts";
import type { Size } from "./Gate.ts";
import type { Stop } from "./Kernel.ts";
import type { Mark } from "./Marks.ts";
import type { Replay } from "./Replay.ts";

/// Called between dispatches, in the order in which things happened. Every array is the receiver's own.
export interface MachineEvents {
  /// Bytes that a terminal shows, prompt marks (OSC 133) included.
  output?(terminal: number, bytes: Uint8Array): void;
  /// A prompt mark, after the output that ends with it.
  mark?(terminal: number, mark: Mark): void;
  /// So many bytes of input() have reached the terminal's device.
  taken?(terminal: number, bytes: number): void;
  /// Somebody has given a terminal a size.
  resized?(terminal: number, size: Size): void;
  /// A turn is over; `waits`: nothing more is ready or due.
  turned?(waits: boolean): void;
  /// Once: the first prompt accepts a command.
  ready?(): void;
  /// New text of the kernel log.
  log?(text: string): void;
  /// Records of 64 bytes (kernel/abi/trace.hpp), and how many were lost before them. Only while tracing.
  trace?(records: Uint8Array, lost: number): void;
  /// Once, last: the machine does not run any more, and why.
  stopped?(stop: Stop): void;
}

export interface MachineOptions {
  readonly bundle: Bundle;
  readonly events: MachineEvents;
  /// Seed of all randomness inside; default: from the engine's source of randomness.
  readonly seed?: bigint;
  /// Microseconds since 1970 at boot; default: now, and then it follows the wall clock.
  readonly realTime?: bigint;
  /// Keep a recording; see recorder().
  readonly record?: boolean;
  /// Takes its inputs from there; input(), resize() and the like then do nothing until fork().
  readonly replay?: Replay;
}
