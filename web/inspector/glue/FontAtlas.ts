// SPDX-License-Identifier: MIT
// Draws the letters that the inspector needs with the browser's own text engine, in the page's own fonts, at the
// size of the screen's pixels: as crisp as the page, and no font has to travel.
import type { InspectorCore } from "./inspector_core.js";

interface Face {
  readonly weight: number;
  readonly size: number; // pixels of the page
  readonly mono: boolean;
}

interface Glyph {
  readonly face: number;
  readonly letter: string;
  readonly left: number; // of the picture, from the pen
  readonly up: number; // of the picture, above the base line
  readonly width: number;
  readonly height: number;
  readonly advance: number;
  x: number;
  y: number;
}

// In the order of inspector::Face.
const FACES: readonly Face[] = [
  { weight: 400, size: 13, mono: false },
  { weight: 600, size: 13, mono: false },
  { weight: 400, size: 11, mono: false },
  { weight: 400, size: 12, mono: true },
];
const ATLAS_WIDTH = 1024;
const GAP = 1; // empty pixels around a picture, so that neighbours do not bleed
const REPLACEMENT = "\ufffd"; // for letters that are not here
const REPLACEMENT_CODE = 0x1a; // kReplacement of the core, whose tables reach to the highest code: 1.5 MB for U+FFFD

// Letters of Latin-1 that the inspector itself does not use. The browser needs 2.5 MB to measure them.
const RARE = /[\u00a1-\u00b4\u00b6-\u00d6\u00d8-\u00ff]/;

/** Whether a text needs the letters that only come when they are asked for. */
export function hasRareLetters(text: string): boolean {
  return RARE.test(text);
}

function letters(withRare: boolean): string[] {
  const codes: number[] = [];
  for (let code = 32; code < 127; code++) codes.push(code);
  for (let code = 161; code < 256; code++)
    if (withRare || !hasRareLetters(String.fromCharCode(code))) codes.push(code);
  codes.push(0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2026, 0x2190, 0x2192);
  return [...codes.map((code) => String.fromCharCode(code)), REPLACEMENT];
}

function pen(context: CanvasRenderingContext2D, face: Face, families: Families, scale: number): void {
  context.font = `${face.weight} ${face.size * scale}px ${face.mono ? families.mono : families.sans}`;
  context.textBaseline = "alphabetic";
  context.fillStyle = "#fff";
}

export interface Families {
  readonly sans: string;
  readonly mono: string;
}

/** The fonts of the page, as its style sheet names them. */
export function familiesOf(element: HTMLElement): Families {
  const style = getComputedStyle(element);
  return { sans: style.fontFamily || "sans-serif", mono: style.getPropertyValue("--mono").trim() || "ui-monospace, monospace" };
}

function measure(context: CanvasRenderingContext2D, face: number, letter: string): Glyph {
  const box = context.measureText(letter);
  const left = Math.floor(-box.actualBoundingBoxLeft);
  const up = Math.ceil(box.actualBoundingBoxAscent);
  return {
    face,
    letter,
    left: left - 1,
    up: up + 1,
    width: Math.ceil(box.actualBoundingBoxRight) - left + 2,
    height: up + Math.ceil(box.actualBoundingBoxDescent) + 2,
    advance: Math.max(1, Math.round(box.width)),
    x: 0,
    y: 0,
  };
}

/** Gives every picture a place in rows; returns the height that they need. */
function pack(glyphs: Glyph[]): number {
  let x = 4;
  let y = 0;
  let row = 4; // the first pixels stay white: lines and boxes are drawn with them
  for (const glyph of glyphs) {
    if (x + glyph.width + GAP > ATLAS_WIDTH) {
      x = 0;
      y += row + GAP;
      row = 0;
    }
    glyph.x = x;
    glyph.y = y;
    x += glyph.width + GAP;
    row = Math.max(row, glyph.height);
  }
  return y + row + GAP;
}

function codeOf(letter: string): number {
  return letter === REPLACEMENT ? REPLACEMENT_CODE : letter.charCodeAt(0);
}

/** Half a megabyte each that nobody would miss before the next collection of garbage, which a quiet page puts off. */
function free(canvas: HTMLCanvasElement, picture: Uint8ClampedArray): void {
  canvas.width = canvas.height = 0;
  (picture.buffer as { transfer?(size: number): unknown }).transfer?.(0); // not in every browser
}

/** Makes the atlas for a screen with `scale` pixels to one of the page and hands it to the core. */
export function deliverFonts(core: InspectorCore, families: Families, scale: number, withRare: boolean): void {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("The browser gives no canvas to draw the inspector's letters on.");
  const glyphs: Glyph[] = [];
  const boxes: { ascent: number; descent: number }[] = [];
  FACES.forEach((face, number) => {
    pen(context, face, families, scale);
    const box = context.measureText("Mg");
    boxes.push({ ascent: Math.round(box.fontBoundingBoxAscent), descent: Math.round(box.fontBoundingBoxDescent) });
    for (const letter of letters(withRare)) glyphs.push(measure(context, number, letter));
  });
  canvas.width = ATLAS_WIDTH;
  canvas.height = pack(glyphs);
  context.fillStyle = "#fff";
  context.fillRect(0, 0, 3, 3);
  FACES.forEach((face, number) => {
    pen(context, face, families, scale);
    for (const glyph of glyphs)
      if (glyph.face === number) context.fillText(glyph.letter, glyph.x - glyph.left, glyph.y + glyph.up);
  });
  const picture = context.getImageData(0, 0, canvas.width, canvas.height).data;
  const address = core._inspector_atlas_begin(canvas.width, canvas.height);
  const alpha = core.HEAPU8.subarray(address, address + canvas.width * canvas.height);
  for (let i = 0; i < alpha.length; i++) alpha[i] = picture[4 * i + 3] ?? 0;
  free(canvas, picture);
  boxes.forEach(({ ascent, descent }, number) => core._inspector_atlas_face(number, ascent + descent, ascent, -descent));
  for (const glyph of glyphs) {
    const top = (boxes[glyph.face]?.ascent ?? 0) - glyph.up;
    core._inspector_atlas_glyph(
      glyph.face, codeOf(glyph.letter), glyph.x, glyph.y, glyph.width, glyph.height, glyph.left, top, glyph.advance,
    );
  }
  core._inspector_atlas_end();
}
