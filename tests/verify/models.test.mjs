// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildFolder } from '../../.tools/lib.mjs';
import { makeModel } from '../../.tools/verify/chains.mjs';
import { countersModel } from '../../.tools/verify/counters.mjs';
import { parseDescription } from '../../.tools/verify/description.mjs';
import { drawLadderPicture } from '../../.tools/verify/ladder_picture.mjs';
import { checkModels, search } from '../../.tools/verify/models.mjs';
import { processesModel } from '../../.tools/verify/processes.mjs';
import { check } from '../../.tools/verify/spin.mjs';
import { resolveSystem } from '../../.tools/verify/system.mjs';
import { circleSystem, interfacesIn, interfacesOf } from './fixture.mjs';

const folder = (name) => join(buildFolder, 'verify/test', name);

// A file system that, to be mounted, calls back whoever mounts it.
const kFiles = interfacesIn(`namespace files;
interface vfs "vfs " version 1 { cloned; call 0 read() calls fs.read; call 1 mount() calls fs.mounted; call 2 add(); }
interface fs "fs  " version 1 { cloned; call 0 read(); call 1 mounted() calls vfs.add; }
`);

/** The model with so many clients and fibrils in the pools of vfs and file system; 0: a fibril a connection. */
function files(clients, vfs, fs, surroundings = 0) {
  const pool = (size) => (size > 0 ? ` pool=${size}` : '');
  const text = `server vfs /vfs provides=vfs${pool(vfs)}\nserver fs /fs provides=fs${pool(fs)}\nprogram cat uses=vfs`;
  return makeModel(resolveSystem(parseDescription(text, 'system.conf'), kFiles), { clients, starts: ['files.vfs.read', 'files.vfs.mount'], surroundings });
}

const kSmall = [[1, 1, 1], [2, 2, 1], [2, 2, 2], [2, 3, 2], [3, 3, 2]];
const kLarge = [[3, 4, 2], [3, 5, 2], [4, 4, 1], [5, 6, 2]];

for (const [clients, vfs, fs] of kSmall)
  test(`${clients} clients, pools of ${vfs} and ${fs}: counters and processes agree that a pool deadlocks unless it is larger than the number of clients`, async () => {
    const model = files(clients, vfs, fs);
    const counters = await check(countersModel(model).text, folder(`counters-${clients}-${vfs}-${fs}`));
    const processes = await check(processesModel(model), folder(`processes-${clients}-${vfs}-${fs}`));
    assert.deepEqual([counters.deadlock, processes.deadlock], [vfs <= clients, vfs <= clients]);
    assert.ok(counters.states < processes.states, `${counters.states} states instead of ${processes.states}`);
  });

for (const [clients, vfs, fs] of kLarge)
  test(`${clients} clients, pools of ${vfs} and ${fs}: counters say so, too, where processes are too many`, async () => {
    const { deadlock, states } = await check(countersModel(files(clients, vfs, fs)).text, folder(`counters-${clients}-${vfs}-${fs}`));
    assert.equal(deadlock, vfs <= clients);
    assert.ok(states < 5000);
  });

test('with a fibril a connection the callback is harmless: the waiver of this circle is proved', async () => {
  assert.deepEqual(await check(countersModel(files(3, 0, 0)).text, folder('connections')).then(({ deadlock }) => deadlock), false);
});

const kWaiver = 'waive left/circle.left -> right/circle.right because "check calls nobody"';

test('a circle that is waived is refused if Spin finds a deadlock, with the line of the waiver', async () => {
  const [{ what, problems }] = await checkModels(circleSystem(kWaiver), folder('refused'));
  assert.equal(what, 'deadlocks: (3 clients, fibrils as described)');
  assert.match(problems[0], /^Spin finds a deadlock:\n/);
  assert.match(problems[0], /\n {4}left waits for circle.right.check of right for ever\n/);
  assert.match(problems[0], /\n {4}tests\/circle\/system.conf:6: that left\/circle.left may wait for right\/circle.right is waived$/);
});

test('the same circle is proved harmless where each connection has a fibril', async () => {
  const text = `server left /l provides=left\nserver right /r provides=right\nprogram both uses=left,right\n${kWaiver}`;
  const system = resolveSystem(parseDescription(text, 'system.conf'), interfacesOf('tests/circle/circle.idl'));
  const results = await checkModels(system, folder('harmless'));
  assert.deepEqual(results.map(({ problems }) => problems), [[]]);
});

test('two servers that wait on each other deadlock with two clients, on the shortest way', async () => {
  const { deadlock, scenario } = await search((clients) => makeModel(circleSystem(), { clients }), 2, folder('circle'));
  assert.ok(deadlock);
  assert.deepEqual(scenario.calls.map(({ from, to, method }) => `${from}: ${to} ${method}`), [
    'client 1: left circle.left.update',
    'client 2: right circle.right.update',
  ]);
  assert.deepEqual(new Set(scenario.unanswered.map(({ from, to }) => `${from} -> ${to}`)),
    new Set(['client 1 -> left', 'client 2 -> right', 'left -> right', 'right -> left']));
  const picture = readFileSync(join(folder('circle'), 'ladder.svg'), 'utf8');
  assert.equal(picture, drawLadderPicture(scenario));
  assert.equal(picture.match(/<path class="call stuck"/g).length, 4, 'every call is red, because nobody answers');
});

test('calls that behave alike are one in both models', async () => {
  const alike = interfacesIn(`namespace alike;
interface front "frnt" version 1 { cloned; call 0 ask() calls a, b; }
interface a "aaaa" version 1 { cloned; call 0 get(); }
interface b "bbbb" version 1 { cloned; call 0 get(); }
`);
  const text = 'server front /f provides=front\nserver a /a provides=a\nserver b /b provides=b\nprogram c uses=front';
  const model = makeModel(resolveSystem(parseDescription(text, 'system.conf'), alike), { clients: 2 });
  assert.equal(model.chains.length, 2);
  const verdicts = [await check(countersModel(model).text, folder('alike')), await check(processesModel(model), folder('alike-processes'))];
  assert.deepEqual(verdicts.map(({ deadlock }) => deadlock), [false, false]);
});

test('a server that dies, a client that hangs up and a phone that is full leave nobody waiting', async () => {
  const { deadlock, states } = await check(countersModel({ ...files(2, 0, 0, 1), limit: 1 }).text, folder('surroundings'));
  assert.equal(deadlock, false);
  assert.ok(states > 100);
});

test('a death that leaves its callers without an answer would be found', async () => {
  const { text } = countersModel(files(2, 0, 0, 1));
  const forgetful = text.replace(/(?<=deaths--.*)\br\d+ = r\d+ \+ \w+; /g, '');
  assert.notEqual(forgetful, text);
  assert.equal((await check(text, folder('deaths'))).deadlock, false);
  assert.equal((await check(forgetful, folder('forgetful-deaths'))).deadlock, true);
});

test('a deadlock that needs no death is found among deaths as well', async () => {
  const model = makeModel(circleSystem(), { clients: 2, surroundings: 1, limit: 2 });
  assert.equal((await check(countersModel(model).text, folder('circle-surroundings'))).deadlock, true);
});
