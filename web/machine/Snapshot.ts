// SPDX-License-Identifier: MIT
// The whole machine between two dispatches, where it is nothing but bytes: no frame of anybody lives there.
import type { Image } from "./Images.ts";
import type { MemoryImage } from "./MemoryImage.ts";
import type { Size } from "./Gate.ts";
import type { Recording } from "./Recording.ts";

/// An executable that the kernel has a number for; `uses` as in Images.ts.
export interface ImageState {
  readonly image: Image;
  readonly uses: number;
}

export interface TaskState {
  readonly slot: number;
  readonly image: Image;
  readonly memory: MemoryImage;
  /// Values of the exported globals, in the order of the exports.
  readonly globals: readonly bigint[];
}

export interface GateState {
  readonly time: number;
  /// Microseconds since 1970 at virtual time 0.
  readonly startTime: bigint;
  readonly realOffset: bigint;
  readonly busy: boolean;
  readonly requests: number;
  readonly sizes: ReadonlyMap<number, Size>;
}

/// How much of a recording there was, or how far a replay had come.
export interface RecordingPlace {
  readonly entries: number;
  readonly readings: number;
  readonly failures: number;
  readonly lastStep: number;
}

export interface Snapshot {
  /// Logical and virtual time.
  readonly step: number;
  readonly time: number;
  readonly gate: GateState;
  readonly kernel: MemoryImage;
  readonly tasks: readonly TaskState[];
  /// By number, from 1; undefined: a number that was given and taken back.
  readonly images: readonly (ImageState | undefined)[];
  /// Bytes of the kernel log that were passed on.
  readonly logAt: bigint;
  readonly recorded: RecordingPlace | undefined;
  readonly replayed: RecordingPlace | undefined;
}

/// What a file holds: a machine, and what led there.
export interface SavedMachine {
  readonly snapshot: Snapshot;
  readonly recording: Recording;
  /// Logical time of the last entry of the recording.
  readonly lastStep: number;
}
