// SPDX-License-Identifier: MIT
// What an engine throws when WebAssembly traps, as the machine's own FaultKind and place.
// Engines differ in words; the table holds V8's and SpiderMonkey's.
import { FaultKind } from "./Abi.ts";

export interface Fault {
  readonly kind: FaultKind;
  /// Function index << 32 | byte offset in the executable; 0 when unknown.
  readonly place: bigint;
  /// The engine's own words, for people.
  readonly text: string;
}

const kTraps: readonly (readonly [RegExp, FaultKind])[] = [
  [/^unreachable/, FaultKind.unreachable],
  [/table index (is )?out of bounds|null function|indirect call|signature mismatch|table access/, FaultKind.bad_call],
  [/memory access out of bounds|index out of bounds|segment .*out of bounds/, FaultKind.out_of_bounds],
  [/(divide|remainder) by zero|divide result unrepresentable|integer overflow/, FaultKind.divide],
  [/float unrepresentable|invalid conversion to integer/, FaultKind.conversion],
  [/call stack|too much recursion/, FaultKind.stack_overflow],
  [/out of memory|allocation failed/i, FaultKind.no_memory],
];

function kindOf(message: string): FaultKind {
  for (const [pattern, kind] of kTraps) {
    if (pattern.test(message)) return kind;
  }
  return FaultKind.other;
}

/// Places of the WebAssembly frames, innermost first; both engines write `wasm-function[INDEX]:0xOFFSET`.
export function placesOf(stack: string): bigint[] {
  const found = stack.matchAll(/wasm-function\[(\d+)\]:0x([0-9a-f]+)/g);
  return [...found].map((match) => (BigInt(match[1] ?? "0") << 32n) | BigInt(`0x${match[2] ?? "0"}`));
}

/// Classifies what was caught around the kernel. `gate` is a place in the kernel that tasks trap through, so
/// that the place is the one before it. How deep the engine's stack is depends on the engine and on how hot
/// the code is, so the place of a stack overflow is always 0: it would not be the same again.
export function classify(thrown: unknown, gate?: bigint): Fault {
  if (!(thrown instanceof Error)) return { kind: FaultKind.other, place: 0n, text: String(thrown) };
  const kind = kindOf(thrown.message);
  const hasPlace = kind !== FaultKind.stack_overflow;
  const place = hasPlace ? placesOf(thrown.stack ?? "").find((known) => known !== gate) : undefined;
  return { kind, place: place ?? 0n, text: `${thrown.name}: ${thrown.message}` };
}

const kCallIndirect = 0x11;
const kReturnCallIndirect = 0x13;
const kFirstTruncation = 0xa8; // i32.trunc_f32_s
const kLastTruncation = 0xb1; // i64.trunc_f64_u

/// SpiderMonkey has one text for an address and a table index out of bounds, and one for a quotient and a
/// conversion that do not fit. The instruction at the place tells which it was.
export function refine(fault: Fault, executable: Uint8Array | undefined): Fault {
  const opcode = executable?.[Number(fault.place & 0xffffffffn)];
  if (opcode === undefined || fault.place === 0n) return fault;
  const isCall = opcode === kCallIndirect || opcode === kReturnCallIndirect;
  if (fault.kind === FaultKind.out_of_bounds && isCall) return { ...fault, kind: FaultKind.bad_call };
  const isTruncation = opcode >= kFirstTruncation && opcode <= kLastTruncation;
  if (fault.kind === FaultKind.divide && isTruncation) return { ...fault, kind: FaultKind.conversion };
  return fault;
}
