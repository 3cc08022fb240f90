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
import { isOutOfMemory } from "./MachineError.ts";
import type { Memories } from "./Memories.ts";

const kRefused = -1;
const kNoMemory = -2;

function isGlobal(value: WasmExport | undefined): value is WasmGlobal {
  return value instanceof webAssembly().Global;
}

export class Tasks {
  private readonly _instances = new Map<number, WasmInstance>();
  private readonly _executables: (Uint8Array | undefined)[] = [];
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
      this._executables[slot] = image.bytes;
      return 0;
    } catch (thrown) {
      return isOutOfMemory(thrown) ? kNoMemory : kRefused;
    }
  }

  /// Drops instance and memory; the table entry would keep both alive.
  release(slot: number): void {
    this._instances.delete(slot);
    this._executables[slot] = undefined;
    this._memories.release(slot);
    this._table?.set(this._tableBase + slot, null);
  }

  /// Slots in use, in order.
  slots(): number[] {
    return [...this._instances.keys()].sort((a, b) => a - b);
  }

  /// The bytes that the task in a slot was made from.
  executable(slot: number): Uint8Array | undefined {
    return this._executables[slot];
  }

  /// Values of the exported globals of a task, in the order of its exports.
  globals(slot: number): bigint[] {
    const exported = Object.values(this._instances.get(slot)?.exports ?? {});
    return exported.filter(isGlobal).map(({ value }) => BigInt(value));
  }
}
