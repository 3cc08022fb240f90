// SPDX-License-Identifier: MIT
// The form of a recording in a link, before it is packed: whatever a replay finds out by itself is left out, and
// equal things stand together (all kinds, then all times, then all letters), which packs three times better.
// docs/session_links.md describes every byte.
import { kTerminalCount } from "./Abi.ts";
import { ByteReader } from "./ByteReader.ts";
import { ByteWriter } from "./ByteWriter.ts";
import { decodeText, encodeText } from "./Engine.ts";
import type { Entry, Input, InputKind, Recording } from "./Recording.ts";
import { foldLines, type TypedLine, unfoldLine } from "./TypedLine.ts";

const kFormat = 1;
const kWaited = 0x10; // in a kind: the machine waited, there is no number of dispatches
const kEnter = 0x0d;

type TypedBytes = Input & { kind: "bytes" };
type Item = Entry | TypedLine;
type ItemKind = InputKind | "line";
const kKinds: readonly ItemKind[] = ["line", "bytes", "clock", "open", "size", "kill", "trace", "real", "marker", "end"];
const kHashSize = 8;
const kMostMicroseconds = 1000 * 86_400_000_000; // a thousand days
const kMostExtent = 0xffff;

/// Limits of what a link may hold; more is refused before anything is made of it.
export const kMostEntries = 1_000_000;
export const kLongestName = 200; // bytes of a marker's name

function hashBytes(hash: string): Uint8Array {
  return Uint8Array.from({ length: kHashSize }, (_, at) => parseInt(hash.slice(2 * at, 2 * at + 2), 16) || 0);
}

