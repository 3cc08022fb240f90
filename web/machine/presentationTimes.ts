// SPDX-License-Identifier: MIT
// When each input is shown. A live machine gives the letters of a line one time (see Live.ts); shown, they are spread
// over the time before the key that ends the line, as somebody types.
import type { Entry } from "./Recording.ts";

const kLetterGap = 90_000; // microseconds between letters, where there is room

function isKey({ input, after }: Entry): boolean {
  return input.kind === "bytes" && after === undefined;
}

/// Virtual microseconds for each entry, never decreasing, never after the next entry's own time.
export function presentationTimes(entries: readonly Entry[]): number[] {
  const times = entries.map(({ time }) => time);
  for (let first = 0; first < entries.length; ) {
    const start = times[first] as number;
    let end = first + 1;
    while (end < entries.length && times[end] === start) end++;
    const next = entries[end];
    const group = entries.slice(first, end);
    if (next !== undefined && isKey(next) && group.every(isKey)) spread(times, first, end, next.time);
    first = end;
  }
  return times;
}

function spread(times: number[], first: number, end: number, until: number): void {
  const start = times[first] as number;
  const gap = Math.min(kLetterGap, (until - start) / (end - first + 1));
  for (let at = first; at < end; at++) times[at] = until - (end - at) * gap;
}
