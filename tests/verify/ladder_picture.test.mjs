// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawLadderPicture } from '../../.tools/verify/ladder_picture.mjs';

const step = (kind, from, to, method) => ({ kind, from, to, method });
// A client is answered, another one never is, and what its handler calls is not even taken.
const kSteps = [
  step('call', 'client 1', 'left', 'a<b>.get'), step('take', 'client 1', 'left', 'a<b>.get'), step('answer', 'left', 'client 1', 'a<b>.get'),
  step('call', 'client 2', 'left', 'a<b>.get'), step('take', 'client 2', 'left', 'a<b>.get'), step('call', 'left', 'right', 'c.put'),
];
const kPicture = drawLadderPicture({ steps: kSteps, unanswered: [kSteps[3], kSteps[5]] });
const count = (pattern) => [...kPicture.matchAll(pattern)].length;

test('everybody has a column, clients first, and each call and answer an arrow', () => {
  assert.deepEqual([...kPicture.matchAll(/<rect class="head".*\n<text[^>]*>([^<]*)/g)].map(([, name]) => name), ['client 1', 'client 2', 'left', 'right']);
  assert.equal(count(/<path class="call/g), 3);
  assert.equal(count(/<path class="answer"/g), 1);
});

test('calls and fibrils without an end are red, the others are not', () => {
  assert.equal(count(/<path class="call stuck"/g), 2);
  assert.equal(count(/<rect class="bar"/g), 1);
  assert.equal(count(/<rect class="bar stuck"/g), 1);
  assert.equal(count(/>no fibril is free</g), 1, 'only what nobody took waits for a fibril');
  assert.ok(kPicture.includes('>client 2 waits for a&lt;b&gt;.get of left for ever<'));
});

test('a label fits between its columns', () => {
  const method = 'namespace.interface.a_very_long_name_of_a_method';
  const picture = drawLadderPicture({ steps: [step('call', 'a', 'b', method)], unanswered: [] });
  const [left, right] = [...picture.matchAll(/<path class="line" d="M(\d+)/g)].map(([, x]) => Number(x));
  assert.ok(right - left > method.length * 7.2, `${right - left} pixels`);
});

test('a picture of the same scenario is the same, follows the page from light to dark, and is well-formed', () => {
  assert.equal(drawLadderPicture({ steps: structuredClone(kSteps), unanswered: [kSteps[3], kSteps[5]] }), kPicture);
  assert.match(kPicture, /prefers-color-scheme: dark/);
  const open = [];
  for (const [, closing, name, rest] of kPicture.matchAll(/<(\/?)(\w+)([^>]*)>/g))
    if (closing) assert.equal(open.pop(), name);
    else if (!rest.endsWith('/')) open.push(name);
  assert.deepEqual(open, []);
});
