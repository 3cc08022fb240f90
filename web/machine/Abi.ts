// SPDX-License-Identifier: MIT
// The part of kernel/abi that a host must know, by the same names. Abi.test.ts compares it with the headers.
import type { WasmFunction, WasmGlobal, WasmMemory, WasmTable } from "./Engine.ts";

export const kMaxTasks = 100;
export const kMaxImageSize = 16 << 20;
export const kTerminalCount = 4;

export const FaultKind = {
  none: 0,
  unreachable: 1,
  out_of_bounds: 2,
  divide: 3,
  stack_overflow: 4,
  bad_call: 5,
  runaway: 6,
  conversion: 7,
  no_memory: 8,
  other: 9,
} as const;
export type FaultKind = (typeof FaultKind)[keyof typeof FaultKind];

export const DeviceControl = { terminal_size: 1 } as const;
export const DeviceState = { resized: 1, opened: 2 } as const;

/// What the kernel exports for the host; see kernel/abi/host.hpp.
export interface KernelExports {
  readonly memory: WasmMemory;
  readonly __indirect_function_table: WasmTable;
  readonly __stack_pointer: WasmGlobal;
  _initialize?(): void;
  fuel_exhausted(): void;
  kernel_set_table_base(base: number): void;
  kernel_buffer(): number;
  kernel_buffer_size(): number;
  kernel_boot_image(nameSize: number, image: number): number;
  kernel_boot(realTime: bigint, seed: bigint): number;
  kernel_run(until: bigint): number;
  kernel_dispatches(): bigint;
  kernel_deadline(): bigint;
  kernel_clock(uptime: bigint, realTime: bigint): void;
  kernel_input(device: number, size: number): number;
  kernel_device_state(device: number, state: number, a3: number, a4: number): void;
  kernel_current(): number;
  kernel_in_syscall(): number;
  kernel_fault(kind: number, place: bigint): void;
  kernel_kill(task: number): number;
  kernel_trace(mask: number): void;
  kernel_trace_ring(): number;
  kernel_trace_next(): bigint;
  kernel_hash(): bigint;
  kernel_tasks(): number;
  kernel_phones(task: number): number;
  kernel_calls(task: number): number;
  kernel_log_text(position: bigint): number;
}

/// Names of the kernel's exports that must exist before anything starts.
export const kKernelFunctions = [
  "kernel_set_table_base",
  "kernel_buffer",
  "kernel_buffer_size",
  "kernel_boot_image",
  "kernel_boot",
  "kernel_run",
  "kernel_dispatches",
  "kernel_deadline",
  "kernel_clock",
  "kernel_input",
  "kernel_device_state",
  "kernel_current",
  "kernel_in_syscall",
  "kernel_fault",
  "kernel_kill",
  "kernel_trace",
  "kernel_trace_ring",
  "kernel_trace_next",
  "kernel_hash",
  "kernel_tasks",
  "kernel_phones",
  "kernel_calls",
  "kernel_log_text",
] as const satisfies readonly (keyof KernelExports)[];

/// All that an executable may import from module "kernel": the system calls, and the end of its fuel.
/// The kernel exports more; a task that could import kernel_fault would be the host.
export const kTaskImports = [
  "ipc_call",
  "ipc_answer",
  "ipc_forward",
  "ipc_hangup",
  "ipc_poke",
  "handle_duplicate",
  "handle_close",
  "handle_query",
  "image_create",
  "task_create",
  "task_grant",
  "task_start",
  "task_kill",
  "task_query",
  "task_id",
  "task_exit",
  "task_arguments",
  "area_create",
  "area_destroy",
  "area_publish",
  "event_subscribe",
  "event_unsubscribe",
  "event_unmask",
  "device_open",
  "device_read",
  "device_write",
  "device_control",
  "clock_read",
  "entropy",
  "log_write",
  "log_read",
  "trace_control",
  "trace_read",
  "boot_module",
  "system_machine",
  "system_tasks",
  "system_phones",
  "system_calls",
  "system_kill",
  "system_power",
  "hardware_open",
  "hardware_query",
  "hardware_info",
  "port_read",
  "port_write",
  "memory_map",
  "clock_set",
  "monitor_load",
  "monitor_policy",
  "monitor_read",
  "fuel_exhausted",
] as const;

export type TaskFunctions = Record<string, WasmFunction>;
