// SPDX-License-Identifier: MIT
// Inflates a deflate stream (RFC 1951), with errors that name the byte where the data stop making sense.

const kLengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const kLengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const kDistanceBase = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const kDistanceBits = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const kCodeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const kEndOfBlock = 256;
const kMaxCodeLength = 15;

type Fail = (what: string) => Error;

/// A canonical Huffman code: how many codes there are of each length, and the symbols in order of code.
interface Code {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

function makeCode(lengths: readonly number[]): Code {
  const counts = new Uint16Array(kMaxCodeLength + 1);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const next = new Uint16Array(kMaxCodeLength + 2);
  for (let length = 1; length <= kMaxCodeLength; length++) {
    next[length + 1] = (next[length] ?? 0) + (counts[length] ?? 0);
  }
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    const index = next[length] as number;
    symbols[index] = symbol;
    next[length] = index + 1;
  });
  return { counts, symbols };
}

function repeat(length: number, times: number): number[] {
  return new Array<number>(times).fill(length);
}

const kFixedLengths = makeCode([...repeat(8, 144), ...repeat(9, 112), ...repeat(7, 24), ...repeat(8, 8)]);
const kFixedDistances = makeCode(repeat(5, 30));

class Inflater {
  private _output = new Uint8Array(1 << 16);
  private _size = 0;
  private _held = 0; // bits already read from the input
  private _heldBits = 0;

  constructor(
    private readonly _input: Uint8Array,
    private _at: number,
    private readonly _fail: Fail,
  ) {}

  run(): { output: Uint8Array; end: number } {
    let last = false;
    while (!last) {
      last = this._bits(1) === 1;
      const type = this._bits(2);
      if (type === 0) this._stored();
      else if (type === 1) this._block(kFixedLengths, kFixedDistances);
      else if (type === 2) this._dynamic();
      else throw this._damaged("unknown kind of block");
    }
    return { output: this._output.slice(0, this._size), end: this._at };
  }

  private _damaged(what: string): Error {
    return this._fail(`${what} at byte ${this._at}`);
  }

  private _bits(count: number): number {
    while (this._heldBits < count) {
      if (this._at >= this._input.length) throw this._fail(`cut off after ${this._input.length} bytes`);
      this._held |= (this._input[this._at++] as number) << this._heldBits;
      this._heldBits += 8;
    }
    const value = this._held & ((1 << count) - 1);
    this._held >>>= count;
    this._heldBits -= count;
    return value;
  }

  private _symbol({ counts, symbols }: Code): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= kMaxCodeLength; length++) {
      code |= this._bits(1);
      const count = counts[length] as number;
      if (code - count < first) return symbols[index + (code - first)] as number;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw this._damaged("no such code");
  }

  private _reserve(more: number): void {
    if (this._size + more <= this._output.length) return;
    const larger = new Uint8Array(Math.max(this._output.length * 2, this._size + more));
    larger.set(this._output);
    this._output = larger;
  }

  private _stored(): void {
    this._held = 0;
    this._heldBits = 0;
    const size = this._bits(16);
    if (this._bits(16) !== (~size & 0xffff)) throw this._damaged("wrong length of a stored block");
    const end = this._at + size;
    if (end > this._input.length) throw this._fail(`cut off after ${this._input.length} bytes`);
    this._reserve(size);
    this._output.set(this._input.subarray(this._at, end), this._size);
    this._size += size;
    this._at = end;
  }

  private _dynamic(): void {
    const literals = this._bits(5) + 257;
    const distances = this._bits(5) + 1;
    const codes = this._bits(4) + 4;
    const codeLengths = repeat(0, kCodeOrder.length);
    for (let index = 0; index < codes; index++) codeLengths[kCodeOrder[index] as number] = this._bits(3);
    const lengths = this._lengths(makeCode(codeLengths), literals + distances);
    this._block(makeCode(lengths.slice(0, literals)), makeCode(lengths.slice(literals)));
  }

  private _lengths(code: Code, count: number): number[] {
    const lengths: number[] = [];
    while (lengths.length < count) {
      const symbol = this._symbol(code);
      if (symbol < 16) lengths.push(symbol);
      else if (symbol === 16) lengths.push(...repeat(lengths[lengths.length - 1] ?? 0, this._bits(2) + 3));
      else lengths.push(...repeat(0, symbol === 17 ? this._bits(3) + 3 : this._bits(7) + 11));
    }
    if (lengths.length > count) throw this._damaged("wrong code lengths");
    return lengths;
  }

  private _block(literals: Code, distances: Code): void {
    for (;;) {
      const symbol = this._symbol(literals);
      if (symbol === kEndOfBlock) return;
      this._reserve(258);
      if (symbol < kEndOfBlock) this._output[this._size++] = symbol;
      else this._match(symbol - kEndOfBlock - 1, distances);
    }
  }

  private _match(lengthCode: number, distances: Code): void {
    const base = kLengthBase[lengthCode];
    if (base === undefined) throw this._damaged("no such length");
    const length = base + this._bits(kLengthBits[lengthCode] as number);
    const distanceCode = this._symbol(distances);
    const distanceBase = kDistanceBase[distanceCode];
    if (distanceBase === undefined) throw this._damaged("no such distance");
    const distance = distanceBase + this._bits(kDistanceBits[distanceCode] as number);
    if (distance > this._size) throw this._damaged("distance before the beginning");
    for (let count = 0; count < length; count++, this._size++) {
      this._output[this._size] = this._output[this._size - distance] as number;
    }
  }
}

/// Unpacks from `start`; `end` is the first byte after the stream. `fail` makes the error to throw.
export function inflate(input: Uint8Array, start: number, fail: Fail): { output: Uint8Array; end: number } {
  return new Inflater(input, start, fail).run();
}
