// SPDX-License-Identifier: MIT
// Walks the instructions of a function body: enough to copy it with insertions.
import { Reader } from './executable_module.mjs';

export const Op = {
  unreachable: 0x00, loop: 0x03, if: 0x04, end: 0x0b, call: 0x10, localGet: 0x20, globalGet: 0x23, globalSet: 0x24,
  i32Const: 0x41, i32LessSigned: 0x48, i32LessUnsigned: 0x49, i32Add: 0x6a, i32Subtract: 0x6b,
};
export const emptyBlock = 0x40;

function skipMemoryArgument(reader) {
  reader.unsigned();
  reader.unsigned();
}

function skipExtended(reader) {
  const sub = reader.unsigned();
  if (sub <= 7) return; // saturating truncation
  if (sub === 8 || sub === 10 || sub === 12 || sub === 14) {
    reader.unsigned();
    reader.unsigned();
  } else if (sub <= 17) {
    reader.unsigned();
  } else {
    throw new Error(`unknown instruction 0xfc ${sub}`);
  }
}

function skipOperands(opcode, reader) {
  if (opcode >= 0x28 && opcode <= 0x3e) return skipMemoryArgument(reader);
  if (opcode >= 0x45 && opcode <= 0xc4) return undefined; // numeric
  switch (opcode) {
    case 0x00: case 0x01: case 0x05: case 0x0b: case 0x0f: case 0x1a: case 0x1b:
      return undefined;
    case 0x02: case 0x03: case 0x04: // a block type is one signed number
    case 0x0c: case 0x0d: case 0x10: case 0x20: case 0x21: case 0x22: case 0x23: case 0x24: case 0x25: case 0x26:
    case 0x3f: case 0x40: case 0x41: case 0x42: case 0xd0: case 0xd2:
      return reader.skipNumber();
    case 0x11:
      reader.unsigned();
      return reader.skipNumber();
    case 0x0e:
      for (let count = reader.unsigned(); count >= 0; count--) reader.unsigned();
      return undefined;
    case 0x1c:
      reader.take(reader.unsigned());
      return undefined;
    case 0x43:
      reader.take(4);
      return undefined;
    case 0x44:
      reader.take(8);
      return undefined;
    case 0xfc:
      return skipExtended(reader);
    default:
      throw new Error(`unknown instruction 0x${opcode.toString(16)}`);
  }
}

/** Calls visit(opcode, operand) for each instruction; operand: the first one, where it is an index. */
function walk(reader, visit) {
  while (!reader.done) {
    const start = reader.position;
    const opcode = reader.byte();
    const operandAt = reader.position;
    skipOperands(opcode, reader);
    const indexed = opcode === Op.call || opcode === Op.globalGet || opcode === Op.globalSet;
    visit(opcode, indexed ? new Reader(reader.bytes, operandAt).unsigned() : 0, start, reader.position);
  }
}

function skipLocals(reader) {
  for (let count = reader.unsigned(); count > 0; count--) {
    reader.unsigned();
    reader.byte();
  }
}

/** The functions that a body calls directly. */
export function calls(body) {
  const found = [];
  const reader = new Reader(body);
  skipLocals(reader);
  walk(reader, (opcode, operand) => {
    if (opcode === Op.call) found.push(operand);
  });
  return found;
}

/** The index of the global that a body of the form `global.get N` reads. */
export function onlyGlobal(body) {
  let global = -1;
  const reader = new Reader(body);
  skipLocals(reader);
  walk(reader, (opcode, operand) => {
    if (opcode === Op.globalGet) global = operand;
  });
  if (global < 0) throw new Error('a mark function reads no global');
  return global;
}

/**
 * A copy of the body with insertions: `before` at its start, `after(opcode, operand, previousOpcode)` behind
 * each instruction (null for nothing).
 */
export function rewrite(body, before, after) {
  const reader = new Reader(body);
  skipLocals(reader);
  const parts = [body.subarray(0, reader.position), Buffer.from(before)];
  let copied = reader.position;
  let previous = Op.unreachable;
  walk(reader, (opcode, operand, _start, end) => {
    const insertion = after(opcode, operand, previous);
    previous = opcode;
    if (!insertion) return;
    parts.push(body.subarray(copied, end), Buffer.from(insertion));
    copied = end;
  });
  parts.push(body.subarray(copied));
  return Buffer.concat(parts);
}
