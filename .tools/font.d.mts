// SPDX-License-Identifier: MIT
export interface Font {
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly (readonly [character: number, rows: readonly number[]])[];
}
export function readFont(bytes: Uint8Array): Font;
