// SPDX-License-Identifier: MIT
// Finds the shell's prompt marks (OSC 133) in the output of a terminal, wherever the pieces are cut.

export type MarkKind = "prompt" | "ready" | "command" | "finished"; // A, B, C, D

export interface Mark {
  readonly kind: MarkKind;
  /// Exit status, for "finished" only.
  readonly status?: number;
}

/// Output in the order it came: plain bytes, and the marks between them.
export type Piece = Uint8Array | Mark;

const kKinds: Readonly<Record<string, MarkKind>> = { A: "prompt", B: "ready", C: "command", D: "finished" };
const kStart = [0x1b, 0x5d, 0x31, 0x33, 0x33, 0x3b]; // ESC ] 1 3 3 ;
const kBell = 0x07;
const kEscape = 0x1b;
const kLongest = 32; // bytes of a mark; longer ones are somebody else's text

function parse(text: string): Mark | undefined {
  const kind = kKinds[text.charAt(0)];
  if (kind === undefined) return undefined;
  if (kind !== "finished") return { kind };
  const status = Number(/^D;(\d+)/.exec(text)?.[1] ?? 0);
  return { kind, status };
}

export class MarkScanner {
  private _held: number[] = []; // the beginning of what may become a mark

  /// Splits bytes into plain output and marks. The beginning of a mark at the end is held back.
  scan(bytes: Uint8Array): Piece[] {
    const pieces: Piece[] = [];
    let plain: number[] = [];
    for (const byte of bytes) {
      const mark = this._take(byte, plain);
      if (mark === undefined) continue;
      if (plain.length > 0) pieces.push(Uint8Array.from(plain));
      plain = [];
      pieces.push(mark);
    }
    if (plain.length > 0) pieces.push(Uint8Array.from(plain));
    return pieces;
  }

  private _take(byte: number, plain: number[]): Mark | undefined {
    const held = this._held;
    if (held.length < kStart.length) {
      if (byte === kStart[held.length]) held.push(byte);
      else this._letGo(byte, plain);
      return undefined;
    }
    const ended = byte === kBell || (byte === 0x5c && held[held.length - 1] === kEscape);
    if (!ended) {
      held.push(byte);
      if (held.length > kLongest) this._letGo(undefined, plain);
      return undefined;
    }
    const body = String.fromCharCode(...held.slice(kStart.length).filter((code) => code !== kEscape));
    const mark = parse(body);
    if (mark === undefined) this._letGo(byte, plain);
    else this._held = [];
    return mark;
  }

  private _letGo(byte: number | undefined, plain: number[]): void {
    plain.push(...this._held);
    this._held = [];
    if (byte === kEscape) this._held.push(byte);
    else if (byte !== undefined) plain.push(byte);
  }
}
