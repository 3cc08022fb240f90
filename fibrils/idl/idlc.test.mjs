// SPDX-License-Identifier: MIT
// The command: its statuses, what it writes, and what it leaves alone.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { after, test } from 'node:test';
import { buildFolder } from '../../.tools/lib.mjs';

const folder = mkdtempSync(join(tmpdir(), 'idlc-'));
after(() => rmSync(folder, { recursive: true }));

const description = (field) => `namespace lamps;\ninterface lamp "lamp" version 1 { call 0 light(${field}); }\n`;
writeFileSync(join(folder, 'good.idl'), description('u8 level'));
writeFileSync(join(folder, 'bad.idl'), description('u9000 level'));
writeFileSync(join(folder, 'other.idl'), description('u16 level'));

function idlc(...parameters) {
  const { status, stdout, stderr } = spawnSync(join(buildFolder, 'host/idl/idlc'), ['--root', folder, ...parameters], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('a good description is status 0, and its facts go to standard output', () => {
  const { status, stdout, stderr } = idlc('good.idl', '--json', '-');
  assert.equal(status, 0);
  assert.equal(stderr, '');
  const { namespace, interfaces: [lamp] } = JSON.parse(stdout);
  assert.equal(namespace, 'lamps');
  assert.equal(lamp.id, 'lamp');
  assert.deepEqual(lamp.methods.map(({ number, name, arguments: words }) => [number, name, words]), [[1024, 'light', 'level']]);
});

test('a mistake is status 1, is shown with its place, and nothing is written', () => {
  const json = join(folder, 'bad.json');
  const { status, stderr } = idlc('bad.idl', '--json', json);
  assert.equal(status, 1);
  assert.match(stderr, /^bad\.idl:2:48: error I203: there is no type `u9000`\n {4}2 \| .*\n {6}\| {48}\^~~~~\n/);
  assert.ok(!existsSync(json));
});

test('a file that is not there, and what was frozen and changed, are status 1', () => {
  assert.match(idlc('none.idl').stderr, /I111/);
  assert.equal(idlc('none.idl').status, 1);
  assert.match(idlc('.').stderr, /I111/);
  const { status, stderr } = idlc('other.idl', '--frozen', 'good.idl');
  assert.equal(status, 1);
  assert.match(stderr, /error I307/);
  assert.equal(idlc('good.idl', '--frozen', 'good.idl').status, 0);
});

test('words that make no sense are status 2 and say what does', () => {
  for (const words of [[], ['--json'], ['good.idl', 'bad.idl'], ['good.idl', '--what']]) {
    const { status, stderr } = idlc(...words);
    assert.equal(status, 2, words.join(' '));
    assert.match(stderr, /usage: idlc FILE\.idl --root FOLDER/);
  }
});

test('a file that would not change keeps its time, so that nobody builds again because of it', () => {
  const json = join(folder, 'good.json');
  idlc('good.idl', '--json', json);
  const text = readFileSync(json, 'utf8');
  utimesSync(json, 1000, 1000);
  idlc('good.idl', '--json', json);
  assert.equal(statSync(json).mtimeMs, 1_000_000);
  assert.equal(readFileSync(json, 'utf8'), text);
});

test('the C++ of a description is six files', () => {
  const { status } = idlc('good.idl', '--cpp', folder);
  assert.equal(status, 0);
  for (const file of ['types.hpp', 'client.hpp', 'client.cpp', 'server.hpp', 'server.cpp', 'description.hpp'])
    assert.match(readFileSync(join(folder, `good_${file}`), 'utf8'), /lamps/);
});
