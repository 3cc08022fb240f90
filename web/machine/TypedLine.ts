// SPDX-License-Identifier: MIT
// What most sessions consist of: the keys of a line, one after the other at a machine that waits, and Enter. A live
// machine gives all its letters the same time (see Live.ts), so a line needs two times only.
import type { Entry } from "./Recording.ts";

const kEnter = 0x0d;

export interface TypedLine {
  readonly kind: "line";
  readonly device: number;
  /// Without the Enter; may be empty.
  readonly letters: Uint8Array;
  /// Virtual times of the letters and of Enter, microseconds.
  readonly time: number;
  readonly enterTime: number;
}

/// The key of an entry that is one key at a waiting machine; undefined for any other entry.
function keyOf({ input, after }: Entry): number | undefined {
  return after === undefined && input.kind === "bytes" && input.bytes.length === 1 ? input.bytes[0] : undefined;
}

function deviceOf({ input }: Entry): number {
  return input.kind === "bytes" ? input.device : -1;
}

/// The line that begins at an entry, and how many entries it takes; undefined when none does.
function lineAt(entries: readonly Entry[], start: number): TypedLine | undefined {
  const first = entries[start];
  if (first === undefined || keyOf(first) === undefined) return undefined;
  const letters: number[] = [];
  for (let at = start; at < entries.length; at++) {
    const entry = entries[at] as Entry;
    const key = keyOf(entry);
    if (key === undefined || deviceOf(entry) !== deviceOf(first)) return undefined;
    if (key === kEnter) {
      const time = at === start ? entry.time : first.time;
      return { kind: "line", device: deviceOf(first), letters: Uint8Array.from(letters), time, enterTime: entry.time };
    }
    if (entry.time !== first.time) return undefined;
    letters.push(key);
  }
  return undefined;
}

/// The entries with every typed line as one.
export function foldLines(entries: readonly Entry[]): (Entry | TypedLine)[] {
  const folded: (Entry | TypedLine)[] = [];
  for (let at = 0; at < entries.length; ) {
    const line = lineAt(entries, at);
    folded.push(line ?? (entries[at] as Entry));
    at += line === undefined ? 1 : line.letters.length + 1;
  }
  return folded;
}

/// The entries of a line.
export function unfoldLine({ device, letters, time, enterTime }: TypedLine): Entry[] {
  const entryOf = (key: number, at: number): Entry => ({
    step: undefined,
    after: undefined,
    time: at,
    input: { kind: "bytes", device, bytes: Uint8Array.of(key) },
  });
  return [...[...letters].map((letter) => entryOf(letter, time)), entryOf(kEnter, enterTime)];
}
