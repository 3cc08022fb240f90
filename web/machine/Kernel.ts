// SPDX-License-Identifier: MIT
// The kernel instance, and the one try/catch around it. A trap below is the running task's fault, unless the
// kernel itself was at work: then nothing it holds can be trusted and the machine stops.
import { kKernelFunctions, kMaxTasks, type KernelExports } from "./Abi.ts";
import { type WasmImports, type WasmInstance, type WasmModule, webAssembly } from "./Engine.ts";
import { classify, type Fault, refine } from "./Fault.ts";
import { isOutOfMemory, MachineError } from "./MachineError.ts";
import type { Memories } from "./Memories.ts";
import type { Tasks } from "./Tasks.ts";

/// Why a machine no longer runs.
export type Stop =
  | { readonly kind: "power"; readonly power: "halt" | "reboot"; readonly status: number }
  | { readonly kind: "panic"; readonly text: string } // a bug of ours
  | { readonly kind: "end" } // stopped from outside, or the recording is over
  | { readonly kind: "error"; readonly error: MachineError }; // a replay that went another way

/// Thrown through the kernel's frames by its own import `panic`.
export class Panic extends Error {}

function instantiate(module: WasmModule, imports: WasmImports): WasmInstance {
  try {
    return new (webAssembly().Instance)(module, imports);
  } catch (thrown) {
    const cause = isOutOfMemory(thrown) ? "no-memory" : "bad-module";
    throw new MachineError(cause, `the kernel does not start: ${String(thrown)}`);
  }
}

function checkExports(instance: WasmInstance): KernelExports {
  for (const name of [...kKernelFunctions, "fuel_exhausted", "memory", "__indirect_function_table", "__stack_pointer"]) {
    if (instance.exports[name] === undefined) throw new MachineError("bad-module", `the kernel exports no ${name}`);
  }
  return instance.exports as unknown as KernelExports;
}

export class Kernel {
  readonly exports: KernelExports;
  readonly tableBase: number;
  /// Set once; nothing is dispatched afterwards.
  stopped: Stop | undefined;

  private readonly _memories: Memories;
  private readonly _tasks: Tasks;
  private readonly _fuelPlace: bigint | undefined;

  constructor(module: WasmModule, imports: WasmImports, memories: Memories, tasks: Tasks) {
    const instance = instantiate(module, imports);
    this.exports = checkExports(instance);
    this._memories = memories;
    this._tasks = tasks;
    memories.set(0, this.exports.memory);
    this.tableBase = this.exports.__indirect_function_table.grow(kMaxTasks + 1);
    this.exports._initialize?.();
    this._fuelPlace = this._findFuelPlace();
    this.exports.kernel_set_table_base(this.tableBase);
  }

  /// Logical time: how many dispatches there were.
  dispatches(): number {
    return Number(this.exports.kernel_dispatches());
  }

  /// Virtual microseconds of the next timeout, or -1.
  deadline(): number {
    return Number(this.exports.kernel_deadline());
  }

  /// Dispatches until nothing is ready or logical time is `until`. True when something is still ready.
  run(until: number): boolean {
    if (this.stopped !== undefined) return false;
    const pointer = this.exports.__stack_pointer;
    const before = pointer.value;
    try {
      return this.exports.kernel_run(BigInt(until)) !== 0 && !this._isStopped();
    } catch (thrown) {
      pointer.value = before;
      this._caught(thrown);
      return !this._isStopped();
    }
  }

  /// Bytes into the kernel's buffer; returns how many fitted.
  fill(bytes: Uint8Array): number {
    const size = Math.min(bytes.length, this.exports.kernel_buffer_size() >>> 0);
    this._memories.view(0).set(bytes.subarray(0, size), this.exports.kernel_buffer() >>> 0);
    return size;
  }

  /// A copy of the first bytes of the kernel's buffer.
  taken(size: number): Uint8Array {
    const at = this.exports.kernel_buffer() >>> 0;
    return this._memories.view(0).slice(at, at + size);
  }

  /// Where the kernel traps for a task whose fuel is used up. To be called before the kernel holds any state.
  private _findFuelPlace(): bigint | undefined {
    const pointer = this.exports.__stack_pointer;
    const before = pointer.value;
    try {
      this.exports.fuel_exhausted();
      return undefined;
    } catch (thrown) {
      pointer.value = before;
      return classify(thrown).place;
    }
  }

  private _isStopped(): boolean {
    return this.stopped !== undefined;
  }

  private _caught(thrown: unknown): void {
    if (thrown instanceof MachineError) this.stopped = { kind: "error", error: thrown };
    else if (thrown instanceof Panic) this.stopped = { kind: "panic", text: thrown.message };
    else this._trapped(classify(thrown, this._fuelPlace));
  }

  private _trapped(fault: Fault): void {
    const slot = this.exports.kernel_current();
    if (slot === 0 || this.exports.kernel_in_syscall() !== 0) {
      const where = `function ${fault.place >> 32n}, offset ${fault.place & 0xffffffffn}`;
      this.stopped = { kind: "panic", text: `the kernel trapped: ${fault.text} (${where}, slot ${slot})` };
      return;
    }
    const { kind, place } = refine(fault, this._tasks.executable(slot));
    this.exports.kernel_fault(kind, place);
  }
}
