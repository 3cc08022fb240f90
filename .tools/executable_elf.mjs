// SPDX-License-Identifier: MIT
// The last step of making an executable for x86_64 (see fibrils/arch/x86_64/task_executable.cmake):
//   node executable_elf.mjs --objdump PROGRAM --strip PROGRAM INPUT OUTPUT
// - refuses what kernel/abi/arch/x86_64/machine.hpp does not allow, and says what it is;
// - refuses instructions that enter a kernel, outside the functions that are there for it;
// - writes it without symbols.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const imageBase = 0x400000n;
const addressLimit = 1n << 40n;
const pageSize = 4096n;
const Type = { load: 1, dynamic: 2, interpreter: 3, note: 4 };
const Flag = { execute: 1, write: 2 };
const entering = /\t(syscall|sysenter|int)\b/; // int3 is what fills the space between functions
const mayEnter = /^(sys|machine)_[a-z_]+$|^task_entry$/;

function readSegments(bytes) {
  const start = Number(bytes.readBigUInt64LE(32));
  const size = bytes.readUInt16LE(54);
  return Array.from({ length: bytes.readUInt16LE(56) }, (_, index) => {
    const at = start + index * size;
    return {
      type: bytes.readUInt32LE(at), flags: bytes.readUInt32LE(at + 4), offset: Number(bytes.readBigUInt64LE(at + 8)),
      address: bytes.readBigUInt64LE(at + 16), fileSize: Number(bytes.readBigUInt64LE(at + 32)), size: bytes.readBigUInt64LE(at + 40),
    };
  });
}

/** The payload of the kernel's note in a note segment; undefined when it is another note. */
function readNote(bytes, { offset }) {
  const ownerSize = bytes.readUInt32LE(offset);
  const size = bytes.readUInt32LE(offset + 4);
  const owner = bytes.toString('latin1', offset + 12, offset + 12 + ownerSize);
  if (owner !== 'Switchboard\0' || bytes.readUInt32LE(offset + 8) !== 1 || size !== 16) return undefined;
  const at = offset + 12 + ((ownerSize + 3) & ~3);
  return { flags: bytes.readUInt32LE(at), reserved: bytes.readUInt32LE(at + 4), overflowEntry: bytes.readBigUInt64LE(at + 8) };
}

function inCode(address, segments) {
  return segments.some((segment) => (segment.flags & Flag.execute) !== 0 && address >= segment.address && address < segment.address + segment.size);
}

function findHeaderFaults(bytes) {
  const faults = [];
  if (bytes.readUInt32BE(0) !== 0x7f454c46 || bytes[4] !== 2 || bytes[5] !== 1) faults.push('not a 64-bit little-endian ELF file');
  if (bytes.readUInt16LE(16) !== 2) faults.push('not of type EXEC');
  if (bytes.readUInt16LE(18) !== 62) faults.push('not for x86-64');
  return faults;
}

function findSegmentFaults(segments) {
  const faults = [];
  const loads = segments.filter(({ type }) => type === Type.load).sort((a, b) => (a.address < b.address ? -1 : 1));
  if (segments.some(({ type }) => type === Type.dynamic || type === Type.interpreter)) faults.push('dynamically linked');
  if (loads.length === 0 || loads[0].address < imageBase) faults.push('below the image base');
  for (const [index, { address, size, flags }] of loads.entries()) {
    const place = `the segment at 0x${address.toString(16)}`;
    if (address % pageSize !== 0n) faults.push(`${place} does not begin a page`);
    if ((flags & Flag.write) !== 0 && (flags & Flag.execute) !== 0) faults.push(`${place} can be written and executed`);
    if (address + size > addressLimit) faults.push(`${place} is above the limit`);
    const next = loads[index + 1];
    if (next !== undefined && address + size > next.address - (next.address % pageSize)) faults.push(`${place} shares a page with the next`);
  }
  return faults;
}

/** What is wrong with an executable, as a list of texts. */
export function findFaults(bytes) {
  const faults = findHeaderFaults(bytes);
  if (faults.length > 0) return faults;
  const segments = readSegments(bytes);
  const loads = segments.filter(({ type }) => type === Type.load);
  const notes = segments.filter(({ type }) => type === Type.note).map((segment) => readNote(bytes, segment)).filter(Boolean);
  faults.push(...findSegmentFaults(segments));
  if (!inCode(bytes.readBigUInt64LE(24), loads)) faults.push('the entry is not in code');
  if (notes.length !== 1) faults.push(`${notes.length} notes of the kernel's kind instead of one`);
  else if (notes[0].overflowEntry !== 0n && !inCode(notes[0].overflowEntry, loads)) faults.push('the overflow entry is not in code');
  return faults;
}

/** Functions with an instruction that enters a kernel though they must not, from a disassembly. */
export function findForeignCalls(disassembly) {
  const found = new Set();
  let name = '?';
  for (const line of disassembly.split('\n')) {
    const title = /^[0-9a-f]+ <(.*)>:$/.exec(line);
    if (title !== null) name = title[1];
    else if (entering.test(line) && !mayEnter.test(name)) found.add(name);
  }
  return [...found];
}

function main(words) {
  if (words.length !== 6 || words[0] !== '--objdump' || words[2] !== '--strip') throw new Error('usage: executable_elf.mjs --objdump PROGRAM --strip PROGRAM INPUT OUTPUT');
  const [, objdump, , strip, input, output] = words;
  const disassembly = execFileSync(objdump, ['-d', '--no-show-raw-insn', input], { encoding: 'utf8', maxBuffer: 1 << 29 });
  const faults = findFaults(readFileSync(input));
  faults.push(...findForeignCalls(disassembly).map((name) => `${name} enters a kernel by itself`));
  if (faults.length > 0) throw new Error(faults.join('; '));
  execFileSync(strip, ['--strip-all', '--strip-sections', '-o', output, input]);
}

if (process.argv[1]?.endsWith('executable_elf.mjs')) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(`executable_elf: ${process.argv.at(-2)}: ${error.message}`);
    process.exitCode = 1;
  }
}
