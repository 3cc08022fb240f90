// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFont, toCpp } from './font.mjs';

const u16 = (value) => [value >> 8, value & 0xff];
const u32 = (value) => [...u16(value >>> 16), ...u16(value & 0xffff)];
const le32 = (value) => u32(value).reverse();

/** A PCF file with the letters A and B, `width` by 2 pixels, and optionally other formats of its tables. */
function makeFont({ width = 4, metricsFormat = 0x104, bitmapFormat = 0xe } = {}) {
  const metric = [0x80, 0x80 + width, 0x80 + width, 0x82, 0x80];
  const row = (bits) => [...u16(bits), 0, 0]; // padded to four bytes
  const tables = [
    [4, metricsFormat, [...u16(2), ...metric, ...metric]],
    [8, bitmapFormat, [...u32(2), ...u32(0), ...u32(8), ...u32(0), ...u32(0), ...u32(16), ...u32(0),
      ...row(0x9000), ...row(0xf000), ...row(0x1234), ...row(0xffff)]],
    [32, 0xe, [...u16(0x41), ...u16(0x43), ...u16(0), ...u16(0), ...u16(0), ...u16(0), ...u16(0xffff), ...u16(1)]],
  ];
  const header = [...Buffer.from('\x01fcp', 'latin1'), ...le32(tables.length)];
  let offset = header.length + 16 * tables.length;
  const bodies = [];
  for (const [kind, format, body] of tables) {
    const bytes = [...le32(format), ...body];
    header.push(...le32(kind), ...le32(format), ...le32(bytes.length), ...le32(offset));
    bodies.push(...bytes);
    offset += bytes.length;
  }
  return Buffer.from([...header, ...bodies]);
}

test('glyphs come out in order, in as few bytes as they need', () => {
  assert.deepEqual(readFont(makeFont()), { width: 4, height: 2, glyphs: [[0x41, [0x90, 0xf0]], [0x43, [0x12, 0xff]]] });
  assert.deepEqual(readFont(makeFont({ width: 12 })).glyphs[1], [0x43, [0x12, 0x34, 0xff, 0xff]]);
});

test('they become two arrays of C++', () => {
  assert.equal(toCpp('X', readFont(makeFont())),
    'constexpr char16_t kCharactersX[] = {\n65,67};\nconstexpr unsigned char kGlyphsX[] = {\n144,240,18,255};\n');
});

test('what is not understood is refused by name', () => {
  assert.throws(() => readFont(Buffer.from('BDF')), /not a PCF file/);
  assert.throws(() => readFont(makeFont({ metricsFormat: 4 })), /metrics/);
  assert.throws(() => readFont(makeFont({ bitmapFormat: 0x2 })), /highest bit/);
  assert.throws(() => readFont(Buffer.from('\x01fcp\0\0\0\0', 'latin1')), /no table of/);
});
