// SPDX-License-Identifier: MIT
// Every message between the page and the worker in which the machine runs. Both sides check what they receive:
// a message that is not one of these is a bug of ours, and is reported instead of acted upon.

import type { PlaybackState } from "../machine/Playback.ts";

/// A size in character cells.
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/// What a list of abi structs is about.
export type SnapshotSubject = "tasks" | "phones" | "calls";

/// Phases that happen in the worker; the page adds its own, see web/page/boot/BootModel.ts.
export type WorkerPhase = "unpack" | "compile" | "boot";

export type { PlaybackState };

export interface SessionFacts {
  /// The build it was recorded with, and whether it is the one that runs here.
  readonly build: string;
  readonly sameBuild: boolean;
  /// Virtual microseconds.
  readonly duration: number;
  readonly markers: readonly { readonly time: number; readonly name: string }[];
}

/// Why the worker could not go on. The page turns it into words, see web/page/boot/failure.ts.
export type WorkerFailure =
  | "no_webassembly"
  | "bundle_damaged"
  | "not_compiled"
  | "out_of_memory"
  | "bad_session"
  | "internal";

/// From the page to the worker. `request` numbers come back in the answer.
export type PageMessage =
  /// Once: the file as the server sent it, moved, not copied. The worker makes and boots the machine at once.
  /// `session`: a recorded session, as SessionLink.ts packs it, to be played on this machine; "": none.
  | { kind: "bundle"; bundle: ArrayBuffer; session: string }
  /// Once: somebody looks at the first terminal. Until it comes the machine boots for nobody, with the trace on.
  | { kind: "start"; sizes: TerminalSize[]; trace: boolean }
  /// Keys and pastes. The worker says with `taken` how much of it the machine has accepted.
  | { kind: "input"; terminal: number; bytes: Uint8Array }
  /// So many bytes of `output` are on the screen; without this the worker stops the machine after a while.
  | { kind: "shown"; terminal: number; bytes: number }
  /// So many bytes of `records` were read; beyond kMaxUnread the worker drops records, which leaves a gap.
  | { kind: "read"; bytes: number }
  | { kind: "resize"; terminal: number; size: TerminalSize }
  /// Somebody looks at this terminal for the first time.
  | { kind: "open"; terminal: number }
  | { kind: "trace"; on: boolean }
  | { kind: "kill"; request: number; task: number }
  /// `task` is ignored for tasks.
  | { kind: "snapshot"; request: number; subject: SnapshotSubject; task: number }
  | { kind: "interfaces"; request: number }
  /// The inputs of the session so far, in the format of `npm run -s os -- --record`.
  | { kind: "recording"; request: number }
  /// The session so far, packed for a link. Asked of a machine that plays a session it is refused.
  | { kind: "share"; request: number }
  /// Gives this moment a name in the recording.
  | { kind: "marker"; name: string }
  /// Of a machine that plays a session. Times are virtual microseconds.
  | { kind: "play" }
  | { kind: "pause" }
  | { kind: "seek"; time: number }
  /// Goes so many dispatches on, or back when negative.
  | { kind: "step"; by: number }
  /// How many times faster than it was typed, and to how much silence is cut.
  | { kind: "pace"; speed: number; idleLimit: number }
  /// The machine is the visitor's from now on.
  | { kind: "leave" }
  /// Ends the machine; the worker answers `stopped` and does nothing more.
  | { kind: "stop" };

/// What an answer carries: structs or a file, a text, or whether there was such a task.
export type AnswerValue = ArrayBuffer | string | boolean;

/// From the worker to the page. Times are milliseconds of the real clock since `bundle`, unless named otherwise.
export type WorkerMessage =
  /// The script runs and WebAssembly is there. Comes once, before `start`.
  | { kind: "alive" }
  | { kind: "phase"; phase: WorkerPhase; elapsed: number }
  /// Whole lines of the kernel log, without the last line feed. `uptime`: virtual microseconds.
  | { kind: "log"; text: string; uptime: number; elapsed: number }
  | { kind: "output"; terminal: number; bytes: Uint8Array }
  | { kind: "taken"; terminal: number; bytes: number }
  /// Whole trace records of 64 bytes.
  | { kind: "records"; records: ArrayBuffer }
  | { kind: "answer"; request: number; value: AnswerValue }
  | { kind: "refusal"; request: number; reason: string }
  /// The machine plays a session: what there is to know about it before it has run.
  | { kind: "session"; session: SessionFacts }
  | { kind: "position"; state: PlaybackState; time: number; step: number }
  /// The session has run once: "" when its state was reproduced, otherwise the first difference, in words.
  | { kind: "verdict"; difference: string }
  /// What the terminals show is void, and so is the trace; what was shown up to the new place follows.
  | { kind: "rewound" }
  /// A terminal of the session has got a size.
  | { kind: "sized"; terminal: number; size: TerminalSize }
  /// The machine was halted or wants to be started again.
  | { kind: "power"; power: "halt" | "reboot"; status: number }
  /// The kernel found itself broken and says so.
  | { kind: "panic"; text: string }
  | { kind: "failed"; failure: WorkerFailure; text: string }
  | { kind: "stopped" };

export const kTerminalCount = 4;
export const kTraceRecordSize = 64;

