// SPDX-License-Identifier: MIT
// Reads what ByteWriter.ts has written, and distrusts it: the bytes come from whoever made a link or a file.
import { MachineError } from "./MachineError.ts";

const kMostPlanes = 7; // bytes of a number in a column

export class ByteReader {
  private _at = 0;

  /// `what` names the source in errors.
  constructor(
    private readonly _bytes: Uint8Array,
    private readonly _what: string,
  ) {}

  get remaining(): number {
    return this._bytes.length - this._at;
  }

  /// Throws MachineError "bad-recording".
  fail(why: string): never {
    throw new MachineError("bad-recording", `${this._what} is damaged: ${why} (byte ${this._at})`);
  }

  /// At most `most`.
  number(most = Number.MAX_SAFE_INTEGER): number {
    let value = 0;
    for (let factor = 1; ; factor *= 0x80) {
      const byte = this._byte();
      value += (byte & 0x7f) * factor;
      if (value > most) this.fail(`a number is greater than ${most}`);
      if (byte < 0x80) return value;
      if (factor > Number.MAX_SAFE_INTEGER) this.fail("a number has no end");
    }
  }

  /// So many numbers as ByteWriter.column() has written.
  column(count: number): number[] {
    const planes = this.number(kMostPlanes);
    const values = new Array<number>(count).fill(0);
    for (let plane = 0, factor = 1; plane < planes; plane++, factor *= 256) {
      this.bytes(count).forEach((byte, at) => (values[at] = (values[at] as number) + byte * factor));
    }
    return values;
  }

  wide(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this._byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (shift > 63n) this.fail("a number has no end");
      if (byte < 0x80) break;
    }
    if (value >= 1n << 64n) this.fail("a number has more than 64 bits");
    return (value >> 1n) ^ -(value & 1n);
  }

  /// A view.
  bytes(size: number): Uint8Array {
    if (size > this.remaining) this.fail(`${size} bytes are announced, ${this.remaining} are there`);
    const bytes = this._bytes.subarray(this._at, this._at + size);
    this._at += size;
    return bytes;
  }

  /// The bytes before the next `end`, which is passed over. A view.
  until(end: number): Uint8Array {
    const found = this._bytes.indexOf(end, this._at);
    if (found < 0) this.fail("a line has no end");
    const bytes = this._bytes.subarray(this._at, found);
    this._at = found + 1;
    return bytes;
  }

  private _byte(): number {
    const byte = this._bytes[this._at];
    if (byte === undefined) this.fail("it ends in the middle of something");
    this._at++;
    return byte;
  }
}
