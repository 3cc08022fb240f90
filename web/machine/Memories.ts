// SPDX-License-Identifier: MIT
// The memories of all slots: 0 is the kernel, 1..kMaxTasks are tasks. Views are cached, because making one
// costs more than a small copy; growing a memory detaches its old buffer, which shows as length 0.
import { kMaxTasks } from "./Abi.ts";
import type { WasmMemory } from "./Engine.ts";
import { MachineError } from "./MachineError.ts";

const kNoBytes = new Uint8Array(0);
const kWasmPage = 65536;
const kSmall = 24; // below, a loop is faster than making a subarray

export class Memories {
  private readonly _memories: (WasmMemory | undefined)[] = new Array<undefined>(kMaxTasks + 1).fill(undefined);
  private readonly _views: Uint8Array[] = new Array<Uint8Array>(kMaxTasks + 1).fill(kNoBytes);

  set(slot: number, memory: WasmMemory): void {
    this._memories[slot] = memory;
    this._views[slot] = new Uint8Array(memory.buffer);
  }

  release(slot: number): void {
    this._memories[slot] = undefined;
    this._views[slot] = kNoBytes;
  }

  /// All bytes of a slot now; empty for a slot without memory. Valid until that memory grows.
  view(slot: number): Uint8Array {
    const view = this._views[slot];
    if (view === undefined) return kNoBytes;
    return view.length === 0 ? this._refresh(slot) : view;
  }

  /// Gives a memory at least so many bytes, a multiple of 64 KiB. Throws MachineError "no-memory".
  growTo(slot: number, size: number): void {
    const missing = size - this.view(slot).length;
    if (missing <= 0) return;
    try {
      this._memories[slot]?.grow(missing / kWasmPage);
    } catch {
      throw new MachineError("no-memory", `no memory to go back in time: ${size} bytes are wanted`);
    }
  }

  /// A range of a slot, or undefined when it does not lie inside. Not a copy.
  range(slot: number, address: number, size: number): Uint8Array | undefined {
    const view = this.view(slot);
    return address + size > view.length ? undefined : view.subarray(address, address + size);
  }

  /// Moves bytes between two memories, or inside one where the ranges may overlap. False, with nothing
  /// changed, when a range is outside. Called by the kernel for every transfer.
  copy(to: number, toAddress: number, from: number, fromAddress: number, size: number): boolean {
    const target = this.view(to);
    const source = this.view(from);
    if (toAddress + size > target.length || fromAddress + size > source.length) return false;
    if (target === source) {
      target.copyWithin(toAddress, fromAddress, fromAddress + size);
    } else if (size <= kSmall) {
      for (let at = 0; at < size; at++) target[toAddress + at] = source[fromAddress + at] as number;
    } else {
      target.set(source.subarray(fromAddress, fromAddress + size), toAddress);
    }
    return true;
  }

  private _refresh(slot: number): Uint8Array {
    const memory = this._memories[slot];
    if (memory === undefined) return kNoBytes;
    return (this._views[slot] = new Uint8Array(memory.buffer));
  }
}
