// SPDX-License-Identifier: MIT
// npm run -s os: the machine in this terminal. Builds the system when there is none yet.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildFolder, findFiles, root, run } from './lib.mjs';
import { setUpPackages } from './setup.mjs';

const script = join(buildFolder, 'headless/main.mjs');
const bundle = join(buildFolder, 'site/system.tar.zst');

function isFresh() {
  if (!existsSync(script)) return false;
  const made = statSync(script).mtimeMs;
  const sources = ['web/headless', 'web/machine'].flatMap((folder) => findFiles(folder, (path) => path.endsWith('.ts')));
  return sources.every((path) => statSync(join(root, path)).mtimeMs < made);
}

async function buildScript() {
  await setUpPackages();
  const { build } = await import('esbuild');
  await build({
    entryPoints: [join(root, 'web/headless/main.ts')], outfile: script, bundle: true, platform: 'node', format: 'esm',
    sourcemap: 'inline', logLevel: 'warning',
  });
}

async function buildSystem() {
  if (!existsSync(bundle)) {
    const { build } = await import('./build.mjs');
    await build({ bundleOnly: true });
  }
  return bundle;
}

await run(async () => {
  if (!isFresh()) await buildScript();
  const { main } = await import(pathToFileURL(script).href);
  return main(process.argv.slice(2), buildSystem);
});
