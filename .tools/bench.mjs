// SPDX-License-Identifier: MIT
// npm run -s bench: builds the system, then measures it. The measurements, and the options that they
// understand (--json, --target node|chromium), are in tests/benchmarks/main.ts.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { buildFolder, root, run } from './lib.mjs';
import { browsers } from './setup.mjs';

await run(async () => {
  const { site } = await build();
  const { build: bundle } = await import('esbuild');
  const script = join(buildFolder, 'benchmarks/main.mjs');
  mkdirSync(join(buildFolder, 'benchmarks'), { recursive: true });
  await bundle({
    entryPoints: [join(root, 'tests/benchmarks/main.ts')], outfile: script, bundle: true, platform: 'node', format: 'esm',
    sourcemap: 'inline', logLevel: 'warning', packages: 'external',
  });
  const { main } = await import(pathToFileURL(script).href);
  return main(process.argv.slice(2), { site, chromium: browsers.chromium() });
});
