// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { makeBundle } from './bundle.mjs';

function folderWith(files) {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  for (const [path, contents] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), contents);
  }
  return folder;
}

const files = { 'bin/many': '\0asm1234', 'bin/many.links': 'ls\ncat\n', 'etc/motd': 'hello\n' };

test('the same files give the same bytes, whenever they were written', () => {
  const one = folderWith(files);
  const two = folderWith(files);
  utimesSync(join(two, 'etc/motd'), 1, 1);
  assert.ok(makeBundle([one]).equals(makeBundle([two])));
  for (const folder of [one, two]) rmSync(folder, { recursive: true });
});

test('tar reads it: files, links after their target, empty folders to mount on', () => {
  const folder = folderWith(files);
  const listing = execFileSync('tar', ['-tvf', '-'], { input: execFileSync('zstd', ['-dc'], { input: makeBundle([folder]) }) }).toString();
  rmSync(folder, { recursive: true });
  const names = listing.trim().split('\n').map((line) => line.replace(/^(\S+).*\d\d:\d\d /, '$1 '));
  assert.deepEqual(names, [
    '-rwxr-xr-x bin/many', 'drwxr-xr-x dev/', 'drwxr-xr-x bin/', 'drwxr-xr-x etc/', '-rw-r--r-- etc/motd',
    'drwxr-xr-x home/', 'drwxr-xr-x tmp/', 'hrwxr-xr-x bin/cat link to bin/many', 'hrwxr-xr-x bin/ls link to bin/many',
  ].sort((a, b) => (a[0] === 'h') - (b[0] === 'h') || (a.split(' ')[1] < b.split(' ')[1] ? -1 : 1)));
});

test('a name that is there twice and a link to nothing are refused', () => {
  const twice = folderWith({ ...files, 'bin/ls': 'x' });
  assert.throws(() => makeBundle([twice]), /bin\/ls is there twice/);
  const nothing = folderWith({ 'bin/gone.links': 'ls\n' });
  assert.throws(() => makeBundle([nothing]), /bin\/ls is a link to bin\/gone, which is not there/);
  for (const folder of [twice, nothing]) rmSync(folder, { recursive: true });
});
