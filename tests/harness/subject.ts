// SPDX-License-Identifier: MIT
// The machine under test. Scenarios are the same for all of them; which one it is, the environment says.
import type { Machine, Mark, Stop } from "../../web/machine/Machine.ts";
import type { Recording } from "../../web/machine/Recording.ts";
import { kTargets, type TargetName } from "../../web/headless/Options.ts";

export interface BootOptions {
  /// Another bundle than the built one; WebAssembly only.
  readonly bundle?: Uint8Array;
  /// The system with the programs of tests/conformance.
  readonly withTests?: boolean;
  readonly record?: boolean;
  readonly replay?: Recording;
  /// A snapshot of the same build to go on from, instead of booting.
  readonly restore?: Uint8Array;
  readonly seed?: bigint;
  readonly trace?: boolean;
  /// Another machine than the one that the environment names.
  readonly target?: TargetName;
  /// tasks() is asked, also while a program is in the foreground. On a PC only a trace tells that, and makes everything
  /// several times slower.
  readonly watched?: boolean;
}

export interface SubjectEvents {
  output(terminal: number, bytes: Uint8Array): void;
  mark(terminal: number, mark: Mark): void;
  log(text: string): void;
  trace(records: Uint8Array, lost: number): void;
  stopped(stop: Stop): void;
}

export interface Task {
  readonly id: number;
  readonly name: string;
}

export interface Subject {
  start(): void;
  input(terminal: number, bytes: Uint8Array): void;
  stop(): void;
  /// The tasks that live now. Throws an Error on a PC that is not watched.
  tasks(): readonly Task[];
  /// Ends a task from outside; undefined where the machine has no outside, and the shell has to do it.
  readonly kill: ((task: number) => void) | undefined;
  /// WebAssembly only.
  readonly machine: Machine | undefined;
}

function chosen(): TargetName {
  const name = process.env["SWITCHBOARD_TARGET"] ?? "wasm";
  const target = kTargets.find((known) => known === name);
  if (target === undefined) throw new Error(`SWITCHBOARD_TARGET is ${kTargets.join(" or ")}, not '${name}'`);
  return target;
}

export const kTarget = chosen();
