// SPDX-License-Identifier: MIT
// Finds the shell's prompt marks (OSC 133) in the output of a terminal, wherever the pieces are cut.

export type MarkKind = "prompt" | "ready" | "command" | "finished"; // A, B, C, D

export interface Mark {
  readonly kind: MarkKind;
  /// Exit status, for "finished" only.
  readonly status?: number;
  /// The mark itself, as it was sent.
  readonly bytes: Uint8Array;
}

/// Output in the order it came: plain bytes (views of what was scanned), and the marks between them.
export type Piece = Uint8Array | Mark;

const kKinds: Readonly<Record<string, MarkKind>> = { A: "prompt", B: "ready", C: "command", D: "finished" };
const kStart = [0x1b, 0x5d, 0x31, 0x33, 0x33, 0x3b]; // ESC ] 1 3 3 ;
const kBell = 0x07;
const kEscape = 0x1b;
const kBackslash = 0x5c;
const kLongest = 32; // bytes of a mark; longer ones are somebody else's text

function parse(held: readonly number[]): Mark | undefined {
  const text = String.fromCharCode(...held.slice(kStart.length));
  const kind = kKinds[text.charAt(0)];
  if (kind === undefined) return undefined;
  const bytes = Uint8Array.from(held);
  if (kind !== "finished") return { kind, bytes };
  return { kind, status: Number(/^D;(\d+)/.exec(text)?.[1] ?? 0), bytes };
}

export class MarkScanner {
  private _held: number[] = []; // the beginning of what may become a mark

  /// Splits bytes into plain output and marks. The beginning of a mark at the end is held back.
  scan(bytes: Uint8Array): Piece[] {
    const pieces: Piece[] = [];
    for (let at = 0; at < bytes.length; ) {
      if (this._held.length > 0) {
        at = this._follow(bytes, at, pieces);
        continue;
      }
      at = passPlain(bytes, at, pieces);
      if (at < bytes.length) this._held.push(bytes[at++] as number);
    }
    return pieces;
  }

  /// Takes bytes of what may be a mark until it is one, or is not. Returns where to go on.
  private _follow(bytes: Uint8Array, start: number, pieces: Piece[]): number {
    for (let at = start; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (this._belongs(byte)) {
        this._held.push(byte);
        if (!this._isWhole()) continue;
        pieces.push(parse(this._held) ?? Uint8Array.from(this._held));
        this._held = [];
        return at + 1;
      }
      pieces.push(Uint8Array.from(this._held));
      this._held = [];
      return at;
    }
    return bytes.length;
  }

  private _belongs(byte: number): boolean {
    const { length } = this._held;
    if (length < kStart.length) return byte === kStart[length];
    const afterEscape = this._held[length - 1] === kEscape;
    return length < kLongest && (afterEscape ? byte === kBackslash : byte >= 0x20 || byte === kBell || byte === kEscape);
  }

  private _isWhole(): boolean {
    const last = this._held[this._held.length - 1];
    return this._held.length > kStart.length && (last === kBell || (last === kBackslash && this._held.at(-2) === kEscape));
  }
}

/// Passes on what lies before the next escape character; returns the place of that one, or the end.
function passPlain(bytes: Uint8Array, at: number, pieces: Piece[]): number {
  const found = bytes.indexOf(kEscape, at);
  const end = found < 0 ? bytes.length : found;
  if (end > at) pieces.push(bytes.subarray(at, end));
  return end;
}
