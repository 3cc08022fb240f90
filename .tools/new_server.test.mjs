// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import test from 'node:test';
import { chooseLetters, whyNot } from './new_server.mjs';

const kTaken = { letters: new Set(['gree', 'grer']), names: new Set(['clocks', 'line']) };

test('a new server gets a name that is nobody else\'s and means nothing in C++', () => {
  assert.equal(whyNot('greeter', kTaken), undefined);
  assert.equal(whyNot('time_keeper2', kTaken), undefined);
  for (const [name, reason] of [
    [undefined, /no name/], ['Greeter', /is not a name/], ['time__keeper', /is not a name/], ['a/b', /is not a name/], ['..', /is not a name/],
    ['x'.repeat(21), /too long/], ['class', /something else/], ['fibril', /something else/], ['vfs', /there already/], ['clocks', /already/],
    ['line', /already/],
  ]) assert.match(whyNot(name, kTaken), reason);
});

test('letters on the wire are those of the name, or others that are free', () => {
  assert.equal(chooseLetters('clocky', kTaken), 'cloc');
  assert.equal(chooseLetters('ab', kTaken), 'ab  ');
  assert.equal(chooseLetters('greeter', kTaken), 'gre2');
});
