// SPDX-License-Identifier: MIT
// The form of a recording as a text file, described in README.md.
import { MachineError } from "./MachineError.ts";
import type { Addition } from "./Recorder.ts";
import type { Entry, Header, Input, Recording } from "./Recording.ts";

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

function formatInput(input: Input): string {
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
    case "marker":
      return `marker ${input.hash} ${encodeURIComponent(input.name)}`;
    case "end":
      return input.hash === "" ? "end" : `end ${input.hash}`;
    default:
      return input.kind;
  }
}

/// One line, without its line feed. An entry whose step nobody knows cannot be in a file.
function formatAddition(addition: Addition): string {
  if ("reading" in addition) return `precise ${addition.reading}`;
  if ("refused" in addition) return `refused ${addition.refused}`;
  const { step, after, time, input } = addition;
  return `${step}${after === undefined ? "w" : ""} ${time} ${formatInput(input)}`;
}

/// The first lines of a file.
export function formatHeader({ build, seed, realTime }: Header): string {
  return `${kTitle}\nbuild ${build}\nseed ${seed}\nreal-time ${realTime}\n`;
}

/// Lines for a file that grows.
export function formatAdditions(additions: readonly Addition[]): string {
  return additions.map((addition) => `${formatAddition(addition)}\n`).join("");
}

/// A whole file.
export function formatRecording(recording: Recording): string {
  const readings = recording.readings.map((reading) => ({ reading }));
  const failures = [...recording.failures].map((refused) => ({ refused }));
  return formatHeader(recording) + formatAdditions([...recording.entries, ...readings, ...failures]);
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
    if (text === undefined || !/^-?\d{1,20}$/.test(text)) return this.fail(`'${text ?? ""}' is not a whole number`);
    return BigInt(text);
  }

  hash(text: string | undefined): string {
    if (text === undefined || !/^[0-9a-f]{16}$/.test(text)) return this.fail(`'${text ?? ""}' is not a state hash`);
    return text;
  }

  field(name: string): string {
    const [key, value] = this.next() ?? [];
    if (key !== name || value === undefined) return this.fail(`expected '${name}'`);
    return value;
  }
}

function parseName(reader: Reader, text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? "");
  } catch {
    return reader.fail(`'${text ?? ""}' is not a name`);
  }
}

function parseInput(reader: Reader, kind: string | undefined, values: readonly string[]): Input {
  const number = (index: number): number => Number(reader.whole(values[index]));
  switch (kind) {
    case "clock":
      return { kind };
    case "end":
      return { kind, hash: values[0] === undefined ? "" : reader.hash(values[0]) };
    case "marker":
      return { kind, hash: reader.hash(values[0]), name: parseName(reader, values[1]) };
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
  let lastStep = 0;
  for (let line = reader.next(); line !== undefined; line = reader.next()) {
    const [first = "", second, kind, ...values] = line;
    if (first === "precise") readings.push(reader.whole(second));
    else if (first === "refused") failures.add(Number(reader.whole(second)));
    else {
      const waited = first.endsWith("w");
      const step = Number(reader.whole(waited ? first.slice(0, -1) : first));
      const after = waited ? undefined : step - lastStep;
      lastStep = step;
      entries.push({ step, after, time: Number(reader.whole(second)), input: parseInput(reader, kind, values) });
    }
  }
  return { build, seed, realTime, entries, readings, failures };
}
