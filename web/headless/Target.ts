// SPDX-License-Identifier: MIT
// A machine as a session sees it: terminal 0, the trace, and how it ends. WebAssembly in this process and an
// emulated PC are two of them.
import type { Mark, Stop } from "../machine/Machine.ts";
import type { Options } from "./Options.ts";

/// What a task is called; ids are those of trace records.
export interface TaskName {
  readonly id: number;
  readonly name: string;
}

/// Called in the order in which things happened.
export interface TargetEvents {
  /// Bytes that terminal 0 shows, prompt marks (OSC 133) included.
  output(bytes: Uint8Array): void;
  /// A prompt mark, after the output that ends with it.
  mark(mark: Mark): void;
  /// Records of 64 bytes (kernel/abi/trace.hpp), and how many were lost before them.
  trace(records: Uint8Array, lost: number): void;
  /// Once, last.
  stopped(stop: Stop): void;
}

export interface Target {
  /// Begins to run.
  start(): void;
  /// Types at terminal 0.
  input(bytes: Uint8Array): void;
  /// Tells terminal 0 its size, where a terminal has one.
  resize(columns: number, rows: number): void;
  /// Ends the machine from outside; event `stopped` follows.
  stop(): void;
  /// While held, little more output comes.
  hold(): void;
  release(): void;
  /// The tasks that are known now.
  tasks(): readonly TaskName[];
  /// /etc/interfaces.json of the system; undefined when it has none.
  interfaces(): Uint8Array | undefined;
  /// What the recording has gained since the last call; "" where none is kept.
  recorded(): string;
  /// The session so far, packed for a link; undefined where none can be made.
  session(): Promise<string | undefined>;
  /// The whole machine as a file; undefined where nobody can look into it.
  snapshot(): Promise<Uint8Array | undefined>;
  /// A number for everything in the machine; undefined where nobody can know that.
  stateHash(): string | undefined;
}

/// Makes a machine that waits for start(). Rejects with an Error that says what is missing.
export type OpenTarget = (options: Options, events: TargetEvents) => Promise<Target>;
