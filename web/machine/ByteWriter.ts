// SPDX-License-Identifier: MIT
// Numbers and bytes, one after the other, as ByteReader.ts reads them.

export class ByteWriter {
  private readonly _bytes: number[] = [];

  /// A whole number from 0 to 2^53 in groups of 7 bits, the lowest first (LEB128).
  number(value: number): this {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this._bytes.push((rest % 0x80) | 0x80);
    this._bytes.push(rest);
    return this;
  }

  /// Many numbers from 0 to 2^53: all their lowest bytes, then all their second bytes and so on. Bytes of one kind
  /// stand together, which packs better. The reader must know how many they are.
  column(values: readonly number[]): this {
    const most = values.reduce((a, b) => Math.max(a, b), 0);
    let planes = 0;
    while (256 ** planes <= most) planes++;
    this.number(planes);
    for (let plane = 0, factor = 1; plane < planes; plane++, factor *= 256) {
      for (const value of values) this._bytes.push(Math.floor(value / factor) % 256);
    }
    return this;
  }

  /// A number of 64 bits with a sign, small ones short.
  wide(value: bigint): this {
    let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
    for (; rest >= 0x80n; rest >>= 7n) this._bytes.push(Number(rest & 0x7fn) | 0x80);
    this._bytes.push(Number(rest));
    return this;
  }

  bytes(bytes: Uint8Array): this {
    for (const byte of bytes) this._bytes.push(byte);
    return this;
  }

  /// All that was written; a copy.
  written(): Uint8Array {
    return Uint8Array.from(this._bytes);
  }
}
