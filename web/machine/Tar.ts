// SPDX-License-Identifier: MIT
// Reads ustar: files, hard links, symbolic links, directories.
import { decodeText } from "./Engine.ts";
import { MachineError } from "./MachineError.ts";

const kBlock = 512;

export type TarEntry =
  | { readonly kind: "file"; readonly bytes: Uint8Array }
  | { readonly kind: "directory" }
  | { readonly kind: "symlink"; readonly target: string };

function damaged(what: string): MachineError {
  return new MachineError("damaged-bundle", `the bundle is damaged: tar: ${what}`);
}

function field(header: Uint8Array, at: number, size: number): string {
  const bytes = header.subarray(at, at + size);
  const end = bytes.indexOf(0);
  return decodeText(end < 0 ? bytes : bytes.subarray(0, end));
}

function octal(header: Uint8Array, at: number, size: number, what: string): number {
  const text = field(header, at, size).trim();
  if (!/^[0-7]+$/.test(text)) throw damaged(`${what} is not a number`);
  return parseInt(text, 8);
}

/// The sum of a header's bytes, its own checksum field counted as blanks.
function checksum(header: Uint8Array): number {
  let sum = 8 * 0x20;
  for (let at = 0; at < kBlock; at++) if (at < 148 || at >= 156) sum += header[at] as number;
  return sum;
}

function cleanPath(path: string): string {
  return path.replace(/^(\.?\/)+/, "").replace(/\/+$/, "");
}

interface Header {
  readonly path: string;
  readonly size: number;
  readonly type: string;
  readonly link: string;
}

function readHeader(header: Uint8Array, at: number): Header {
  if (octal(header, 148, 8, `the checksum at byte ${at}`) !== checksum(header)) {
    throw damaged(`wrong checksum of the header at byte ${at}`);
  }
  const prefix = field(header, 257, 5) === "ustar" ? field(header, 345, 155) : "";
  const name = field(header, 0, 100);
  const path = cleanPath(prefix === "" ? name : `${prefix}/${name}`);
  const size = octal(header, 124, 12, `the size of ${path}`);
  return { path, size, type: String.fromCharCode(header[156] || 0x30), link: field(header, 157, 100) };
}

function addEntry(entries: Map<string, TarEntry>, { path, type, link }: Header, bytes: Uint8Array): void {
  if (type === "0") entries.set(path, { kind: "file", bytes });
  else if (type === "2") entries.set(path, { kind: "symlink", target: link });
  else if (type === "5") entries.set(path, { kind: "directory" });
  else if (type === "1") {
    const first = entries.get(cleanPath(link));
    if (first === undefined) throw damaged(`${path} is a link to ${link}, which does not come before it`);
    entries.set(path, first);
  } else throw damaged(`${path} is of the unknown kind '${type}'`);
}

/// All entries by path, without leading slash, in their order. Contents are views into `tar`.
/// Throws MachineError "damaged-bundle" that names the byte or the entry.
export function readTar(tar: Uint8Array): Map<string, TarEntry> {
  const entries = new Map<string, TarEntry>();
  for (let at = 0; ; ) {
    if (at + kBlock > tar.length) throw damaged(`cut off at byte ${tar.length}, without an end`);
    const header = tar.subarray(at, at + kBlock);
    if (header.every((byte) => byte === 0)) return entries;
    const entry = readHeader(header, at);
    const start = at + kBlock;
    const end = start + entry.size;
    if (end > tar.length) throw damaged(`cut off at byte ${tar.length}, inside ${entry.path}`);
    if (entry.path !== "") addEntry(entries, entry, tar.subarray(start, end));
    at = start + Math.ceil(entry.size / kBlock) * kBlock;
  }
}
