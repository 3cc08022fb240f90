// SPDX-License-Identifier: MIT
// The few things of the JavaScript engine that are not part of the language: WebAssembly, text and timers.
// This folder is compiled without the DOM library, so they are described here, and nothing else of the browser
// can be named by mistake.

declare const brand: unique symbol;

export interface WasmModule {
  readonly [brand]: "module";
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

export interface WasmTable {
  readonly length: number;
  grow(entries: number): number;
  set(index: number, value: WasmFunction | null): void;
}

export interface WasmGlobal {
  value: number | bigint;
}

export type WasmFunction = (...words: never[]) => number | bigint | undefined;
export type WasmExport = WasmFunction | WasmMemory | WasmTable | WasmGlobal;
export type WasmImports = Record<string, Record<string, unknown>>;

export interface WasmInstance {
  readonly exports: Readonly<Record<string, WasmExport>>;
}

export interface WasmDescriptor {
  readonly module?: string;
  readonly name: string;
  readonly kind: "function" | "memory" | "table" | "global" | "tag";
}

type AnyConstructor = abstract new (...values: never[]) => object;

export interface WasmApi {
  readonly Module: {
    new (bytes: Uint8Array): WasmModule;
    imports(module: WasmModule): WasmDescriptor[];
    exports(module: WasmModule): WasmDescriptor[];
  };
  readonly Instance: new (module: WasmModule, imports: WasmImports) => WasmInstance;
  readonly Global: AnyConstructor;
  readonly Memory: AnyConstructor;
  readonly CompileError: AnyConstructor;
  readonly LinkError: AnyConstructor;
  readonly RuntimeError: AnyConstructor;
  compile(bytes: Uint8Array): Promise<WasmModule>;
}

interface Port {
  onmessage: (() => void) | null;
  postMessage(message: null): void;
  close(): void;
}

interface EngineGlobals {
  readonly WebAssembly?: WasmApi;
  readonly TextEncoder: new () => { encode(text: string): Uint8Array };
  readonly TextDecoder: new (
    label?: string,
    options?: { fatal?: boolean },
  ) => { decode(bytes?: Uint8Array, options?: { stream?: boolean }): string };
  readonly CompressionStream: new (format: "deflate-raw") => unknown;
  readonly DecompressionStream: new (format: "deflate-raw") => unknown;
  readonly MessageChannel: new () => { readonly port1: Port; readonly port2: Port };
  readonly setImmediate?: (callback: () => void) => unknown;
  readonly performance: { now(): number };
  readonly crypto: { getRandomValues(words: BigInt64Array): BigInt64Array };
  setTimeout(callback: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

export const engine = globalThis as unknown as EngineGlobals;

/// The engine's WebAssembly. Throws when it is switched off: nothing can run then.
export function webAssembly(): WasmApi {
  const api = engine.WebAssembly;
  if (api === undefined) throw new Error("WebAssembly is not available: it is switched off or not supported");
  return api;
}

const encoder = new engine.TextEncoder();

/// UTF-8 bytes of a text.
export function encodeText(text: string): Uint8Array {
  return encoder.encode(text);
}

/// Text of UTF-8 bytes; damaged bytes become U+FFFD.
export function decodeText(bytes: Uint8Array): string {
  return new engine.TextDecoder().decode(bytes);
}
