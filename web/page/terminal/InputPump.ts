// SPDX-License-Identifier: MIT
// Keys and pastes on their way to the machine, no faster than the machine takes them. A paste of any size waits
// here, on the page, where it can be shown and thrown away.
import { kMaxUntaken } from "../../worker/protocol.ts";

const kInterrupt = 3; // Ctrl-C

export class InputPump {
  private readonly _send: (bytes: Uint8Array) => void;
  private _waiting: Uint8Array[] = [];
  private _waitingBytes = 0;
  private _untaken = 0;

  /// `send` gets at most kMaxUntaken bytes that the machine has not taken yet.
  constructor(send: (bytes: Uint8Array) => void) {
    this._send = send;
  }

  /// Bytes that were not handed over yet.
  get waiting(): number {
    return this._waitingBytes;
  }

  /// A lone Ctrl-C overtakes a paste and ends it: nobody wants to wait for the end of a mistake.
  write(bytes: Uint8Array): void {
    if (bytes.length === 1 && bytes[0] === kInterrupt) this.discard();
    if (bytes.length === 0) return;
    this._waiting.push(bytes);
    this._waitingBytes += bytes.length;
    this._flush();
  }

  /// The machine has accepted so many bytes.
  taken(count: number): void {
    this._untaken = Math.max(0, this._untaken - count);
    this._flush();
  }

  /// Forgets what was not handed over.
  discard(): void {
    this._waiting = [];
    this._waitingBytes = 0;
  }

  /// A new machine has taken nothing and is owed nothing.
  reset(): void {
    this.discard();
    this._untaken = 0;
  }

  private _flush(): void {
    while (this._untaken < kMaxUntaken) {
      const first = this._waiting.shift();
      if (first === undefined) return;
      const piece = first.subarray(0, kMaxUntaken - this._untaken);
      if (piece.length < first.length) this._waiting.unshift(first.subarray(piece.length));
      this._waitingBytes -= piece.length;
      this._untaken += piece.length;
      this._send(piece.slice());
    }
  }
}
