// SPDX-License-Identifier: MIT
// npm run -s os: the machine in this terminal. Builds the system when there is none yet.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildFolder, findFiles, root, run } from './lib.mjs';
import { setUpPackages } from './setup.mjs';

const scripts = {
  headless: { entry: 'web/headless/main.ts', folders: ['web/headless', 'web/machine'] },
  runner: { entry: 'native/runner/PcTarget.ts', folders: ['native/runner', 'web/headless', 'web/machine'] },
};
const bundle = join(buildFolder, 'site/system.tar.zst');

function isFresh(output, folders) {
  if (!existsSync(output)) return false;
  const made = statSync(output).mtimeMs;
  const sources = folders.flatMap((folder) => findFiles(folder, (path) => path.endsWith('.ts')));
  return sources.every((path) => statSync(join(root, path)).mtimeMs < made);
}

async function buildScript(entry, output) {
  await setUpPackages();
  const { build } = await import('esbuild');
  await build({
    entryPoints: [join(root, entry)], outfile: output, bundle: true, platform: 'node', format: 'esm',
    sourcemap: 'inline', logLevel: 'warning',
  });
}

/** The exports of one of `scripts`, which is bundled when it is older than its sources. */
async function load(name) {
  const output = join(buildFolder, `headless/${name}.mjs`);
  const { entry, folders } = scripts[name];
  if (!isFresh(output, folders)) await buildScript(entry, output);
  return import(pathToFileURL(output).href);
}

async function openWasm(options, events) {
  if (options.bundle === undefined && !existsSync(bundle)) {
    const { build } = await import('./build.mjs');
    await build({ bundleOnly: true });
  }
  const { WasmTarget } = await load('headless');
  return WasmTarget.open(options.bundle ?? bundle, options, events);
}

async function openPc({ memory, trace, timeout }, events) {
  const { buildPc, pcFiles } = await import('./native.mjs');
  const { kernel, archive } = pcFiles;
  if (!existsSync(kernel) || !existsSync(archive)) await buildPc({ image: false });
  const { PcTarget } = await load('runner');
  return PcTarget.open({ kernel, archive, memory, trace: trace !== undefined, limit: timeout && timeout + 10 }, events);
}

await run(async () => {
  const { main } = await load('headless');
  return main(process.argv.slice(2), { wasm: openWasm, x86_64: openPc });
});
