// SPDX-License-Identifier: MIT
// Unpacks the bundle: a skippable frame with the unpacker (web/machine/unpack as WebAssembly, because JavaScript is
// at its slowest when it has just begun), one zstd frame (RFC 8878), and a skippable frame with length and hash of
// the contents. The window of zstd sees what the programs have in common, which the 32 KiB of gzip do not.
import { decodeText, engine, type WasmGlobal, type WasmMemory, webAssembly } from "./Engine.ts";
import { MachineError } from "./MachineError.ts";
import { StateHash } from "./StateHash.ts";

const kUnpacker = 0x184d2a5a; // numbers of skippable frames
const kTrailer = 0x184d2a5b;
const kHead = 8; // number and size of a frame
const kHash = 16; // digits
const kTrailerSize = kHead + 4 + kHash;
const kSlack = 64; // behind input and output; the unpacker needs 16 bytes
const kPage = 65536;

interface Unpacker {
  readonly memory: WasmMemory;
  readonly __heap_base: WasmGlobal;
  /// How many bytes came out, or -1.
  unpack_frame(from: number, size: number, to: number, room: number): number;
  hash_bytes(from: number, size: number): bigint;
}

interface Unpacked {
  readonly output: Uint8Array;
  readonly hash: string;
}

function damaged(what: string): MachineError {
  return new MachineError("damaged-bundle", `the bundle is damaged: zstd: ${what}`);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/// The contents of a skippable frame of this number at `at`, or undefined.
function skippable(bytes: Uint8Array, magic: number, at: number): Uint8Array | undefined {
  if (at < 0 || at + kHead > bytes.length) return undefined;
  const view = viewOf(bytes);
  const end = at + kHead + view.getUint32(at + 4, true);
  return view.getUint32(at, true) === magic && end <= bytes.length ? bytes.subarray(at + kHead, end) : undefined;
}

export function isZstandard(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && viewOf(bytes).getUint32(0, true) === kUnpacker;
}

/// A damaged unpacker might never end, so its hash comes first.
function startUnpacker(frame: Uint8Array): Unpacker {
  const code = frame.slice(kHash);
  const hash = new StateHash().bytes(code).text();
  if (hash !== decodeText(frame.subarray(0, kHash))) throw damaged("wrong hash of the unpacker");
  const wasm = webAssembly();
  return new wasm.Instance(new wasm.Module(code), {}).exports as unknown as Unpacker;
}

/// Unpacks a frame to `size` bytes, which stay in the unpacker's memory: they are the largest thing that the
/// machine holds, and a copy of them would be the second largest. Throws RangeError for want of memory.
function unpackFrame(unpacker: Unpacker, frame: Uint8Array, size: number): Unpacked {
  const to = Math.ceil(Number(unpacker.__heap_base.value) / kSlack) * kSlack;
  const from = to + Math.ceil(size / kSlack) * kSlack + kSlack;
  const missing = from + frame.length + kSlack - unpacker.memory.buffer.byteLength;
  if (missing > 0) unpacker.memory.grow(Math.ceil(missing / kPage));
  new Uint8Array(unpacker.memory.buffer).set(frame, from);
  const count = unpacker.unpack_frame(from, frame.length, to, size);
  if (count !== size) throw damaged(count < 0 ? "the contents make no sense" : `${count} bytes instead of ${size}`);
  const hash = BigInt.asUintN(64, unpacker.hash_bytes(to, size)).toString(16).padStart(kHash, "0");
  return { output: new Uint8Array(unpacker.memory.buffer, to, size), hash };
}

/// The unpacked bytes and their hash. Throws MachineError: no-webassembly, or damaged-bundle, which says what is wrong.
export function unpackZstandard(bytes: Uint8Array): Unpacked {
  const at = bytes.length - kTrailerSize;
  const trailer = skippable(bytes, kTrailer, at);
  if (trailer?.length !== kTrailerSize - kHead) {
    throw damaged(`cut off after ${bytes.length} bytes, or its end is not the bundle's`);
  }
  const unpacker = skippable(bytes.subarray(0, at), kUnpacker, 0);
  if (unpacker === undefined || unpacker.length < kHash) throw damaged("no unpacker at the beginning");
  if (engine.WebAssembly === undefined) {
    throw new MachineError("no-webassembly", "WebAssembly is switched off or not supported by this engine");
  }
  try {
    const frame = bytes.subarray(kHead + unpacker.length, at);
    const result = unpackFrame(startUnpacker(unpacker), frame, viewOf(trailer).getUint32(0, true));
    if (result.hash === decodeText(trailer.subarray(4))) return result;
  } catch (thrown) {
    throw thrown instanceof MachineError ? thrown : damaged(String(thrown)); // a damaged length asks for more than there is
  }
  throw damaged("wrong hash");
}
