// SPDX-License-Identifier: MIT
// The bundle: one packed tar with the kernel, the boot tasks and all files of the boot archive.
import { isZstandard, unpackZstandard } from "./Zstandard.ts";
import { aligned, equalBytes } from "./Images.ts";
import { MachineError } from "./MachineError.ts";
import { StateHash } from "./StateHash.ts";
import { readTar, type TarEntry } from "./Tar.ts";

const kWasmMagic = [0x00, 0x61, 0x73, 0x6d];

export class Bundle {
  /// The unpacked tar; the boot archive serves it as the root file system.
  readonly archive: Uint8Array;
  /// Identifies the build: equal for equal contents.
  readonly build: string;

  private readonly _entries: ReadonlyMap<string, TarEntry>;

  private constructor(archive: Uint8Array, hash: string) {
    this.archive = archive;
    this.build = hash;
    this._entries = readTar(archive);
  }

  /// Unpacks and checks. A tar that a server has unpacked on the way is welcome too.
  /// Throws MachineError "damaged-bundle" that says what is wrong.
  static open(bytes: Uint8Array): Bundle {
    if (bytes.length === 0) throw new MachineError("damaged-bundle", "the bundle is damaged: it is empty");
    if (!isZstandard(bytes)) return new Bundle(bytes, new StateHash().bytes(bytes).text());
    const { output, hash } = unpackZstandard(bytes);
    return new Bundle(output, hash);
  }

  /// Contents of a file, by path without leading slash; undefined when there is no such file. A view.
  file(path: string): Uint8Array | undefined {
    const entry = this._entries.get(path);
    return entry?.kind === "file" ? entry.bytes : undefined;
  }

  /// As file(), or a MachineError "missing-module" that names the path.
  require(path: string): Uint8Array {
    const bytes = this.file(path);
    if (bytes === undefined) throw new MachineError("missing-module", `the bundle has no file ${path}`);
    return bytes;
  }

  /// All different WebAssembly files but the kernel's whose path matches, once each.
  executables(paths = /^/): Uint8Array[] {
    const found = new Set<Uint8Array>();
    for (const [path, entry] of this._entries) {
      if (entry.kind !== "file" || path.endsWith(".wasm") || !paths.test(path)) continue;
      if (kWasmMagic.every((byte, at) => entry.bytes[at] === byte)) found.add(entry.bytes);
    }
    return [...found];
  }

  /// The path of a file with these contents; undefined when there is none.
  pathOf(bytes: Uint8Array): string | undefined {
    for (const [path, entry] of this._entries) {
      if (entry.kind !== "file" || entry.bytes.length !== bytes.length) continue;
      if (equalBytes(aligned(bytes), aligned(entry.bytes))) return path;
    }
    return undefined;
  }

  paths(): string[] {
    return [...this._entries.keys()];
  }
}
