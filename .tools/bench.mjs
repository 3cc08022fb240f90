// SPDX-License-Identifier: MIT
// npm run -s bench: builds the system, then measures it. The measurements, and the options that they
// understand (--json, --target node|chromium), are in tests/benchmarks/main.ts.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { buildFolder, root, run } from './lib.mjs';
import { serve } from './serve.mjs';
import { browsers } from './setup.mjs';

/** Bundles the benchmark into `folder`: main.mjs for Node, and probe.js, a script for a page. */
export async function bundleBenchmark(folder) {
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

/** Measures a built site; resolves to the exit status. `words`: the options. */
export async function bench(words, site, folder) {
  await bundleBenchmark(folder);
  const { main } = await import(pathToFileURL(join(folder, 'main.mjs')).href);
  const pipeSource = join(root, 'tests/benchmarks/pipe.c');
  return main(words, { site, chromium: browsers.chromium(), serve, folder, pipeSource });
}

if (process.argv[1]?.endsWith('bench.mjs')) {
  await run(async () => {
    const { site } = await build();
    return bench(process.argv.slice(2), site, join(buildFolder, 'benchmarks'));
  });
}
