// SPDX-License-Identifier: MIT
// The lessons of web/tutorials, read by the code that reads them in the page (web/page/lesson/check.ts).
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildFolder, findFiles, Problem, root } from './lib.mjs';

const folder = 'web/tutorials';

/** { readLesson(slug, text) -> { summary, mistakes }, ... }: what web/page/lesson/check.ts exports. */
export async function loadReader() {
  const { build } = await import('esbuild');
  const outfile = join(buildFolder, 'lessons', 'check.mjs');
  await build({
    entryPoints: [join(root, 'web/page/lesson/check.ts')], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'warning',
  });
  return import(outfile);
}

/** All lessons as { path, slug, text }. */
export function findLessons() {
  const paths = findFiles(folder, (path) => path.endsWith('.md') && basename(path) !== 'README.md').sort();
  return paths.map((path) => ({ path, slug: basename(path, '.md'), text: readFileSync(join(root, path), 'utf8') }));
}

/** Copies the lessons into `target`, with index.json, from which the page makes their list. A lesson with a mistake ends the build. */
export async function copyLessons(target) {
  const { readLesson } = await loadReader();
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const summaries = findLessons().map(({ path, slug, text }) => {
    const { summary, mistakes } = readLesson(slug, text);
    const [first] = mistakes;
    if (first) throw new Problem(`${path}:${first.line}: ${first.message}`);
    cpSync(join(root, path), join(target, `${slug}.md`));
    return summary;
  });
  summaries.sort((left, right) => left.order - right.order);
  writeFileSync(join(target, 'index.json'), `${JSON.stringify(summaries)}\n`);
}