function hashText(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/// The greatest unit of which all values are multiples.
function unitOf(values: readonly number[]): number {
  let unit = 0;
  for (const value of values) {
    let rest = value;
    while (rest !== 0) [unit, rest] = [rest, unit % rest];
  }
  return Math.max(1, unit);
}

function writeInput(writer: ByteWriter, input: Input): void {
  switch (input.kind) {
    case "open":
    case "size":
      writer.number(input.device).number(input.columns).number(input.rows);
      return;
    case "kill":
      writer.number(input.task);
      return;
    case "trace":
      writer.number(input.mask);
      return;
    case "real":
      writer.wide(BigInt(input.offset));
      return;
    case "marker": {
      const name = encodeText(input.name);
      writer.bytes(hashBytes(input.hash)).number(name.length).bytes(name);
      return;
    }
    case "end":
      writer.bytes(hashBytes(input.hash));
      return;
    default:
      return; // bytes have columns of their own
  }
}

function isLine(item: Item): item is TypedLine {
  return "letters" in item;
}

function kindCode(item: Item): number {
  if (isLine(item)) return kKinds.indexOf("line");
  return kKinds.indexOf(item.input.kind) | (item.after === undefined ? kWaited : 0);
}

/// From each item to the next, and from the letters of each line to its Enter.
function writeTimes(writer: ByteWriter, items: readonly Item[], unit: number): void {
  const enters: number[] = [];
  let last = 0;
  const since = (time: number): number => {
    const before = last;
    last = Math.max(last, time / unit);
    return last - before;
  };
  const gaps = items.map((item) => {
    const gap = since(item.time);
    if (isLine(item)) enters.push(since(item.enterTime));
    return gap;
  });
  writer.column(gaps).column(enters);
}

function writeTyped(writer: ByteWriter, items: readonly Item[]): void {
  const lines = items.filter(isLine);
  const typed = items.flatMap((item) => (!isLine(item) && item.input.kind === "bytes" ? [item.input] : []));
  writer.column([...lines, ...typed].map(({ device }) => device));
  for (const { letters } of lines) writer.bytes(letters).number(kEnter);
  writer.column(typed.map(({ bytes }) => bytes.length));
  for (const { bytes } of typed) writer.bytes(bytes);
}

function writeEntries(writer: ByteWriter, entries: readonly Entry[]): void {
  const unit = unitOf(entries.map(({ time }) => time));
  const items = foldLines(entries);
  writer.number(unit).number(items.length);
  writer.column(items.map(kindCode));
  writeTimes(writer, items, unit);
  writer.column(items.flatMap((item) => (isLine(item) || item.after === undefined ? [] : [Math.max(0, item.after)])));
  writeTyped(writer, items);
  for (const item of items) if (!isLine(item)) writeInput(writer, item.input);
}

/// Browsers make their clocks coarse, so that readings have a large unit; they never go back.
function writeReadings(writer: ByteWriter, readings: readonly bigint[]): void {
  const values = readings.map(Number);
  const gaps = values.map((value, at) => Math.max(0, value - (values[at - 1] ?? 0)));
  const unit = unitOf(gaps);
  writer.number(unit).number(gaps.length).column(gaps.map((gap) => gap / unit));
}

/// The code of a recording; not packed yet.
export function encodeSession(recording: Recording): Uint8Array {
  const writer = new ByteWriter();
  writer.number(kFormat).bytes(hashBytes(recording.build)).wide(recording.seed).wide(recording.realTime);
  writeEntries(writer, recording.entries);
  writeReadings(writer, recording.readings);
  writer.number(recording.failures.size);
  for (const request of recording.failures) writer.number(request);
  return writer.written();
}

class SessionReader extends ByteReader {
  count(): number {
    return this.number(kMostEntries);
  }

  kinds(count: number): { kind: ItemKind; waited: boolean }[] {
    return this.column(count).map((code) => {
      const kind = kKinds[code & ~kWaited] ?? this.fail(`there is no input of kind ${code}`);
      return { kind, waited: kind === "line" || (code & kWaited) !== 0 };
    });
  }

  /// The times of all items; two of a line.
  times(kinds: readonly { kind: ItemKind }[], unit: number): number[] {
    const gaps = this.column(kinds.length);
    const enters = this.column(kinds.filter(({ kind }) => kind === "line").length).values();
    let last = 0;
    const after = (gap: number): number => (last += gap) * unit;
    const times = kinds.flatMap(({ kind }, at) => {
      const time = after(gaps[at] ?? 0);
      return kind === "line" ? [time, after(enters.next().value ?? 0)] : [time];
    });
    if (last * unit > kMostMicroseconds) this.fail("it takes more than a thousand days");
    return times;
  }

  /// What was typed, the lines first.
  typed(lineCount: number, otherCount: number): { lines: TypedBytes[]; others: TypedBytes[] } {
    const devices = this.column(lineCount + otherCount);
    const wrong = devices.find((device) => device >= kTerminalCount);
    if (wrong !== undefined) this.fail(`there is no terminal ${wrong}`);
    const lines = Array.from({ length: lineCount }, () => this.until(kEnter));
    const others = this.column(otherCount).map((size) => this.bytes(size));
    const withDevice = (all: Uint8Array[], from: number): TypedBytes[] =>
      all.map((bytes, at) => ({ kind: "bytes", device: devices[from + at] ?? 0, bytes }));
    return { lines: withDevice(lines, 0), others: withDevice(others, lineCount) };
  }

  input(kind: Exclude<InputKind, "bytes">): Input {
    switch (kind) {
      case "open":
      case "size": {
        const device = this.number(kTerminalCount - 1);
        return { kind, device, columns: this.number(kMostExtent), rows: this.number(kMostExtent) };
      }
      case "kill":
        return { kind, task: this.number(0xffffffff) };
      case "trace":
        return { kind, mask: this.number(0xffffffff) };
      case "real":
        return { kind, offset: Number(this.wide()) };
      case "marker": {
        const hash = hashText(this.bytes(kHashSize));
        return { kind, hash, name: decodeText(this.bytes(this.number(kLongestName))) };
      }
      case "end":
        return { kind, hash: hashText(this.bytes(kHashSize)) };
      case "clock":
        return { kind };
    }
  }

  entries(): Entry[] {
    const unit = Math.max(1, this.number(kMostMicroseconds));
    const count = this.count();
    if (count > this.remaining) this.fail(`${count} inputs do not fit into ${this.remaining} bytes`);
    const kinds = this.kinds(count);
    const countOf = (wanted: ItemKind): number => kinds.filter(({ kind }) => kind === wanted).length;
    const times = this.times(kinds, unit).values();
    const hurried = this.column(kinds.filter(({ waited }) => !waited).length).values();
    const typed = this.typed(countOf("line"), countOf("bytes"));
    const lines = typed.lines.values();
    const others = typed.others.values();
    const time = (): number => times.next().value ?? 0;
    return kinds.flatMap(({ kind, waited }): Entry[] => {
      if (kind === "line") {
        const { device, bytes } = lines.next().value as TypedBytes;
        return unfoldLine({ kind, device, letters: bytes, time: time(), enterTime: time() });
      }
      const input = kind === "bytes" ? (others.next().value as TypedBytes) : this.input(kind);
      return [{ step: undefined, after: waited ? undefined : hurried.next().value, time: time(), input }];
    });
  }
}

function readReadings(reader: SessionReader): bigint[] {
  const unit = reader.number();
  const count = reader.count();
  if (count > reader.remaining && count > 0) reader.fail(`${count} readings do not fit into ${reader.remaining} bytes`);
  let last = 0;
  return reader.column(count).map((gap) => BigInt((last += gap * unit)));
}

/// Reads a code. Throws MachineError "bad-recording" that says what is wrong; memory and time are bounded by the
/// number of bytes.
export function decodeSession(code: Uint8Array): Recording {
  const reader = new SessionReader(code, "the session in the link");
  const format = reader.number();
  if (format !== kFormat) reader.fail(`it has format ${format}, this page reads format ${kFormat}`);
  const build = hashText(reader.bytes(kHashSize));
  const seed = reader.wide();
  const realTime = reader.wide();
  const entries = reader.entries();
  const readings = readReadings(reader);
  const failures = new Set(Array.from({ length: Math.min(reader.count(), reader.remaining) }, () => reader.number()));
  if (reader.remaining > 0) reader.fail(`${reader.remaining} bytes are left over`);
  return { build, seed, realTime, entries, readings, failures };
}
