// SPDX-License-Identifier: MIT
// Why a machine could not be loaded or started. `failure` is for programs, `message` for people.

export type FailureCause =
  | "no-webassembly" // switched off, or an engine without it
  | "damaged-bundle" // zstd or tar is broken or cut off
  | "missing-module" // a file that the machine cannot start without
  | "bad-module" // not a WebAssembly module, or one that does not fit
  | "no-memory" // the engine gives no more memory
  | "bad-recording" // not a recording, of another build, or it went another way
  | "kernel"; // the kernel refused to start

export class MachineError extends Error {
  override readonly name = "MachineError";
  readonly failure: FailureCause;

  constructor(failure: FailureCause, message: string) {
    super(message);
    this.failure = failure;
  }
}

/// Whether an engine's error says that memory ran out.
export function isOutOfMemory(thrown: unknown): boolean {
  return thrown instanceof Error && /out of memory|could not allocate|allocation failed/i.test(thrown.message);
}
