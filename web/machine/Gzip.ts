// SPDX-License-Identifier: MIT
// Unpacks gzip (RFC 1952). The engine does it when it can; when it cannot, or says only "damaged", the
// inflater here does, and names what is wrong.
import { engine } from "./Engine.ts";
import { inflate } from "./Inflate.ts";
import { MachineError } from "./MachineError.ts";

const kFlagExtra = 4;
const kFlagName = 8;
const kFlagComment = 16;
const kFlagCheck = 2;
const kFixedHeader = 10;
const kTrailer = 8;

const kCrcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/// CRC-32 as gzip uses it, unsigned.
export function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (crc >>> 8) ^ (kCrcTable[(crc ^ byte) & 0xff] as number);
  return ~crc >>> 0;
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function damaged(what: string): MachineError {
  return new MachineError("damaged-bundle", `the bundle is damaged: gzip: ${what}`);
}

/// Where the deflated data begin.
function headerSize(bytes: Uint8Array): number {
  const flags = bytes[3] ?? 0;
  let at = kFixedHeader;
  if (flags & kFlagExtra) at += 2 + ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
  for (const flag of [kFlagName, kFlagComment]) {
    if ((flags & flag) === 0) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) throw damaged("cut off in its header");
    at = end + 1;
  }
  return flags & kFlagCheck ? at + 2 : at;
}

function gunzipHere(bytes: Uint8Array): Uint8Array {
  const start = headerSize(bytes);
  const { output, end } = inflate(bytes, start, damaged);
  if (end + kTrailer > bytes.length) throw damaged(`cut off after ${bytes.length} bytes, in its checksum`);
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + end, kTrailer);
  if (trailer.getUint32(0, true) !== crc32(output)) throw damaged("wrong checksum");
  if (trailer.getUint32(4, true) !== output.length) throw damaged("wrong length");
  return output;
}

async function gunzipByEngine(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  if (engine.DecompressionStream === undefined) return undefined;
  const stream = new engine.DecompressionStream("gzip");
  const writer = stream.writable.getWriter();
  const written = writer.write(bytes).then(() => writer.close());
  written.catch(() => undefined); // the reader meets the same error
  const reader = stream.readable.getReader();
  const pieces: Uint8Array[] = [];
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      if (piece.value !== undefined) pieces.push(piece.value);
    }
  } catch {
    return undefined;
  }
  const output = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  pieces.reduce((at, piece) => (output.set(piece, at), at + piece.length), 0);
  return output;
}

/// The unpacked bytes. Throws MachineError "damaged-bundle" that says what is wrong.
export async function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
  return (await gunzipByEngine(bytes)) ?? gunzipHere(bytes);
}
