// SPDX-License-Identifier: MIT
// Reads and writes the sections of a WebAssembly module as far as the executable tool needs them.

export const Section = { custom: 0, type: 1, import: 2, function: 3, global: 6, export: 7, code: 10 };
export const Kind = { function: 0, table: 1, memory: 2, global: 3 };

/** A position in bytes. */
export class Reader {
  constructor(bytes, position = 0) {
    this.bytes = bytes;
    this.position = position;
  }

  get done() {
    return this.position >= this.bytes.length;
  }

  byte() {
    if (this.done) throw new Error('the module ends in the middle of something');
    return this.bytes[this.position++];
  }

  unsigned() {
    let result = 0;
    let factor = 1;
    for (;;) {
      const byte = this.byte();
      result += (byte & 0x7f) * factor;
      if (byte < 0x80) return result;
      factor *= 128;
    }
  }

  skipNumber() {
    while (this.byte() >= 0x80);
  }

  take(count) {
    const part = this.bytes.subarray(this.position, this.position + count);
    this.position += count;
    return part;
  }

  name() {
    return new TextDecoder().decode(this.take(this.unsigned()));
  }
}

export function unsigned(value) {
  const bytes = [];
  do {
    const low = value % 128;
    value = Math.floor(value / 128);
    bytes.push(value > 0 ? low | 0x80 : low);
  } while (value > 0);
  return bytes;
}

/** Signed LEB128 of a 32-bit number. */
export function signed(value) {
  const bytes = [];
  for (;;) {
    const low = value & 0x7f;
    value >>= 7;
    const last = (value === 0 && !(low & 0x40)) || (value === -1 && (low & 0x40) !== 0);
    bytes.push(last ? low : low | 0x80);
    if (last) return bytes;
  }
}

/** [{id, body}] in order. */
export function readSections(bytes) {
  const reader = new Reader(bytes);
  if (Buffer.from(reader.take(8)).toString('hex') !== '0061736d01000000') throw new Error('not a WebAssembly module');
  const sections = [];
  while (!reader.done) {
    const id = reader.byte();
    sections.push({ id, body: reader.take(reader.unsigned()) });
  }
  return sections;
}

export function writeSections(sections) {
  const parts = [Buffer.from('0061736d01000000', 'hex')];
  for (const { id, body } of sections) parts.push(Buffer.from([id, ...unsigned(body.length)]), body);
  return Buffer.concat(parts);
}

/** The items of a section that is a vector, each as its bytes; `skip` moves a reader over one item. */
export function readItems(body, skip) {
  const reader = new Reader(body);
  const items = [];
  for (let count = reader.unsigned(); count > 0; count--) {
    const start = reader.position;
    skip(reader);
    items.push(body.subarray(start, reader.position));
  }
  return items;
}

export function writeItems(items) {
  return Buffer.concat([Buffer.from(unsigned(items.length)), ...items]);
}

export function readImports(body) {
  const imports = [];
  readItems(body, (reader) => {
    const module = reader.name();
    const name = reader.name();
    const kind = reader.byte();
    if (kind === Kind.function) {
      reader.unsigned();
    } else if (kind === Kind.global) {
      reader.take(2);
    } else {
      if (kind === Kind.table) reader.byte();
      const flags = reader.byte();
      reader.unsigned();
      if (flags & 1) reader.unsigned();
    }
    imports.push({ module, name, kind });
  });
  return imports;
}

export function readExports(body) {
  const exports = [];
  readItems(body, (reader) => {
    exports.push({ name: reader.name(), kind: reader.byte(), index: reader.unsigned() });
  });
  return exports;
}

export function writeExports(exports) {
  return writeItems(
    exports.map(({ name, kind, index }) => {
      const text = Buffer.from(name);
      return Buffer.from([...unsigned(text.length), ...text, kind, ...unsigned(index)]);
    }),
  );
}
