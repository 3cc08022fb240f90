// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import test from 'node:test';
import { findFaults, findForeignCalls } from './executable_elf.mjs';

const read = 4;
const write = 6;
const execute = 5;

/** An ELF file: segments of one page each, then a note segment. Everything in `changes` replaces what is right. */
function elf(changes = {}) {
  const { type = 2, machine = 62, entry = 0x402000n, overflow = 0x402010n, owner = 'Switchboard\0', extra = [] } = changes;
  const loads = changes.loads ?? [[read, 0x401000n, 0x1000n], [execute, 0x402000n, 0x800n], [write, 0x403000n, 0x5000n]];
  const headers = [...loads.map(([flags, address, size]) => ({ type: 1, flags, address, size })), { type: 4, flags: read, address: 0x401000n, size: 40n }, ...extra];
  const bytes = Buffer.alloc(0x1000);
  bytes.writeUInt32BE(0x7f454c46, 0);
  bytes[4] = 2;
  bytes[5] = 1;
  bytes.writeUInt16LE(type, 16);
  bytes.writeUInt16LE(machine, 18);
  bytes.writeBigUInt64LE(entry, 24);
  bytes.writeBigUInt64LE(64n, 32);
  bytes.writeUInt16LE(56, 54);
  bytes.writeUInt16LE(headers.length, 56);
  for (const [index, header] of headers.entries()) {
    const at = 64 + index * 56;
    bytes.writeUInt32LE(header.type, at);
    bytes.writeUInt32LE(header.flags, at + 4);
    bytes.writeBigUInt64LE(0x800n, at + 8);
    bytes.writeBigUInt64LE(header.address, at + 16);
    bytes.writeBigUInt64LE(40n, at + 32);
    bytes.writeBigUInt64LE(header.size, at + 40);
  }
  bytes.writeUInt32LE(12, 0x800);
  bytes.writeUInt32LE(16, 0x804);
  bytes.writeUInt32LE(1, 0x808);
  bytes.write(owner, 0x80c, 'latin1');
  bytes.writeBigUInt64LE(overflow, 0x820);
  return bytes;
}

test('an executable as the kernel wants it has no faults', () => {
  assert.deepEqual(findFaults(elf()), []);
  assert.deepEqual(findFaults(elf({ overflow: 0n })), []);
});

test('each way in which the kernel would refuse an executable is named', () => {
  const faults = (changes) => findFaults(elf(changes)).join('; ');
  const code = [execute, 0x402000n, 0x800n];
  assert.match(faults({ type: 3 }), /not of type EXEC/);
  assert.match(faults({ machine: 40 }), /not for x86-64/);
  assert.match(faults({ entry: 0x401000n }), /the entry is not in code/);
  assert.match(faults({ overflow: 0x403000n }), /the overflow entry is not in code/);
  assert.match(faults({ owner: 'Somebody\0' }), /0 notes of the kernel's kind/);
  assert.match(faults({ loads: [code, [7, 0x403000n, 1n]] }), /0x403000 can be written and executed/);
  assert.match(faults({ loads: [code, [write, 0x402900n, 1n]] }), /0x402900 does not begin a page/);
  assert.match(faults({ loads: [code, [write, 0x402000n, 1n]] }), /shares a page/);
  assert.match(faults({ loads: [code, [write, 0x200000n, 1n]] }), /below the image base/);
  assert.match(faults({ loads: [code, [write, 0x403000n, 1n << 40n]] }), /above the limit/);
  assert.match(faults({ extra: [{ type: 3, flags: read, address: 0n, size: 0n }] }), /dynamically linked/);
});

test('instructions that enter a kernel are found outside the functions that are there for it', () => {
  const disassembly = [
    '0000000000402000 <sys_ipc_call>:', '  402000: \tsyscall', '  402002: \tretq', '', '0000000000402010 <task_entry>:', '  402010: \tsyscall',
    '', '0000000000402020 <fork>:', '  402020: \tsyscall', '', '0000000000402030 <old>:', '  402030: \tint\t$128', '  402032: \tint3',
    '', '0000000000402040 <innocent>:', '  402040: \tcallq\t0x402000 <sys_ipc_call>', '  402045: \tint3',
  ].join('\n');
  assert.deepEqual(findForeignCalls(disassembly), ['fork', 'old']);
});