/// The machine waits when more than so many bytes of output are not on the screen yet.
export const kMaxUnshown = 512 * 1024;

/// The worker drops trace records while the page has not read so many bytes: a benchmark makes a million a second.
export const kMaxUnread = 1 << 20;

/// At most so many bytes of input of one terminal are under way to the machine.
export const kMaxUntaken = 4096;

type Fields = Record<string, unknown>;
type Check = (value: unknown) => boolean;

const isNumber: Check = (value) => typeof value === "number" && Number.isFinite(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isText: Check = (value) => typeof value === "string";
const isFlag: Check = (value) => typeof value === "boolean";
const isBuffer: Check = (value) => value instanceof ArrayBuffer;
const isBytes: Check = (value) => value instanceof Uint8Array;
const isTerminal: Check = (value) => isCount(value) && (value as number) < kTerminalCount;
const isRecords: Check = (value) => value instanceof ArrayBuffer && value.byteLength % kTraceRecordSize === 0;
const isSize: Check = (value) => hasShape(value, { columns: isExtent, rows: isExtent });
const isExtent: Check = (value) => isCount(value) && (value as number) >= 1 && (value as number) <= 0xffff;
const isSizes: Check = (value) =>
  Array.isArray(value) && value.length === kTerminalCount && value.every(isSize);
const isMarker: Check = (value) => hasShape(value, { time: isNumber, name: isText });
const isSession: Check = (value) =>
  hasShape(value, { build: isText, sameBuild: isFlag, duration: isNumber, markers: isMarkers });
const isMarkers: Check = (value) => Array.isArray(value) && value.every(isMarker);
const isAnswer: Check = (value) => isBuffer(value) || isText(value) || isFlag(value);

function oneOf(...allowed: string[]): Check {
  return (value) => typeof value === "string" && allowed.includes(value);
}

function hasShape(value: unknown, shape: Record<string, Check>): boolean {
  if (typeof value !== "object" || value === null) return false;
  const fields = value as Fields;
  return Object.entries(shape).every(([name, check]) => check(fields[name]));
}

const kPageShapes: Record<PageMessage["kind"], Record<string, Check>> = {
  bundle: { bundle: isBuffer, session: isText },
  start: { sizes: isSizes, trace: isFlag },
  input: { terminal: isTerminal, bytes: isBytes },
  shown: { terminal: isTerminal, bytes: isCount },
  read: { bytes: isCount },
  resize: { terminal: isTerminal, size: isSize },
  open: { terminal: isTerminal },
  trace: { on: isFlag },
  kill: { request: isCount, task: isCount },
  snapshot: { request: isCount, subject: oneOf("tasks", "phones", "calls"), task: isCount },
  interfaces: { request: isCount },
  recording: { request: isCount },
  share: { request: isCount },
  marker: { name: isText },
  play: {},
  pause: {},
  seek: { time: isNumber },
  step: { by: isNumber },
  pace: { speed: isNumber, idleLimit: isNumber },
  leave: {},
  stop: {},
};

const kWorkerShapes: Record<WorkerMessage["kind"], Record<string, Check>> = {
  alive: {},
  phase: { phase: oneOf("unpack", "compile", "boot"), elapsed: isNumber },
  log: { text: isText, uptime: isNumber, elapsed: isNumber },
  output: { terminal: isTerminal, bytes: isBytes },
  taken: { terminal: isTerminal, bytes: isCount },
  records: { records: isRecords },
  answer: { request: isCount, value: isAnswer },
  refusal: { request: isCount, reason: isText },
  session: { session: isSession },
  position: {
    state: oneOf("preparing", "paused", "playing", "over", "left"),
    time: isNumber,
    step: isCount,
  },
  verdict: { difference: isText },
  rewound: {},
  sized: { terminal: isTerminal, size: isSize },
  power: { power: oneOf("halt", "reboot"), status: isNumber },
  panic: { text: isText },
  failed: {
    failure: oneOf("no_webassembly", "bundle_damaged", "not_compiled", "out_of_memory", "bad_session", "internal"),
    text: isText,
  },
  stopped: {},
};

function kindOf(value: unknown): string {
  const kind = typeof value === "object" && value !== null ? (value as Fields)["kind"] : undefined;
  return typeof kind === "string" ? kind : "";
}

function isOneOf(value: unknown, shapes: Record<string, Record<string, Check>>): boolean {
  const kind = kindOf(value);
  const shape = Object.hasOwn(shapes, kind) ? shapes[kind] : undefined;
  return shape !== undefined && hasShape(value, shape);
}

/// The message, or null when it is none that a page may send.
export function asPageMessage(value: unknown): PageMessage | null {
  return isOneOf(value, kPageShapes) ? (value as PageMessage) : null;
}

/// The message, or null when it is none that a worker may send.
export function asWorkerMessage(value: unknown): WorkerMessage | null {
  return isOneOf(value, kWorkerShapes) ? (value as WorkerMessage) : null;
}

/// Names a message that was not understood, for a report: its kind if it has one, and its fields.
export function describeMessage(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const fields = Object.keys(value).filter((name) => name !== "kind");
  return `${kindOf(value) || "a message without a kind"} (${fields.join(", ") || "no fields"})`;
}
