// SPDX-License-Identifier: MIT
// npm run -s bench: builds the system, then measures it. The measurements are in tests/benchmarks/main.ts, the
// options that they understand in tests/benchmarks/options.ts.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { makeImage } from './image.mjs';
import { buildFolder, root, run } from './lib.mjs';
import { buildPc } from './native.mjs';
import { serve } from './serve.mjs';
import { browsers, setUpPackages } from './setup.mjs';

/** Bundles the benchmark into `folder`: main.mjs for Node, and probe.js, a script for a page. */
async function bundleBenchmark(folder) {
  const { build: bundle } = await import('esbuild');
  mkdirSync(folder, { recursive: true });
  const source = (name) => join(root, 'tests/benchmarks', name);
  await bundle({
    entryPoints: [source('main.ts')], outfile: join(folder, 'main.mjs'), bundle: true, platform: 'node', format: 'esm',
    sourcemap: 'inline', logLevel: 'warning', packages: 'external',
  });
  await bundle({
    entryPoints: [source('probe.ts')], outfile: join(folder, 'probe.js'), bundle: true, platform: 'neutral', format: 'iife',
    globalName: 'globalThis.probe', target: 'es2022', logLevel: 'warning',
  });
}

/** What a measurement of a PC needs; see PcPaths of tests/benchmarks/pc.ts. */
async function preparePc(folder) {
  const files = await buildPc();
  const serialImage = join(folder, 'serial.iso');
  await makeImage({ ...files, output: serialImage, parameters: ['console=serial'] });
  return { pc: { ...files, serialImage }, folder };
}

/** Wrong options are refused before anything is built. Resolves to the exit status. */
async function bench(words) {
  await setUpPackages();
  const folder = join(buildFolder, 'benchmarks');
  await bundleBenchmark(folder);
  const { main, optionsOf } = await import(pathToFileURL(join(folder, 'main.mjs')).href);
  const options = optionsOf(words);
  if (options === undefined) return 2;
  if (options.target === 'x86_64') return main(options, await preparePc(folder));
  const { site } = await build();
  const pipeSource = join(root, 'tests/benchmarks/pipe.c');
  return main(options, { site, chromium: browsers.chromium(), serve, folder, pipeSource });
}

await run(() => bench(process.argv.slice(2)));
