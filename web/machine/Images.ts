// SPDX-License-Identifier: MIT
// Executables that tasks are made from. Compiling is the dearest part of a spawn, so a module is compiled
// once and found again by its content: length and sampled words choose candidates, all bytes decide.
import { kMaxImageSize, kTaskImports } from "./Abi.ts";
import { type WasmModule, webAssembly } from "./Engine.ts";
import { isOutOfMemory } from "./MachineError.ts";
import type { ImageState } from "./Snapshot.ts";

/// Results of image_create besides a number > 0.
export const kNotExecutable = -1;
export const kNoMemory = -2;

export interface Image {
  readonly bytes: Uint8Array;
  readonly module: WasmModule;
  number: number; // 0 until the kernel asked for it, so that numbers do not depend on what was precompiled
  uses: number; // successes of create() that were not released
  readonly precompiled: boolean; // it came with the bundle, and will be wanted again
}

const kSamples = 64;
const kKnownImports: ReadonlySet<string> = new Set(kTaskImports);

function contentKey(bytes: Uint8Array): number {
  const step = Math.max(1, Math.floor(bytes.length / kSamples));
  let key = bytes.length;
  for (let at = 0; at < bytes.length; at += step) key = Math.imul(key ^ (bytes[at] as number), 0x01000193);
  return key;
}

/// Whether the bytes are the same. Both begin at a multiple of 4 of their buffers.
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  const words = a.length >> 2;
  const left = new Int32Array(a.buffer, a.byteOffset, words);
  const right = new Int32Array(b.buffer, b.byteOffset, words);
  for (let at = 0; at < words; at++) if (left[at] !== right[at]) return false;
  for (let at = words << 2; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

/// The bytes where words can be read from them: themselves, or a copy.
export function aligned(bytes: Uint8Array): Uint8Array {
  return (bytes.byteOffset & 3) === 0 ? bytes : bytes.slice();
}

/// Why a module cannot become a task, or undefined when it can.
export function refuse(module: WasmModule): string | undefined {
  const wasm = webAssembly();
  for (const { module: from, name, kind } of wasm.Module.imports(module)) {
    if (from !== "kernel" || kind !== "function" || !kKnownImports.has(name)) return `imports ${from}.${name}`;
  }
  const exported = new Map(wasm.Module.exports(module).map(({ name, kind }) => [name, kind]));
  if (exported.get("task_enter") !== "function") return "exports no task_enter";
  return exported.get("memory") === "memory" ? undefined : "exports no memory";
}

export class Images {
  private readonly _byContent = new Map<number, Image[]>();
  private _byNumber: (Image | undefined)[] = [];

  /// Compiles in parallel, in the background; what is no executable is left for create() to refuse. The bytes
  /// are kept, not copied: nobody may change them.
  async precompile(executables: readonly Uint8Array[]): Promise<void> {
    const fresh = executables.map(aligned).filter((bytes) => this._find(bytes) === undefined);
    await Promise.all(fresh.map((bytes) => this._precompileOne(bytes)));
  }

  /// The number of an executable: > 0, kNotExecutable or kNoMemory. Equal bytes give equal numbers.
  create(executable: Uint8Array): number {
    if (executable.length === 0 || executable.length > kMaxImageSize) return kNotExecutable;
    const known = this._find(aligned(executable));
    if (known !== undefined) return this._number(known);
    const bytes = executable.slice(); // a task's memory will not stay as it is
    try {
      const module = new (webAssembly().Module)(bytes);
      if (refuse(module) !== undefined) return kNotExecutable;
      return this._number(this._remember(bytes, module, false));
    } catch (thrown) {
      return isOutOfMemory(thrown) ? kNoMemory : kNotExecutable;
    }
  }

  /// Undoes one create(); with the last one goes the executable, unless it was precompiled.
  release(number: number): void {
    const image = this.get(number);
    if (image === undefined || --image.uses > 0) return;
    this._byNumber[number - 1] = undefined;
    this._withdraw(image);
  }

  get(number: number): Image | undefined {
    return this._byNumber[number - 1];
  }

  save(): (ImageState | undefined)[] {
    return this._byNumber.map((image) => (image === undefined ? undefined : { image, uses: image.uses }));
  }

  /// Numbers and uses as they were. The modules of then are still there: nobody compiles again.
  restore(states: readonly (ImageState | undefined)[]): void {
    for (const image of this._byNumber) if (image !== undefined) this._withdraw(image);
    this._byNumber = states.map((state, at) => {
      if (state === undefined) return undefined;
      const { image, uses } = state;
      if (this._find(image.bytes) === undefined) this._file(image);
      image.number = at + 1;
      image.uses = uses;
      return image;
    });
  }

  /// An executable of a snapshot file, compiled; undefined when it is none.
  load(executable: Uint8Array): Image | undefined {
    const known = this._find(aligned(executable));
    if (known !== undefined) return known;
    try {
      const module = new (webAssembly().Module)(executable);
      return refuse(module) === undefined ? this._remember(aligned(executable), module, false) : undefined;
    } catch {
      return undefined;
    }
  }

  private _withdraw(image: Image): void {
    image.number = 0;
    image.uses = 0;
    if (image.precompiled) return;
    const key = contentKey(image.bytes);
    const others = this._byContent.get(key)?.filter((other) => other !== image) ?? [];
    if (others.length > 0) this._byContent.set(key, others);
    else this._byContent.delete(key);
  }

  private async _precompileOne(bytes: Uint8Array): Promise<void> {
    try {
      const module = await webAssembly().compile(bytes);
      if (refuse(module) === undefined && this._find(bytes) === undefined) this._remember(bytes, module, true);
    } catch {
      // create() will meet the same bytes and give the answer that the kernel can act on
    }
  }

  private _find(bytes: Uint8Array): Image | undefined {
    return this._byContent.get(contentKey(bytes))?.find((image) => equalBytes(image.bytes, bytes));
  }

  private _remember(bytes: Uint8Array, module: WasmModule, precompiled: boolean): Image {
    const image: Image = { bytes, module, number: 0, uses: 0, precompiled };
    this._file(image);
    return image;
  }

  private _file(image: Image): void {
    const key = contentKey(image.bytes);
    const others = this._byContent.get(key);
    if (others === undefined) this._byContent.set(key, [image]);
    else others.push(image);
  }

  private _number(image: Image): number {
    if (image.number === 0) image.number = this._byNumber.push(image);
    image.uses++;
    return image.number;
  }
}
