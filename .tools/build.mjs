// SPDX-License-Identifier: MIT
// npm run build: the system as WebAssembly, its boot bundle, and the page as a folder that any static web
// server can serve. All messages go to standard error.
//   node .tools/build.mjs [--folder FOLDER] [--bundle-only]      FOLDER: .build
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { makeBundle } from './bundle.mjs';
import { buildFolder, execute, Problem, root, run, seconds } from './lib.mjs';
import { withLock } from './lock.mjs';
import { findProgram, setUp, setUpPackages } from './setup.mjs';
import { buildPage, copyInspector, offerImage } from './site.mjs';

/** Configures (once) and builds a CMake folder, or only some targets. `wrapper`: words before cmake, for Emscripten. */
export async function buildWithCMake(folder, wrapper = [], options = [], targets = []) {
  const ninja = findProgram('ninja') !== undefined;
  const build = ['--build', folder, '--parallel', String(availableParallelism())];
  if (targets.length > 0) build.push('--target', ...targets);
  if (!existsSync(join(folder, 'CMakeCache.txt'))) {
    const generator = ninja ? 'Ninja' : 'Unix Makefiles';
    const [command, ...parameters] = [...wrapper, 'cmake', '-S', root, '-B', folder, '-G', generator, ...options];
    const { status, output } = await execute(command, parameters, { quiet: true, mayFail: true });
    if (status === 0) return execute('cmake', build, { toStderr: true });
    rmSync(join(folder, 'CMakeCache.txt'), { force: true });
    throw new Problem(`${output}\ncmake could not configure ${folder}`);
  }
  return execute('cmake', build, { toStderr: true });
}

/** Writes a file so that nobody can read half of it. */
function replaceFile(path, bytes) {
  writeFileSync(`${path}.new`, bytes);
  renameSync(`${path}.new`, path);
}

/** Writes a file unless it holds these bytes already. */
export function updateFile(path, bytes) {
  if (!existsSync(path) || !readFileSync(path).equals(bytes)) replaceFile(path, bytes);
}

async function buildAll(folder, bundleOnly) {
  const wasm = join(folder, 'wasm');
  const site = join(folder, 'site');
  mkdirSync(site, { recursive: true });
  await buildWithCMake(wasm, ['emcmake']);
  const folders = [join(wasm, 'system'), join(root, 'servers/archive/root')];
  const path = join(site, 'system.tar.zst');
  updateFile(path, makeBundle(folders));
  updateFile(join(folder, 'test.tar.zst'), makeBundle([...folders, join(wasm, 'test_system')]));
  if (!bundleOnly) {
    await buildPage(site);
    copyInspector(site, join(wasm, 'inspector'));
    offerImage(site, join(folder, 'x86_64/switchboard.iso'));
  }
  return { site, bundle: path, wasm };
}

/** Builds everything that is not up to date; resolves to the paths { site, bundle, wasm }. */
export async function build({ folder = buildFolder, bundleOnly = false } = {}) {
  const started = Date.now();
  await setUp('build');
  await setUpPackages();
  mkdirSync(folder, { recursive: true });
  const result = await withLock(join(folder, 'build.lock'), () => buildAll(folder, bundleOnly));
  console.error(`Built ${result.site} in ${seconds(started)}.`);
  return result;
}

if (process.argv[1]?.endsWith('build.mjs')) {
  await run(async () => {
    const parameters = process.argv.slice(2);
    const options = {};
    while (parameters.length > 0) {
      const word = parameters.shift();
      if (word === '--folder' && parameters.length > 0) options.folder = resolve(parameters.shift());
      else if (word === '--bundle-only') options.bundleOnly = true;
      else throw new Problem(`build: unknown option '${word}'; there are --folder FOLDER and --bundle-only`);
    }
    await build(options);
  });
}
