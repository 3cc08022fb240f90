// SPDX-License-Identifier: MIT
// A recording: which build ran, its seed and start time, and every input with the logical time (number of
// dispatches) and virtual time (microseconds) at which it passed the gate. The text form is in README.md.
import { MachineError } from "./MachineError.ts";

export type Input =
  | { readonly kind: "clock" }
  | { readonly kind: "bytes"; readonly device: number; readonly bytes: Uint8Array }
  | { readonly kind: "open" | "size"; readonly device: number; readonly columns: number; readonly rows: number }
  | { readonly kind: "kill"; readonly task: number }
  | { readonly kind: "trace"; readonly mask: number }
  | { readonly kind: "real"; readonly offset: number } // real time moved against virtual time; microseconds
  | { readonly kind: "end" };

export interface Entry {
  readonly step: number;
  readonly time: number;
  readonly input: Input;
}

export interface Header {
  readonly build: string;
  readonly seed: bigint;
  readonly realTime: bigint;
}

export interface Recording extends Header {
  readonly entries: readonly Entry[];
  /// Readings of the precise clock, nanoseconds, in order.
  readonly readings: readonly bigint[];
  /// Which requests for memory the engine refused: their numbers, counted from 1.
  readonly failures: ReadonlySet<number>;
}

const kTitle = "switchboard-recording 1";

function escapeBytes(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    const plain = byte > 0x20 && byte < 0x7f && byte !== 0x25;
    text += plain ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, "0")}`;
  }
  return text;
}

function unescapeBytes(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const plain = text.charAt(at) !== "%";
    bytes.push(plain ? text.charCodeAt(at) : parseInt(text.slice(at + 1, at + 3), 16));
    if (!plain) at += 2;
  }
  return Uint8Array.from(bytes);
}

function describeInput(input: Input): string {
  switch (input.kind) {
    case "bytes":
      return `bytes ${input.device} ${escapeBytes(input.bytes)}`;
    case "open":
    case "size":
      return `${input.kind} ${input.device} ${input.columns} ${input.rows}`;
    case "kill":
      return `kill ${input.task}`;
    case "trace":
      return `trace ${input.mask}`;
    case "real":
      return `real ${input.offset}`;
    default:
      return input.kind;
  }
}

/// Collects what passes the gate, as text lines.
export class Recorder {
  private readonly _lines: string[];
  private _drained = 0;

  constructor(header: Header) {
    this._lines = [kTitle, `build ${header.build}`, `seed ${header.seed}`, `real-time ${header.realTime}`];
  }

  add(entry: Entry): void {
    this._lines.push(`${entry.step} ${entry.time} ${describeInput(entry.input)}`);
  }

  addReading(nanoseconds: bigint): void {
    this._lines.push(`precise ${nanoseconds}`);
  }

  addFailure(request: number): void {
    this._lines.push(`refused ${request}`);
  }

  /// The whole recording.
  text(): string {
    return `${this._lines.join("\n")}\n`;
  }

  /// What has been added since the last drain; for writing to a file as it grows.
  drain(): string {
    const fresh = this._lines.slice(this._drained);
    this._drained = this._lines.length;
    return fresh.map((line) => `${line}\n`).join("");
  }
}

class Reader {
  private readonly _lines: string[];
  private _at = 0;

  constructor(text: string) {
    this._lines = text.split("\n");
    if (this._lines[this._lines.length - 1] === "") this._lines.pop();
  }

  next(): string[] | undefined {
    return this._lines[this._at++]?.split(" ");
  }

  fail(why: string): never {
    throw new MachineError("bad-recording", `recording, line ${this._at}: ${why}`);
  }

  whole(text: string | undefined): bigint {
    if (text === undefined || !/^-?\d+$/.test(text)) return this.fail(`'${text ?? ""}' is not a whole number`);
    return BigInt(text);
  }

  field(name: string): string {
    const [key, value] = this.next() ?? [];
    if (key !== name || value === undefined) return this.fail(`expected '${name}'`);
    return value;
  }
}

function parseInput(reader: Reader, kind: string | undefined, values: readonly string[]): Input {
  const number = (index: number): number => Number(reader.whole(values[index]));
  switch (kind) {
    case "clock":
    case "end":
      return { kind };
    case "bytes":
      return { kind, device: number(0), bytes: unescapeBytes(values[1] ?? "") };
    case "open":
    case "size":
      return { kind, device: number(0), columns: number(1), rows: number(2) };
    case "kill":
      return { kind, task: number(0) };
    case "trace":
      return { kind, mask: number(0) };
    case "real":
      return { kind, offset: number(0) };
    default:
      return reader.fail(`unknown input '${kind ?? ""}'`);
  }
}

/// Reads the text form. Throws MachineError "bad-recording" that names the line and what is wrong with it.
export function parseRecording(text: string): Recording {
  const reader = new Reader(text);
  if (reader.next()?.join(" ") !== kTitle) reader.fail(`does not begin with '${kTitle}'`);
  const build = reader.field("build");
  const seed = reader.whole(reader.field("seed"));
  const realTime = reader.whole(reader.field("real-time"));
  const entries: Entry[] = [];
  const readings: bigint[] = [];
  const failures = new Set<number>();
  for (let line = reader.next(); line !== undefined; line = reader.next()) {
    const [first, second, kind, ...values] = line;
    if (first === "precise") readings.push(reader.whole(second));
    else if (first === "refused") failures.add(Number(reader.whole(second)));
    else {
      const step = Number(reader.whole(first));
      entries.push({ step, time: Number(reader.whole(second)), input: parseInput(reader, kind, values) });
    }
  }
  return { build, seed, realTime, entries, readings, failures };
}
