// SPDX-License-Identifier: MIT
// Makes C++ of bitmap fonts in PCF (the format of X11), for the terminal that draws on a framebuffer:
//   node .tools/font.mjs OUTPUT NAME=FONT.pcf.gz...
// OUTPUT gets, for each font, `constexpr char16_t kCharactersNAME[]` (in order) and `constexpr unsigned char
// kGlyphsNAME[]`: each glyph row by row from the top, a row in whole bytes, leftmost pixel in the highest bit.
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Problem, run } from './lib.mjs';

const tableKinds = { metrics: 1 << 2, bitmaps: 1 << 3, encodings: 1 << 5 };
const compressedMetrics = 0x100;
const noGlyph = 0xffff;

/** The tables of a PCF file: what the fonts of Debian's X11 packages need, and a Problem for anything else. */
function readTables(bytes) {
  if (bytes.length < 8 || bytes.toString('latin1', 0, 4) !== '\x01fcp') throw new Problem('font: this is not a PCF file');
  const tables = {};
  for (let i = 0; i < bytes.readUInt32LE(4); i++) {
    const at = 8 + 16 * i;
    const [kind, format, size, offset] = [0, 4, 8, 12].map((field) => bytes.readUInt32LE(at + field));
    const bigEndian = (format & 4) !== 0;
    const table = bytes.subarray(offset, offset + size);
    const view = {
      format, table,
      u16: (place) => (bigEndian ? table.readUInt16BE(place) : table.readUInt16LE(place)),
      u32: (place) => (bigEndian ? table.readUInt32BE(place) : table.readUInt32LE(place)),
    };
    for (const [name, number] of Object.entries(tableKinds)) if (number === kind) tables[name] = view;
  }
  const missing = Object.keys(tableKinds).find((name) => tables[name] === undefined);
  if (missing !== undefined) throw new Problem(`font: the PCF file has no table of ${missing}`);
  return tables;
}

function readMetrics({ format, table, u16 }) {
  if ((format & compressedMetrics) === 0) throw new Problem('font: only compressed metrics are understood');
  return Array.from({ length: u16(4) }, (_, i) => {
    const [left, right, , ascent, descent] = [0, 1, 2, 3, 4].map((field) => table[6 + 5 * i + field] - 0x80);
    return { left, width: right - left, height: ascent + descent };
  });
}

function readEncodings({ u16 }) {
  const [first, last, firstRow, lastRow] = [4, 6, 8, 10].map(u16);
  const characters = new Map();
  const columns = last - first + 1;
  for (let i = 0; i < columns * (lastRow - firstRow + 1); i++) {
    const glyph = u16(14 + 2 * i);
    const character = ((firstRow + Math.floor(i / columns)) << 8) | (first + (i % columns));
    if (glyph !== noGlyph) characters.set(character, glyph);
  }
  return characters;
}

/** Rows of a glyph in as few bytes as its width needs. */
function cutRows({ format, table, u32 }, count, glyph, { width, height }) {
  const bitsFromTheLeft = (format & 8) !== 0;
  const bytesInOrder = (format & 4) !== 0;
  if (!bitsFromTheLeft || !bytesInOrder) throw new Problem('font: only bitmaps with the highest bit first are understood');
  const padded = 1 << (format & 3);
  const bytes = Math.ceil(width / 8);
  const stride = Math.ceil(bytes / padded) * padded;
  const start = 8 + 4 * count + 16 + u32(8 + 4 * glyph);
  return Array.from({ length: height }, (_, row) => [...table.subarray(start + row * stride, start + row * stride + bytes)]).flat();
}

/** { width, height, glyphs: [[character, bytes]...] } of a PCF file; glyphs of another size are left out. */
export function readFont(bytes) {
  const { metrics, bitmaps, encodings } = readTables(bytes);
  const sizes = readMetrics(metrics);
  const characters = readEncodings(encodings);
  const usual = sizes[characters.get(0x41) ?? 0];
  if (usual === undefined) throw new Problem('font: the PCF file has no glyphs');
  const fits = (glyph) => ['left', 'width', 'height'].every((field) => sizes[glyph]?.[field] === usual[field]);
  const glyphs = [...characters].filter(([character, glyph]) => character >= 0x20 && fits(glyph));
  glyphs.sort(([a], [b]) => a - b);
  return {
    width: usual.width, height: usual.height,
    glyphs: glyphs.map(([character, glyph]) => [character, cutRows(bitmaps, sizes.length, glyph, usual)]),
  };
}

/** The two arrays of one font. */
export function toCpp(name, { glyphs }) {
  const list = (numbers) => numbers.join(',').replace(/(.{100}[^,]*),/g, '$1,\n');
  return `constexpr char16_t kCharacters${name}[] = {\n${list(glyphs.map(([character]) => character))}};\n`
    + `constexpr unsigned char kGlyphs${name}[] = {\n${list(glyphs.flatMap(([, rows]) => rows))}};\n`;
}

if (process.argv[1]?.endsWith('font.mjs')) {
  await run(async () => {
    const [output, ...fonts] = process.argv.slice(2);
    if (output === undefined || fonts.some((font) => !font.includes('='))) throw new Problem('font: usage: font.mjs OUTPUT NAME=FONT.pcf.gz...');
    const parts = fonts.map((font) => {
      const [name, path] = font.split('=');
      return toCpp(name, readFont(gunzipSync(readFileSync(path))));
    });
    writeFileSync(output, `// Made by .tools/font.mjs.\n${parts.join('')}`);
  });
}
