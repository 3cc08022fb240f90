// SPDX-License-Identifier: MIT
// A rule without a test is a wish: every rule must catch its bad samples and pass its good ones.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { checkMessage, samples as messages } from './commit_message.mjs';
import { checkFolders, samples as trees } from './folders.mjs';
import { firstDifference } from './format.mjs';
import { exceptions, findRawIpc } from './raw_ipc.mjs';
import { loadReader } from '../../.tools/lessons.mjs';
import { checkLesson, findPrograms, samples as lessons } from './lessons.mjs';
import { lineRules } from './rules.mjs';
import { makeSource } from './sources.mjs';
import { readWarnings } from './tidy.mjs';
import { readErrors, seesPage } from './types.mjs';

for (const rule of lineRules)
  test(`${rule.name} finds what its samples hold`, () => {
    assert.ok(rule.samples.some(({ bad }) => bad > 0), 'no bad sample');
    assert.ok(rule.samples.some(({ bad }) => bad === 0), 'no good sample');
    for (const { path, text, bad } of rule.samples)
      assert.equal(rule.check(makeSource(path, text)).length, bad, `${path}: ${text.slice(0, 80)}`);
  });

test('every exception of raw_ipc is still needed', () => {
  for (const [path, reason] of exceptions) {
    assert.ok(reason.length > 0);
    const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
    assert.ok(findRawIpc(makeSource(path, text)).length > 0, path);
  }
});

test('folders finds strange names at the top and servers without README', () => {
  for (const { paths, bad } of trees) assert.equal(checkFolders(paths).length, bad, paths.join(' '));
});

test('commit_message finds what its samples hold', () => {
  for (const { message, bad } of messages) assert.equal(checkMessage(message) === undefined ? 0 : 1, bad, message);
});

test('lessons finds what its samples hold', async () => {
  const { readLesson } = await loadReader();
  for (const { text, bad } of lessons) {
    const found = checkLesson(readLesson, { path: 'web/tutorials/a.md', slug: 'a', text }, new Set(['cat', 'ipc', 'head', 'sleep']), (path) => path === 'a.cpp');
    assert.equal(found.length, bad, JSON.stringify(found));
  }
});

test('lessons knows the programs of the system', () => {
  const programs = findPrograms(new URL('../..', import.meta.url).pathname);
  for (const name of ['cat', 'ipc', 'ask', 'cd', 'wait', 'sh', '/srv/tmpfs']) assert.ok(programs.has(name), name);
});

test('format names the first line that differs', () => {
  assert.equal(firstDifference('int x;\n', 'int x;\n'), undefined);
  assert.equal(firstDifference('int x;\nint  y;\n', 'int x;\nint y;\n').line, 2);
});

test('types reads the errors of the compiler and sees the DOM in a project', () => {
  const output = "web/machine/A.ts(3,7): error TS2304: Cannot find name 'document'.\nerror TS5058: no such file\nFound 2.";
  assert.deepEqual(readErrors(output).map(({ path, line }) => [path, line]), [['web/machine/A.ts', 3], ['tsconfig.json', 1]]);
  assert.equal(seesPage({ compilerOptions: { lib: ['es2022', 'dom'] } }), true);
  assert.equal(seesPage({ extends: './tsconfig.json' }), false);
});

test('tidy reads each warning once and only those of the repository', () => {
  const line = '/repo/kernel/a.cpp:5:3: warning: invalid case style [readability-identifier-naming]';
  assert.equal(readWarnings('/repo', `${line}\n${line}\n/usr/include/x.h:1:1: warning: no\n`).length, 1);
});
