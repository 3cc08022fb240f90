// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import test from 'node:test';
import { findStale, readDescriptions } from './documentation.mjs';
import { chooseExchanges, drawLadder } from './exchange.mjs';
import { drawStates } from './state_picture.mjs';

test('docs/interfaces is what npm run docs writes', () => {
  assert.deepEqual(findStale(readDescriptions()), [], 'run npm run docs and commit docs/interfaces');
});

const kInterface = {
  id: 'time', methods: [{
    number: 1024, name: 'now', request: [{ name: 'zone', word: 1, shift: 0, bits: 8 }],
    answer: [{ name: 'offset', word: 1, shift: 0, bits: 16, signed: true }],
  }],
};

function record(sequence, kind, call, source, target, more) {
  return { sequence, kind, call, parent: 0, source, source_name: `task${source}`, target, target_name: `task${target}`, interface: 'time', method: 1024, handle: 5, words: [0, 0, 0, 0, 0], ...more };
}

test('an exchange is a call with what follows it, what is called for it, and all answers', () => {
  const records = [
    record(1, 'call', 1, 1, 2, { words: [7, 0, 0, 0, 0] }),
    record(2, 'call', 2, 1, 2, { method: 6, words: [4096, 99, 0, 0, 0] }),
    record(3, 'call', 3, 3, 2, {}), // somebody else
    record(4, 'call', 4, 2, 4, { parent: 1, interface: 'back', method_name: 'look_up', method: 1030 }),
    record(5, 'answer', 4, 4, 2, { parent: 1, error: 1 }),
    record(6, 'forward', 2, 2, 4, { method: 6 }),
    record(7, 'answer', 2, 4, 1, { error: 0 }),
    record(8, 'answer', 1, 2, 1, { error: 0, words: [0xfffe, 0, 0, 0, 0] }),
  ];
  const found = chooseExchanges(records, new Map([['time', kInterface]]), new Map([[1, 'no_entry']]));
  assert.deepEqual(found.get('time').map(({ from, to, text }) => `${from}>${to} ${text}`), [
    'task1>task2 now: zone 7', 'task1>task2 data read: 99 bytes', 'task2>task4 look up', 'task4>task2 no_entry',
    'task2>task4 data read, passed on', 'task4>task1 ok', 'task2>task1 ok: offset -2',
  ]);
});

test('a ladder has a column for each task and an arrow for each message', () => {
  const ladder = drawLadder([{ from: 'a', to: 'b', text: 'go' }, { from: 'b', to: 'c', text: 'on' }, { from: 'c', to: 'a', text: 'ok' }]);
  assert.deepEqual(ladder.split('\n'), [
    'a               b               c',
    '|-- go -------->|               |',
    '|               |-- on -------->|',
    '|<--- ok -----------------------|',
  ]);
});

test('states are drawn as boxes and the calls between them as arrows', () => {
  const stay = { method: 'look', target: 'in', errors: {} };
  const picture = drawStates([
    { name: 'out', start: true, transitions: [{ method: 'enter', target: 'in', errors: { busy: 'out' } }] },
    { name: 'in', transitions: [stay, { method: 'leave', target: 'out', errors: {} }] },
  ]);
  assert.equal(picture.match(/<rect x=/g).length, 2);
  assert.equal(picture.match(/<path d="M\d/g).length, 3, 'two arrows and the head of arrows');
  for (const text of ['enter', 'leave', 'look']) assert.ok(picture.includes(`>${text}<`), text);
});
