// SPDX-License-Identifier: MIT
// Which files the rules look at: those that git tracks or would track.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const kText = /\.(cpp|hpp|h|c|S|ts|mjs|js|html|css|md|cmake|json|yml|sh)$|(^|\/)(CMakeLists\.txt|LICENSE)$/;

/** A file with its path from the top of the repository, its text and its lines. */
export function makeSource(path, text) {
  return { path, text, lines: text.split('\n') };
}

/** All text files of the repository at `root`, in the order of their paths. */
export function listSources(root) {
  const names = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return names
    .split('\0')
    .filter((name) => kText.test(name))
    .sort()
    .flatMap((name) => readSource(root, name));
}

function readSource(root, name) {
  try {
    return [makeSource(name, readFileSync(join(root, name), 'utf8'))];
  } catch (error) {
    if (error.code === 'ENOENT') return []; // deleted, not yet committed
    throw error;
  }
}

/** C++ that people wrote. */
export function isCpp(source) {
  return /\.(cpp|hpp|h|c)$/.test(source.path);
}
