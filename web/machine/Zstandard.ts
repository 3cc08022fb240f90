// SPDX-License-Identifier: MIT
// Unpacks the bundle: one zstd frame (RFC 8878) and, behind it, a skippable frame with length and hash of the
// contents, because the decoder does not verify checksums. The window of zstd sees what the programs have in
// common, which the 32 KiB of gzip do not.
import { decompress } from "fzstd";
import { decodeText } from "./Engine.ts";
import { MachineError } from "./MachineError.ts";
import { StateHash } from "./StateHash.ts";

const kMagic = 0xfd2fb528;
const kSkippable = 0x184d2a5b;
const kTrailer = 28; // magic, 20, length, 16 digits of the hash

function damaged(what: string): MachineError {
  return new MachineError("damaged-bundle", `the bundle is damaged: zstd: ${what}`);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function isZstandard(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && viewOf(bytes).getUint32(0, true) === kMagic;
}

/// The unpacked bytes and their hash.
export function unpackZstandard(bytes: Uint8Array): { output: Uint8Array; hash: string } {
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
  const hash = new StateHash().bytes(output).text();
  if (hash !== decodeText(bytes.subarray(at + 12))) throw damaged("wrong hash");
  return { output, hash };
}
