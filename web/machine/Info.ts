// SPDX-License-Identifier: MIT
// Decodes the structs of kernel/abi/system.hpp that kernel_tasks, kernel_phones and kernel_calls give.
import { decodeText } from "./Engine.ts";

export const kTaskInfoSize = 144;
export const kPhoneInfoSize = 24;
export const kCallInfoSize = 64;

export const kTaskStates = ["", "created", "running", "exited", "faulted", "killed"] as const;

export interface TaskInfo {
  readonly id: number;
  readonly creator: number;
  readonly name: string;
  readonly state: number;
  readonly phones: number;
  readonly handles: number;
  readonly incoming: number;
  readonly dispatched: number;
  readonly answers: number;
  readonly notifications: number;
  readonly memory: number;
  readonly kernelMemory: number;
  readonly dispatches: number;
  readonly callsSent: number;
  readonly callsReceived: number;
  readonly answersSent: number;
  readonly answersReceived: number;
  readonly forwards: number;
  readonly notified: number;
}

export interface PhoneInfo {
  readonly handle: number;
  readonly state: number; // 1 connecting, 2 connected, 3 hung up, 4 slammed
  readonly peer: number;
  readonly activeCalls: number;
  readonly interface: number;
}

export interface CallInfo {
  readonly queue: number; // 1 incoming, 2 dispatched, 3 answers
  readonly traceId: number;
  readonly sender: number;
  readonly interface: number;
  readonly words: readonly bigint[];
}

const kNameAt = 8;
const kNameSize = 32;
const kCountsAt = kNameAt + kNameSize;
const kTotalsAt = kCountsAt + 8 * 4;

function cString(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decodeText(end < 0 ? bytes : bytes.subarray(0, end));
}

function decodeEach<T>(bytes: Uint8Array, size: number, decode: (view: DataView, item: Uint8Array) => T): T[] {
  const items: T[] = [];
  for (let at = 0; at + size <= bytes.length; at += size) {
    const item = bytes.subarray(at, at + size);
    items.push(decode(new DataView(item.buffer, item.byteOffset, size), item));
  }
  return items;
}

function decodeTask(view: DataView, item: Uint8Array): TaskInfo {
  const count = (index: number): number => view.getUint32(kCountsAt + index * 4, true);
  const total = (index: number): number => Number(view.getBigUint64(kTotalsAt + index * 8, true));
  return {
    id: view.getUint32(0, true),
    creator: view.getUint32(4, true),
    name: cString(item.subarray(kNameAt, kNameAt + kNameSize)),
    state: count(0),
    phones: count(1),
    handles: count(2),
    incoming: count(3),
    dispatched: count(4),
    answers: count(5),
    notifications: count(6),
    memory: total(0),
    kernelMemory: total(1),
    dispatches: total(2),
    callsSent: total(3),
    callsReceived: total(4),
    answersSent: total(5),
    answersReceived: total(6),
    forwards: total(7),
    notified: total(8),
  };
}

export function decodeTasks(bytes: Uint8Array): TaskInfo[] {
  return decodeEach(bytes, kTaskInfoSize, decodeTask);
}

export function decodePhones(bytes: Uint8Array): PhoneInfo[] {
  return decodeEach(bytes, kPhoneInfoSize, (view) => ({
    handle: view.getUint32(0, true),
    state: view.getUint32(4, true),
    peer: view.getUint32(8, true),
    activeCalls: view.getUint32(12, true),
    interface: view.getUint32(16, true),
  }));
}

export function decodeCalls(bytes: Uint8Array): CallInfo[] {
  return decodeEach(bytes, kCallInfoSize, (view) => ({
    queue: view.getUint32(0, true),
    traceId: view.getUint32(4, true),
    sender: view.getUint32(8, true),
    interface: view.getUint32(12, true),
    words: [0, 1, 2, 3, 4, 5].map((index) => view.getBigUint64(16 + index * 8, true)),
  }));
}
