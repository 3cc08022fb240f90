// SPDX-License-Identifier: MIT
// The instances of tasks, one a slot: made from an image, linked to the kernel's exports without any
// JavaScript between, entered through the kernel's function table.
import { kTaskImports, type TaskFunctions } from "./Abi.ts";
import {
  type WasmExport,
  type WasmFunction,
  type WasmGlobal,
  type WasmInstance,
  type WasmMemory,
  type WasmTable,
  webAssembly,
} from "./Engine.ts";
import type { Image } from "./Images.ts";
import type { Kernel } from "./Kernel.ts";
import { isOutOfMemory, MachineError } from "./MachineError.ts";
import type { Memories } from "./Memories.ts";
import { MemoryImage } from "./MemoryImage.ts";
import type { TaskState } from "./Snapshot.ts";

const kRefused = -1;
const kNoMemory = -2;

function isGlobal(value: WasmExport | undefined): value is WasmGlobal {
  return value instanceof webAssembly().Global;
}

export class Tasks {
  private readonly _instances = new Map<number, WasmInstance>();
  private readonly _images: (Image | undefined)[] = [];
  private _imports: TaskFunctions = {};
  private _table: WasmTable | undefined;
  private _tableBase = 0;

  constructor(private readonly _memories: Memories) {}

  /// Says what tasks are linked to. Called once, before the first task.
  connect(kernel: Kernel): void {
    const exported = kernel.exports as unknown as Readonly<Record<string, WasmExport>>;
    const names = kTaskImports.filter((name) => typeof exported[name] === "function");
    this._imports = Object.fromEntries(names.map((name) => [name, exported[name] as WasmFunction]));
    this._table = kernel.exports.__indirect_function_table;
    this._tableBase = kernel.tableBase;
  }

  /// 0, -1 (refuses to link) or -2 (no memory).
  instantiate(slot: number, image: Image | undefined): number {
    if (image === undefined) return kRefused;
    try {
      const instance = new (webAssembly().Instance)(image.module, { kernel: this._imports });
      this._memories.set(slot, instance.exports["memory"] as WasmMemory);
      this._table?.set(this._tableBase + slot, instance.exports["task_enter"] as WasmFunction);
      this._instances.set(slot, instance);
      this._images[slot] = image;
      return 0;
    } catch (thrown) {
      return isOutOfMemory(thrown) ? kNoMemory : kRefused;
    }
  }

  /// Drops instance and memory; the table entry would keep both alive.
  release(slot: number): void {
    this._instances.delete(slot);
    this._images[slot] = undefined;
    this._memories.release(slot);
    this._table?.set(this._tableBase + slot, null);
  }

  /// Slots in use, in order.
  slots(): number[] {
    return [...this._instances.keys()].sort((a, b) => a - b);
  }

  /// The bytes that the task in a slot was made from.
  executable(slot: number): Uint8Array | undefined {
    return this._images[slot]?.bytes;
  }

  /// Values of the exported globals of a task, in the order of its exports.
  globals(slot: number): bigint[] {
    return this._globals(slot).map(({ value }) => BigInt(value));
  }

  /// `before`: the same from an earlier snapshot, whose pages are shared.
  save(before: readonly TaskState[]): TaskState[] {
    return this.slots().map((slot) => {
      const image = this._images[slot] as Image;
      const earlier = before.find((state) => state.slot === slot && state.image === image);
      const memory = MemoryImage.of(this._memories.view(slot), earlier?.memory);
      return { slot, image, memory, globals: this.globals(slot) };
    });
  }

  /// Throws MachineError "no-memory" when the engine gives no more memories; the machine is of no use then.
  restore(states: readonly TaskState[]): void {
    const kept = new Set(states.map(({ slot }) => slot));
    for (const slot of this.slots()) if (!kept.has(slot)) this.release(slot);
    for (const state of states) this._restoreOne(state);
  }

  private _globals(slot: number): WasmGlobal[] {
    return Object.values(this._instances.get(slot)?.exports ?? {}).filter(isGlobal);
  }

  /// A memory cannot shrink, so one that has grown since needs another instance.
  private _restoreOne({ slot, image, memory, globals }: TaskState): void {
    const usable = this._images[slot] === image && this._memories.view(slot).length <= memory.size;
    if (!usable) {
      this.release(slot);
      if (this.instantiate(slot, image) !== 0) throw new MachineError("no-memory", "no memory to go back in time: close other tabs");
    }
    this._memories.growTo(slot, memory.size);
    memory.restore(this._memories.view(slot));
    this._globals(slot).forEach((global, at) => restoreGlobal(global, globals[at]));
  }
}

function restoreGlobal(global: WasmGlobal, value: bigint | undefined): void {
  if (value === undefined || BigInt(global.value) === value) return;
  global.value = typeof global.value === "bigint" ? value : Number(value);
}
