// SPDX-License-Identifier: MIT
// The page as files of a folder: scripts and styles bundled to one each, the rest copied.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { copyLessons } from './lessons.mjs';
import { root } from './lib.mjs';

const entries = {
  start: 'web/page/start/main.ts', page: 'web/page/main.ts', worker: 'web/worker/main.ts', inspector: 'web/inspector/glue/inspector.ts',
  tables: 'web/page/fallback/main.ts', share: 'web/page/share/main.ts', playback: 'web/worker/playback.ts',
  lessons: 'web/page/lesson/main.ts', tour: 'web/page/tour/main.ts',
};
const pageFiles = ['index.html', 'icon.svg', 'examples.html', 'examples.css'];
const inspectorFiles = ['inspector_core.js', 'inspector_core.wasm'];

/** Bundles the page's scripts and styles into `site`. The esbuild package must be installed. */
export async function buildPage(site) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(root, path)])),
    outdir: site, entryNames: '[name]', bundle: true, format: 'esm', target: 'es2022', minify: true, sourcemap: true,
    logLevel: 'warning', legalComments: 'linked', external: ['./inspector_core.js'],
    // Private members, xterm.js's too, get names of a letter: 5 kB. Names of WebAssembly exports are not ours.
    mangleProps: /^_[a-z]/, reserveProps: /^_(initialize|malloc|free|inspector_.*)$/,
  });
  await copyLessons(join(site, 'tutorials'));
  for (const name of pageFiles) cpSync(join(root, 'web/page', name), join(site, name));
}

/** Copies what CMake made of the inspector, unless it was not built. */
export function copyInspector(site, folder) {
  for (const name of inspectorFiles) {
    if (existsSync(join(folder, name))) cpSync(join(folder, name), join(site, name));
  }
}

/**
 * Puts the image for a PC beside the page, and image.json, from which the page knows what it can offer; {} when the
 * image was not built.
 */
export function offerImage(site, image) {
  let facts = {};
  if (existsSync(image)) {
    const bytes = readFileSync(image);
    const file = basename(image);
    facts = { file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    cpSync(image, join(site, file));
  }
  writeFileSync(join(site, 'image.json'), `${JSON.stringify(facts)}\n`);
}
