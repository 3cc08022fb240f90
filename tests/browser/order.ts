// SPDX-License-Identifier: MIT
// What passes between the determinism test and its worker in a browser.

/// What the test sends.
export interface Order {
  readonly bundle: string; // address
  readonly recording: string;
}

/// Hash of the last state, or why there is none.
export type Outcome = { readonly hash: string } | { readonly error: string };
