// SPDX-License-Identifier: MIT
// What the kernel imports from module "host"; the contract is kernel/abi/host.hpp. Words arrive from
// WebAssembly as signed numbers, so addresses and sizes are made unsigned first.
import { DeviceControl } from "./Abi.ts";
import { decodeText } from "./Engine.ts";
import type { Gate } from "./Gate.ts";
import { type Images, kNoMemory, kNotExecutable } from "./Images.ts";
import { Panic, type Stop } from "./Kernel.ts";
import type { Memories } from "./Memories.ts";
import type { Tasks } from "./Tasks.ts";

/// What the imports work on. The gate exists only after the kernel, which exists only after its imports.
export interface Hardware {
  readonly memories: Memories;
  readonly images: Images;
  readonly tasks: Tasks;
  readonly archive: Uint8Array; // boot module 0
  readonly gate: () => Gate;
  readonly output: (device: number, bytes: Uint8Array) => void;
  readonly stop: (stop: Stop) => void;
}

const kRefused = -1;

function taskImports({ memories, images, tasks, gate }: Hardware) {
  return {
    image_create(slot: number, address: number, size: number): number {
      const bytes = memories.range(slot, address >>> 0, size >>> 0);
      return bytes === undefined ? kNotExecutable : gate().request(kNoMemory, () => images.create(bytes));
    },
    image_release(image: number): void {
      images.release(image);
    },
    task_instantiate(slot: number, image: number): number {
      return gate().request(kNoMemory, () => tasks.instantiate(slot, images.get(image)));
    },
    task_release(slot: number): void {
      tasks.release(slot);
    },
    task_memory(slot: number): number {
      return memories.view(slot).length;
    },
  };
}

function deviceImports({ memories, gate, output }: Hardware) {
  return {
    device_write(device: number, slot: number, address: number, size: number): void {
      const bytes = memories.range(slot, address >>> 0, size >>> 0);
      if (bytes !== undefined) output(device, bytes.slice());
    },
    device_control(device: number, control: number, _argument: number): number {
      const size = control === DeviceControl.terminal_size ? gate().size(device) : undefined;
      return size === undefined ? kRefused : (size.columns << 16) | size.rows;
    },
    precise_clock(): bigint {
      return gate().preciseClock();
    },
  };
}

function moduleImports({ memories, archive }: Hardware) {
  return {
    module_size(module: number): number {
      return module === 0 ? archive.length : 0;
    },
    module_copy(module: number, offset: number, slot: number, address: number, size: number): number {
      const target = memories.range(slot, address >>> 0, size >>> 0);
      const end = (offset >>> 0) + (size >>> 0);
      if (module !== 0 || target === undefined || end > archive.length) return 0;
      target.set(archive.subarray(offset >>> 0, end));
      return 1;
    },
  };
}

function endImports({ memories, stop }: Hardware) {
  return {
    power(power: number, status: number): void {
      stop({ kind: "power", power: power === 0 ? "halt" : "reboot", status: status >>> 0 });
    },
    panic(address: number, size: number): never {
      const text = memories.range(0, address >>> 0, size >>> 0);
      throw new Panic(text === undefined ? "the kernel panicked without a text" : decodeText(text));
    },
  };
}

/// The import object's part "host".
export function hostImports(hardware: Hardware): Record<string, unknown> {
  const { memories } = hardware;
  return {
    copy(to: number, toAddress: number, from: number, fromAddress: number, size: number): number {
      return memories.copy(to, toAddress >>> 0, from, fromAddress >>> 0, size >>> 0) ? 1 : 0;
    },
    ...taskImports(hardware),
    ...deviceImports(hardware),
    ...moduleImports(hardware),
    ...endImports(hardware),
  };
}
