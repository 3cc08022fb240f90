// SPDX-License-Identifier: MIT
// Reads text off a picture of the PC's screen, cell by cell, with the glyphs that the display draws.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type Font, readFont } from "../../.tools/font.mjs";

const kFonts = "/usr/share/fonts/X11/misc";
const kWidth = 8; // pixels of a cell
export const kHeight = 16;

export interface Picture {
  readonly width: number;
  readonly height: number;
  /// Three bytes a pixel.
  readonly pixels: Uint8Array;
}

/// A binary PPM file, as QEMU writes it.
export function readPpm(bytes: Buffer): Picture {
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString("latin1", 0, 40));
  if (header === null) throw new Error("this is not a PPM file of 8 bits a colour");
  return { width: Number(header[1]), height: Number(header[2]), pixels: bytes.subarray(header[0].length) };
}

function readGlyphs(): Map<string, string> {
  const glyphs = new Map<string, string>();
  for (const weight of ["b", "n"]) {
    const font: Font = readFont(gunzipSync(readFileSync(`${kFonts}/ter-u16${weight}_unicode.pcf.gz`)));
    // From the last to the first: of characters that look alike, the one of ASCII remains.
    for (const [character, rows] of [...font.glyphs].reverse()) glyphs.set(rows.join(), String.fromCodePoint(character));
  }
  return glyphs;
}

/// Rows of a cell as bits that differ from its first pixel.
function cellRows({ width, pixels }: Picture, column: number, row: number): number[] {
  const at = (x: number, y: number): number => ((row * kHeight + y) * width + column * kWidth + x) * 3;
  const differs = (x: number, y: number): boolean => [0, 1, 2].some((byte) => pixels[at(x, y) + byte] !== pixels[at(0, 0) + byte]);
  return Array.from({ length: kHeight }, (_, y) =>
    Array.from({ length: kWidth }, (_, x) => (differs(x, y) ? 0x80 >> x : 0)).reduce((bits, bit) => bits | bit, 0));
}

/// The lines of text on it, without blanks at their ends; what is no glyph becomes a question mark.
export function readText(picture: Picture): string[] {
  const glyphs = readGlyphs();
  const character = (column: number, row: number): string => {
    const rows = cellRows(picture, column, row);
    return glyphs.get(rows.join()) ?? glyphs.get(rows.map((bits) => bits ^ 0xff).join()) ?? "?";
  };
  const columns = Math.floor(picture.width / kWidth);
  return Array.from({ length: Math.floor(picture.height / kHeight) }, (_, row) =>
    Array.from({ length: columns }, (_, column) => character(column, row)).join("").trimEnd());
}
