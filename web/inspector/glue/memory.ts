// SPDX-License-Identifier: MIT
// Bytes and texts into the memory of the compiled inspector, for the time of one call.
import type { InspectorCore } from "./inspector_core.js";

const encoder = new TextEncoder();

/** Copies `bytes` (followed by a 0) into the core, calls `use` with their address, and frees them. */
export function withBytes(core: InspectorCore, bytes: Uint8Array, use: (address: number) => void): void {
  const address = core._malloc(bytes.length + 1);
  if (address === 0) throw new Error(`The inspector has no memory for ${bytes.length} bytes.`);
  core.HEAPU8.set(bytes, address);
  core.HEAPU8[address + bytes.length] = 0;
  try {
    use(address);
  } finally {
    core._free(address);
  }
}

/** The same for several texts. */
export function withTexts(core: InspectorCore, texts: readonly string[], use: (...addresses: number[]) => void): void {
  const [first, ...rest] = texts;
  if (first === undefined) {
    use();
    return;
  }
  withBytes(core, encoder.encode(first), (address) => {
    withTexts(core, rest, (...others) => use(address, ...others));
  });
}

/** A text of the core, or null for address 0. */
export function textAt(core: InspectorCore, address: number): string | null {
  return address === 0 ? null : core.UTF8ToString(address);
}
