// SPDX-License-Identifier: MIT
// Where the bar between terminal and inspector may stand: the terminal's part of the whole.
export const kSplitLeast = 0.2;
export const kSplitMost = 0.85;
export const kSplitDefault = 0.52;

const kStep = 0.02;
const kLargeStep = 0.1;

function clamp(fraction: number): number {
  return Math.min(kSplitMost, Math.max(kSplitLeast, fraction));
}

/// After a drag to `at` pixels from the start of `size` pixels.
export function splitAfterDrag(at: number, size: number): number {
  return size > 0 ? clamp(at / size) : kSplitDefault;
}

/// After a key; null when the key does not move the bar. Shift makes the steps larger.
export function splitAfterKey(fraction: number, key: string, shift: boolean, stacked: boolean): number | null {
  const step = shift ? kLargeStep : kStep;
  if (key === (stacked ? "ArrowUp" : "ArrowLeft")) return clamp(fraction - step);
  if (key === (stacked ? "ArrowDown" : "ArrowRight")) return clamp(fraction + step);
  if (key === "Home") return kSplitLeast;
  if (key === "End") return kSplitMost;
  if (key === "Enter") return kSplitDefault;
  return null;
}
