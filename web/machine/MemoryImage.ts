// SPDX-License-Identifier: MIT
// What one memory held at some moment, page by page. Pages that were the same a snapshot ago are shared with it, and
// pages of zeros take no room, so that many snapshots of one session fit where five copies would.

const kPage = 4096; // bytes; a divisor of WebAssembly's 64 KiB
const kWordsOfPage = kPage / 4;

/// undefined: nothing but zeros.
type Page = Int32Array | undefined;

function equal(words: Int32Array, at: number, page: Page): boolean {
  if (page === undefined) {
    for (let word = 0; word < kWordsOfPage; word++) if (words[at + word] !== 0) return false;
    return true;
  }
  for (let word = 0; word < kWordsOfPage; word++) if (words[at + word] !== page[word]) return false;
  return true;
}

export class MemoryImage {
  private constructor(
    /// Bytes of the memory.
    readonly size: number,
    private readonly _pages: readonly Page[],
  ) {}

  /// Copies a whole memory; `before`: an earlier image of the same memory.
  static of(bytes: Uint8Array, before: MemoryImage | undefined): MemoryImage {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
    const pages: Page[] = [];
    for (let at = 0; at < words.length; at += kWordsOfPage) {
      const known = before?._pages[pages.length];
      if (known !== undefined && equal(words, at, known)) pages.push(known);
      else pages.push(equal(words, at, undefined) ? undefined : words.slice(at, at + kWordsOfPage));
    }
    return new MemoryImage(bytes.length, pages);
  }

  /// Puts the memory back; `bytes` has at least the image's size, and what lies behind it becomes zeros.
  restore(bytes: Uint8Array): void {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
    this._pages.forEach((page, number) => {
      const at = number * kWordsOfPage;
      if (page === undefined) words.fill(0, at, at + kWordsOfPage);
      else words.set(page, at);
    });
    words.fill(0, this.size >> 2);
  }

  /// The numbers of all pages that are not zeros, and their contents one after the other.
  contents(): { numbers: number[]; bytes: Uint8Array } {
    const numbers = this._pages.flatMap((page, number) => (page === undefined ? [] : [number]));
    const words = new Int32Array(numbers.length * kWordsOfPage);
    numbers.forEach((number, at) => words.set(this._pages[number] as Int32Array, at * kWordsOfPage));
    return { numbers, bytes: new Uint8Array(words.buffer) };
  }

  /// The opposite of contents(); undefined when the parts do not fit together.
  static from(size: number, numbers: readonly number[], bytes: Uint8Array): MemoryImage | undefined {
    const pages = new Array<Page>(Math.ceil(size / kPage)).fill(undefined);
    if (bytes.length !== numbers.length * kPage || numbers.some((number) => number >= pages.length)) return undefined;
    const words = new Int32Array(bytes.slice().buffer);
    numbers.forEach((number, at) => (pages[number] = words.subarray(at * kWordsOfPage, (at + 1) * kWordsOfPage)));
    return new MemoryImage(size, pages);
  }
}

export const kImagePage = kPage;
