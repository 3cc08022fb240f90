// SPDX-License-Identifier: MIT
// A released protocol is not changed under its clients' feet: what verify shows then.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readInterfaces } from '../../.tools/verify/interfaces.mjs';
import { inFolder, kIdlc } from './fixture.mjs';

const kReleased = `namespace example;
interface lamp "lamp" version 1 {
    call 0 set(u32 red, u32 blue);
    call 1 get() -> (u32 red);
    retired 2;
}
`;

/** The first line of each message about a change of the released description. */
function messages(before, after) {
  const changed = kReleased.replace('version 1', 'version 2').replace(before, after);
  return inFolder({ 'example.idl': changed, 'frozen.idl': kReleased }, (folder) => {
    const { problems, frozen } = readInterfaces(kIdlc, folder, ['example.idl']);
    assert.equal(frozen, 1);
    return problems.map((problem) => problem.split('\n')[0]);
  });
}

test('an ordinal that is used again is refused', () => {
  assert.deepEqual(messages('retired 2', 'call 2 blink()'), ['example.idl:2:11: error I303: the ordinal 2 was retired']);
  assert.deepEqual(messages('call 1 get() -> (u32 red)', 'call 1 blink(u32 times)'),
    ['example.idl:4:5: error I307: the answer of `blink` had `red` in word 1, bits 0 to 31; now there is none']);
});

test('a field added in the middle is refused, even where types and places fit', () => {
  assert.deepEqual(messages('u32 red, u32 blue', 'u32 red, u32 green, u32 blue'),
    ['example.idl:3:5: error I307: the request of `set` had `blue` in word 1, bits 32 to 63; now `blue` is in word 2, bits 0 to 31']);
  assert.deepEqual(messages('u32 red, u32 blue', 'u32 red, u8 green, u32 blue'),
    ['example.idl:3:5: error I307: the request of `set` had `blue` in word 1, bits 32 to 63; now `green` is in word 1, bits 32 to 39']);
});

test('a field added behind the others is accepted', () => {
  assert.deepEqual(messages('u32 red, u32 blue', 'u32 red, u32 blue, u32 green'), []);
});
