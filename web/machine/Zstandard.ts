// SPDX-License-Identifier: MIT
// Unpacks the bundle: one zstd frame (RFC 8878) and, behind it, a skippable frame with length and CRC-32 of the
// contents, because the decoder does not verify checksums. The window of zstd sees what the programs have in
// common, which the 32 KiB of gzip do not.
import { decompress } from "fzstd";
import { crc32 } from "./Gzip.ts";
import { MachineError } from "./MachineError.ts";

const kMagic = 0xfd2fb528;
const kSkippable = 0x184d2a5b;
const kTrailer = 16; // magic, 8, length, CRC-32

function damaged(what: string): MachineError {
  return new MachineError("damaged-bundle", `the bundle is damaged: zstd: ${what}`);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function isZstandard(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && viewOf(bytes).getUint32(0, true) === kMagic;
}

/// The unpacked bytes. Throws MachineError "damaged-bundle" that says what is wrong.
export function unpackZstandard(bytes: Uint8Array): Uint8Array {
  const at = bytes.length - kTrailer;
  const view = viewOf(bytes);
  if (at < 0 || view.getUint32(at, true) !== kSkippable || view.getUint32(at + 4, true) !== kTrailer - 8) {
    throw damaged(`cut off after ${bytes.length} bytes, or its end is not the bundle's`);
  }
  const size = view.getUint32(at + 8, true);
  let output: Uint8Array;
  try {
    output = decompress(bytes.subarray(0, at), new Uint8Array(size));
  } catch (thrown) {
    throw damaged(String(thrown));
  }
  if (output.length !== size) throw damaged(`${output.length} bytes instead of ${size}`);
  if (crc32(output) !== view.getUint32(at + 12, true)) throw damaged("wrong checksum");
  return output;
}
