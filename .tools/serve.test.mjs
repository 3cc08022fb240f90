// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { portOption, serve } from './serve.mjs';

let folder;
let running;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'serve-'));
  mkdirSync(join(folder, 'site/sub'), { recursive: true });
  writeFileSync(join(folder, 'secret'), 'secret');
  for (const name of ['index.html', 'a.js', 'a.wasm', 'system.tar.zst', 'sub/index.html', 'odd']) {
    writeFileSync(join(folder, 'site', name), name);
  }
  running = await serve(join(folder, 'site'), 0);
});
after(() => {
  running.server.close();
  rmSync(folder, { recursive: true });
});

/** Asks without the cleaning of paths that fetch does. */
function ask(path, method = 'GET') {
  const { port } = running.server.address();
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method }, (response) => {
      let text = '';
      response.on('data', (piece) => (text += piece));
      response.on('end', () => resolve({ status: response.statusCode, type: response.headers['content-type'], headers: response.headers, text }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

const expected = [
  ['/', 'text/html; charset=utf-8', 'index.html'],
  ['/sub/?query', 'text/html; charset=utf-8', 'sub/index.html'],
  ['/a.js', 'text/javascript; charset=utf-8', 'a.js'],
  ['/a.wasm', 'application/wasm', 'a.wasm'],
  ['/system.tar.zst', 'application/zstd', 'system.tar.zst'],
  ['/odd', 'application/octet-stream', 'odd'],
];
for (const [path, type, text] of expected) {
  test(`${path} is served as ${type}`, async () => {
    const answer = await ask(path);
    assert.deepEqual([answer.status, answer.type, answer.text], [200, type, text]);
  });
}

test('no header is sent that another static server might not send', async () => {
  const { headers } = await ask('/a.js');
  const usual = ['connection', 'content-length', 'content-type', 'date', 'keep-alive'];
  assert.deepEqual(Object.keys(headers).filter((name) => !usual.includes(name)), []);
});

for (const path of ['/none', '/sub', '/../secret', '/%2e%2e/secret', '/..%2fsecret', '/%', '/a.js%00', '//']) {
  test(`${path} is not found`, async () => assert.equal((await ask(path)).status, 404));
}

test('only GET and HEAD are answered', async () => {
  assert.equal((await ask('/a.js', 'POST')).status, 405);
  assert.deepEqual([(await ask('/a.js', 'HEAD')).status, (await ask('/a.js', 'HEAD')).text], [200, '']);
});

test('a port in use is refused by number, and passed over when any will do', async () => {
  const { port } = running.server.address();
  await assert.rejects(serve(folder, port), new RegExp(`Port ${port} is in use`));
});

test('--port takes a port number only', () => {
  assert.equal(portOption(['--port', '8081']), 8081);
  assert.equal(portOption([]), undefined);
  assert.throws(() => portOption(['--port', 'x']), /not 'x'/);
  assert.throws(() => portOption(['--port', '70000']), /not '70000'/);
});
