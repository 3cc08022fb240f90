// SPDX-License-Identifier: MIT
// The unpacker that travels in the bundle: web/machine/unpack as a WebAssembly module.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildFolder, Problem, root } from './lib.mjs';

const folder = join(root, 'web/machine/unpack');
const output = join(buildFolder, 'unpacker.wasm');
const options = [
  '-std=c++20', '-O2', '-mbulk-memory', '-fno-exceptions', '-fno-rtti', '-Wall', '-Wextra', '-I', root,
  '--no-entry', '-sSTANDALONE_WASM', '-sALLOW_MEMORY_GROWTH', '-sTOTAL_STACK=65536', '-sINITIAL_MEMORY=327680', '-sMALLOC=none',
  '-sSUPPORT_LONGJMP=0', '-sEXPORTED_FUNCTIONS=_unpack_frame,_hash_bytes,___heap_base',
];

function changedAt(path) {
  return statSync(path).mtimeMs;
}

/** The module's bytes; compiles it when its sources are newer. */
export function unpacker() {
  const sources = readdirSync(folder).map((name) => join(folder, name));
  const changed = Math.max(...[...sources, import.meta.filename].filter(existsSync).map(changedAt));
  if (!existsSync(output) || changedAt(output) < changed) {
    const written = join(buildFolder, `unpacker.${process.pid}.wasm`); // others may do the same now
    mkdirSync(dirname(output), { recursive: true });
    const parameters = [...options, ...sources.filter((path) => path.endsWith('.cpp')), '-o', written];
    const { status, stderr, error } = spawnSync('em++', parameters, { encoding: 'utf8' });
    if (error) throw new Problem(`cannot run em++: ${error.message}`);
    if (status !== 0) throw new Problem(`the unpacker does not compile:\n${stderr}`);
    renameSync(written, output);
  }
  return readFileSync(output);
}
