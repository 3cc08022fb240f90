// SPDX-License-Identifier: MIT
export function compress(bytes: Uint8Array): Uint8Array;
