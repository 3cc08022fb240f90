// SPDX-License-Identifier: MIT
// Makes the boot archive: a ustar with the same bytes for the same files, whoever builds it when; and the bundle, which
// is one packed by zstd.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './lib.mjs';
import { compress } from './zstandard.mjs';

const block = 512;
const emptyFolders = ['dev', 'home', 'tmp']; // where other file systems are mounted
const linksSuffix = '.links';
const magicNumbers = ['\0asm', '\x7fELF', '#!'].map((text) => Buffer.from(text)); // what can be run begins like this

function header({ path, type, size = 0, link = '', mode }) {
  if (Buffer.byteLength(path) > 100) throw new Problem(`bundle: the path ${path} is longer than 100 bytes`);
  const bytes = Buffer.alloc(block);
  const octal = (value, at, width) => bytes.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at);
  bytes.write(path, 0);
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(0, 136, 12);
  bytes.write('        ', 148);
  bytes.write(type, 156);
  bytes.write(link, 157);
  bytes.write('ustar\x0000', 257);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return bytes;
}

/** Names in the text file beside an executable that become hard links to it, one a line. */
function readLinks(file) {
  return readFileSync(file, 'utf8').split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

/** Adds everything below `folder` to `entries` (path -> entry); a path that is there already is an error. */
function collect(folder, entries, prefix = '') {
  for (const name of readdirSync(folder).sort()) {
    const source = join(folder, name);
    const path = prefix + name;
    if (statSync(source).isDirectory()) {
      entries.set(`${path}/`, { path: `${path}/`, type: '5', mode: 0o755 });
      collect(source, entries, `${path}/`);
    } else if (name.endsWith(linksSuffix)) {
      const target = path.slice(0, -linksSuffix.length);
      for (const link of readLinks(source)) add(entries, { path: prefix + link, type: '1', link: target, mode: 0o755 });
    } else {
      const bytes = readFileSync(source);
      const executable = magicNumbers.some((magic) => bytes.subarray(0, magic.length).equals(magic));
      add(entries, { path, type: '0', bytes, size: bytes.length, mode: executable ? 0o755 : 0o644 });
    }
  }
}

function add(entries, entry) {
  if (entries.has(entry.path)) throw new Problem(`bundle: ${entry.path} is there twice`);
  entries.set(entry.path, entry);
}

function pack(entry) {
  if (entry.bytes === undefined) return [header(entry)];
  return [header(entry), entry.bytes, Buffer.alloc((block - (entry.bytes.length % block)) % block)];
}

/** A link must come after its target, so files go first. */
function order(a, b) {
  return (a.type === '1') - (b.type === '1') || (a.path < b.path ? -1 : 1);
}

/** The archive's bytes, from folders whose contents are laid over one another. Missing folders count as empty. */
export function makeArchive(folders) {
  const entries = new Map(emptyFolders.map((name) => [`${name}/`, { path: `${name}/`, type: '5', mode: 0o755 }]));
  for (const folder of folders) if (existsSync(folder)) collect(folder, entries);
  for (const { path, type, link } of entries.values()) {
    if (type === '1' && !entries.has(link)) throw new Problem(`bundle: ${path} is a link to ${link}, which is not there`);
  }
  const blocks = [...entries.values()].sort(order).flatMap(pack);
  return Buffer.concat([...blocks, Buffer.alloc(2 * block)]);
}

/** The bundle's bytes: the archive of these folders, packed. */
export function makeBundle(folders) {
  return compress(makeArchive(folders));
}
