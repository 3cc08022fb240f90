// SPDX-License-Identifier: MIT
// Why a text is no filter.

/// `at` is the place in the text, counted in characters from 1. The message never repeats more than a word of it.
export class FilterError extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}
