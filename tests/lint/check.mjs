#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// npm run check [-- --tidy] [-- PATH...]: all rules over all files, or over those below the given paths.
// One line a violation, "file:line: rule: message"; exit status 1 when there is one.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkCommits, name as commits } from './commit_message.mjs';
import { checkFolders, name as folders } from './folders.mjs';
import { checkFormat, name as format } from './format.mjs';
import { checkLessons, name as lessons } from './lessons.mjs';
import { lineRules } from './rules.mjs';
import { listSources } from './sources.mjs';
import { checkTidy, name as tidy } from './tidy.mjs';
import { checkTypes, name as types } from './types.mjs';

const kRoot = join(dirname(fileURLToPath(import.meta.url)), '../..');

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const withTidy = process.argv.includes('--tidy');
const all = listSources(kRoot);
const isWanted = (path) => wanted.length === 0 || wanted.some((start) => path.startsWith(start));
const sources = all.filter(({ path }) => isWanted(path));

const checks = [
  ...lineRules.map((rule) => [
    rule.name,
    () => sources.flatMap((source) => rule.check(source).map((found) => ({ path: source.path, ...found }))),
  ]),
  [folders, () => checkFolders(all.map(({ path }) => path))],
  [format, () => checkFormat(kRoot, sources)],
  [types, () => checkTypes(kRoot)],
  [lessons, () => checkLessons(kRoot)],
  [commits, () => (wanted.length === 0 ? checkCommits(kRoot) : [])],
  ...(withTidy ? [[tidy, () => checkTidy(kRoot, sources)]] : []),
];

let count = 0;
for (const [rule, run] of checks)
  for (const { path, line, message } of (await run()).filter((found) => isWanted(found.path))) {
    console.log(`${path}:${line}: ${rule}: ${message}`);
    ++count;
  }
console.log(count === 0 ? `check: ${sources.length} files, all rules hold` : `check: ${sources.length} files, ${count} violations`);
process.exit(count === 0 ? 0 : 1);
