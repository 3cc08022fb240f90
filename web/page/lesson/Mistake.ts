// SPDX-License-Identifier: MIT
// What is wrong in a lesson, for its author.

export interface Mistake {
  /// Of the lesson's file, from 1.
  readonly line: number;
  /// One sentence without a full stop.
  readonly message: string;
}

/// Collects mistakes instead of stopping at the first one.
export class Mistakes {
  readonly list: Mistake[] = [];

  add(line: number, message: string): void {
    this.list.push({ line, message });
  }
}
