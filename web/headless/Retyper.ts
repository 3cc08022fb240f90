// SPDX-License-Identifier: MIT
// Types a recorded session at a machine whose dispatches come when they come: line by line, each when the prompt is
// back, or, where no prompt comes (a program reads the line), after ten seconds or three times the time that it took then.
import type { Mark } from "../machine/Machine.ts";
import type { Recording } from "../machine/Recording.ts";

const kEnter = 0x0d;
const kSlower = 3;
const kLeast = 10_000; // milliseconds without a prompt until the next line is typed; a busy PC is slow

interface Line {
  readonly bytes: Uint8Array;
  /// Milliseconds until the next one, as recorded.
  readonly pause: number;
}

/// What was typed at terminal 0, cut behind each Enter.
export function linesOf({ entries }: Recording): Line[] {
  const lines: { bytes: number[]; from: number; to: number }[] = [];
  let isOpen = false;
  for (const { input, time } of entries) {
    if (input.kind !== "bytes" || input.device !== 0) continue;
    for (const byte of input.bytes) {
      if (!isOpen) lines.push({ bytes: [], from: time, to: time });
      const line = lines[lines.length - 1];
      line?.bytes.push(byte);
      if (line !== undefined) line.to = time;
      isOpen = byte !== kEnter;
    }
  }
  return lines.map(({ bytes, to }, at) => ({ bytes: Uint8Array.from(bytes), pause: ((lines[at + 1]?.from ?? to) - to) / 1000 }));
}

/// What of a session cannot be typed, in words; undefined: nothing.
export function untypable({ entries }: Recording): string | undefined {
  const kill = entries.find(({ input }) => input.kind === "kill");
  if (kill?.input.kind === "kill") return `it ends task ${kill.input.task} from outside of the machine`;
  const other = entries.find(({ input }) => input.kind === "bytes" && input.device !== 0);
  return other === undefined ? undefined : "it types at more than one terminal";
}

export class Retyper {
  private readonly _lines: Line[];
  private _next = 0;
  private _finished = false; // a command has ended since the last line
  private _status = 0;
  private _timer: ReturnType<typeof setTimeout> | undefined;

  /// `finish` hears the status of the last command, once.
  constructor(
    recording: Recording,
    private readonly _type: (bytes: Uint8Array) => void,
    private readonly _finish: (status: number) => void,
  ) {
    this._lines = linesOf(recording);
  }

  mark({ kind, status }: Mark): void {
    if (kind === "finished") {
      this._finished = true;
      this._status = status ?? 0;
    } else if (kind === "ready" && (this._finished || this._next === 0)) this._go();
  }

  private _go(): void {
    clearTimeout(this._timer);
    this._finished = false;
    const line = this._lines[this._next++];
    if (line === undefined) return this._next === this._lines.length + 1 ? this._finish(this._status) : undefined;
    this._type(line.bytes);
    this._timer = setTimeout(() => this._go(), Math.max(kLeast, line.pause * kSlower));
  }
}
