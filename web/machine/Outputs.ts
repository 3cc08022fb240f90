// SPDX-License-Identifier: MIT
// What terminals show, joined over a turn and cut at the shell's prompt marks.
import { kTerminalCount } from "./Abi.ts";
import { joinBytes } from "./joinBytes.ts";
import { type Mark, MarkScanner } from "./Marks.ts";

export interface OutputEvents {
  output?(terminal: number, bytes: Uint8Array): void;
  mark?(terminal: number, mark: Mark): void;
  ready?(): void;
}

class Terminal {
  readonly scanner = new MarkScanner();
  pieces: Uint8Array[] = [];
}

export class Outputs {
  private readonly _terminals = Array.from({ length: kTerminalCount }, () => new Terminal());
  private _ready = false;

  constructor(private readonly _events: OutputEvents) {}

  /// Bytes from the machine; other devices than terminals show nothing.
  add(device: number, bytes: Uint8Array): void {
    this._terminals[device]?.pieces.push(bytes);
  }

  /// Passes on everything that was added.
  flush(): void {
    this._terminals.forEach((terminal, number) => {
      if (terminal.pieces.length === 0) return;
      const bytes = joinBytes(terminal.pieces);
      terminal.pieces = [];
      this._pass(number, terminal.scanner, bytes);
    });
  }

  private _pass(terminal: number, scanner: MarkScanner, bytes: Uint8Array): void {
    let shown: Uint8Array[] = [];
    for (const piece of scanner.scan(bytes)) {
      if (piece instanceof Uint8Array) {
        shown.push(piece);
        continue;
      }
      this._events.output?.(terminal, joinBytes([...shown, piece.bytes]));
      shown = [];
      this._events.mark?.(terminal, piece);
      if (piece.kind === "ready") this._tellReady();
    }
    if (shown.length > 0) this._events.output?.(terminal, joinBytes(shown));
  }

  private _tellReady(): void {
    if (this._ready) return;
    this._ready = true;
    this._events.ready?.();
  }
}
