// SPDX-License-Identifier: MIT
// How many columns a character takes: 0 for marks that join the one before, 2 for East Asian wide characters and
// pictures, 1 otherwise. The shell's wcwidth decides alike, so that both agree where the cursor is.
import type { Terminal } from "@xterm/xterm";

// East_Asian_Width W and F of Unicode 14, as hexadecimal ranges; gaps without characters are filled.
const kWide = `
  1100-115f 231a-231b 2329-232a 23e9-23ec 23f0 23f3 25fd-25fe 2614-2615 2648-2653 267f 2693 26a1
  26aa-26ab 26bd-26be 26c4-26c5 26ce 26d4 26ea 26f2-26f3 26f5 26fa 26fd 2705 270a-270b 2728 274c 274e
  2753-2755 2757 2795-2797 27b0 27bf 2b1b-2b1c 2b50 2b55 2e80-303e 3041-3247 3250-4dbf 4e00-a4c6
  a960-a97c ac00-d7a3 f900-fad9 fe10-fe19 fe30-fe6b ff01-ff60 ffe0-ffe6 16fe0-18d08 1aff0-1b2fb 1f004
  1f0cf 1f18e 1f191-1f19a 1f200-1f265 1f300-1f320 1f32d-1f335 1f337-1f37c 1f37e-1f393 1f3a0-1f3ca
  1f3cf-1f3d3 1f3e0-1f3f0 1f3f4 1f3f8-1f43e 1f440 1f442-1f4fc 1f4ff-1f53d 1f54b-1f54e 1f550-1f567
  1f57a 1f595-1f596 1f5a4 1f5fb-1f64f 1f680-1f6c5 1f6cc 1f6d0-1f6d2 1f6d5-1f6df 1f6eb-1f6ec
  1f6f4-1f6fc 1f7e0-1f7f0 1f90c-1f93a 1f93c-1f945 1f947-1f9ff 1fa70-1faf6 20000-2fffd 30000-3fffd`;

const kJoins = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff\ud7b0-\ud7fb]$/u; // the jamo end a syllable that began before

function wideRanges(): Uint32Array {
  const ranges = kWide.trim().split(/\s+/).map((text) => text.split("-"));
  return Uint32Array.from(ranges.flatMap(([first = "", last = first]) => [parseInt(first, 16), parseInt(last, 16)]));
}

const kRanges = wideRanges();

function isWide(point: number): boolean {
  let low = 0;
  let high = kRanges.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (point > (kRanges[2 * middle + 1] as number)) low = middle + 1;
    else high = middle;
  }
  return point >= (kRanges[2 * low] ?? Infinity);
}

/// Columns of a code point; control characters take none.
export function widthOf(point: number): 0 | 1 | 2 {
  if (point < 0x20 || (point >= 0x7f && point < 0xa0)) return 0;
  if (point < 0x300) return 1;
  if (kJoins.test(String.fromCodePoint(point))) return 0;
  return isWide(point) ? 2 : 1;
}

/// The answer as xterm.js packs it: bit 0 says "joins the character before", bits 1 and 2 are the columns.
function properties(point: number, before: number): number {
  const width = widthOf(point);
  const widthBefore = (before >> 1) & 3;
  const joins = width === 0 && before !== 0 && widthBefore !== 0;
  return ((joins ? Math.max(width, widthBefore) : width) << 1) | (joins ? 1 : 0);
}

/// Lets a terminal measure characters this way.
export function measureAsUnicode14(terminal: Terminal): void {
  terminal.unicode.register({ version: "14", wcwidth: widthOf, charProperties: properties });
  terminal.unicode.activeVersion = "14";
}
