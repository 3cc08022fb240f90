// SPDX-License-Identifier: MIT
// Writes the names of a linked kernel's functions as assembly, for a second link:
//   node symbols.mjs KERNEL OUTPUT
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const [kernel, output] = process.argv.slice(2);

/** [{address, name}] of the functions, sorted; of several names for one place the first is kept. */
function readFunctions(file) {
  const options = { encoding: 'utf8', maxBuffer: 64 << 20 };
  const lines = execFileSync('llvm-nm-14', ['--numeric-sort', '--demangle', '--defined-only', file], options).split('\n');
  const symbols = lines.map((line) => /^([0-9a-f]+) ([A-Za-z]) (.+)$/.exec(line)).filter((match) => match !== null);
  const begin = BigInt(`0x${symbols.find(([, , , name]) => name === 'kernel_text')[1]}`);
  const functions = new Map();
  for (const [, address, kind, name] of symbols) {
    const offset = BigInt(`0x${address}`) - begin;
    if (/[tTwW]/.test(kind) && offset >= 0n && name !== 'kernel_text' && !functions.has(offset)) functions.set(offset, name);
  }
  return [...functions].map(([offset, name]) => ({ offset, name }));
}

// The arguments of a C++ function only make a backtrace longer.
const shorten = (name) => name.replace(/\(anonymous namespace\)::/g, '').replace(/\(.*$/, '').slice(0, 100);

const functions = readFunctions(kernel);
let at = 0;
const records = [];
const names = [];
for (const { offset, name } of functions) {
  records.push(`    .long ${offset}, ${at}`);
  names.push(`    .asciz "${shorten(name).replace(/["\\]/g, '')}"`);
  at += Buffer.byteLength(shorten(name).replace(/["\\]/g, '')) + 1;
}
writeFileSync(output, `.section .symbol_table, "a"
.globl kernel_symbol_count, kernel_symbols, kernel_symbol_names
.balign 8
kernel_symbol_count: .long ${functions.length}
kernel_symbols:
${records.join('\n')}
kernel_symbol_names:
${names.join('\n')}
`);
