// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDescription } from '../../.tools/verify/description.mjs';
import { waitGraph, waive } from '../../.tools/verify/graph.mjs';
import { describeCircle, rank } from '../../.tools/verify/ranks.mjs';
import { checkProviders, resolveSystem } from '../../.tools/verify/system.mjs';
import { circleSystem, interfacesOf } from './fixture.mjs';

const edge = (from, to, waived = false) => ({ from, to, why: `${from} waits for ${to}`, place: 'x.idl:1', waived });

test('two servers that wait on each other are named with both lines', () => {
  const system = circleSystem();
  const edges = waitGraph(system);
  assert.deepEqual(waive(system, edges), []);
  assert.equal(describeCircle(rank(edges).circle).split('\n').slice(0, 3).join('\n'), [
    'tests/circle/circle.idl:7: components wait for each other in a circle:',
    '    tests/circle/circle.idl:7: left, while it serves circle.left.update, waits for circle.right.check of right',
    '    tests/circle/circle.idl:13: right, while it serves circle.right.update, waits for circle.left.check of left',
  ].join('\n'));
});

test('a circle of which one wait is waived is none', () => {
  const system = circleSystem('waive left/circle.left -> right/circle.right because "for the test"');
  const edges = waitGraph(system);
  assert.deepEqual(waive(system, edges), []);
  const { ranks } = rank(edges);
  assert.ok(ranks.get('right/*') > ranks.get('left/*'));
});

test('a waiver for a wait that does not exist is a problem', () => {
  const system = circleSystem('waive left/circle.left -> naming/naming.naming because "for the test"');
  assert.deepEqual(waive(system, waitGraph(system)), [
    'tests/circle/system.conf:6: left/circle.left never waits for naming/naming.naming: there is nothing to waive',
  ]);
});

test('the circle that is shown has no edge that does not belong to it', () => {
  const { circle } = rank([edge('a', 'b'), edge('b', 'c'), edge('c', 'b'), edge('c', 'd'), edge('a', 'd')]);
  assert.deepEqual(new Set(circle.map(({ from, to }) => from + to)), new Set(['bc', 'cb']));
});

test('servers that need each other to start are a circle', () => {
  const text = 'server a /a provides=left uses=right\nserver b /b provides=right uses=left\n';
  const { circle } = rank(waitGraph(resolveSystem(parseDescription(text, 'system.conf'), interfacesOf('tests/circle/circle.idl'))));
  assert.match(describeCircle(circle), /system.conf:1: a uses circle.right of b, which has to have started/);
  assert.match(describeCircle(circle), /system.conf:2: b uses circle.left of a, which has to have started/);
});

test('an interface that is called and that nobody provides is named', () => {
  const text = 'server left /left provides=left\nprogram client uses=right,nothing\n';
  const system = resolveSystem(parseDescription(text, 'system.conf'), interfacesOf('tests/circle/circle.idl'));
  assert.deepEqual([...system.problems, ...checkProviders(system, true)], [
    "system.conf:2: there is no interface 'nothing', or several with that name",
    'tests/circle/circle.idl:7: circle.left.update calls circle.right, which nobody provides',
    'system.conf:2: client uses circle.right, which nobody provides',
    'tests/circle/circle.idl: nobody provides circle.right',
  ]);
});
