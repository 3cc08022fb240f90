// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDescription } from '../../.tools/verify/description.mjs';
import { resolveSystem } from '../../.tools/verify/system.mjs';
import { checkTalk, checkTalks, follows, parseOrder } from '../../.tools/verify/talks.mjs';
import { interfacesOf } from './fixture.mjs';

const kInterfaces = interfacesOf('servers/pci/pci.idl', 'servers/clock/clock.idl');

/** What is wrong with an order of calls for pci. */
function problem(order, name = 'pci.pci') {
  return checkTalk({ name: 'usb', interface: name, order, place: 'system.conf:1' }, kInterfaces.get(name));
}

test('a state skipped is named with the state in which the server is', () => {
  assert.equal(problem('list give_memory'),
    'system.conf:1: usb calls give_memory after list, but pci.pci is then in state idle, where it allows list, claim');
  assert.equal(problem('give_dma'), 'system.conf:1: usb calls give_dma first, but pci.pci is then in state idle, where it allows list, claim');
});

test('an order is only as good as its worst way', () => {
  assert.equal(problem('list* claim (give_memory | give_dma)*'), undefined);
  assert.match(problem('list claim? give_memory'), /calls give_memory after list, /);
  assert.match(problem('(list | claim) list give_memory'), /calls give_memory after list, list, /);
  assert.match(problem('claim* list'), /calls claim after claim, .* state owner/);
});

test('an interface without states allows everything that it has', () => {
  assert.equal(problem('(now | set_zone)* zone_name', 'clocks.clock'), undefined);
  assert.equal(problem('now stop', 'clocks.clock'), 'system.conf:1: clocks.clock has no method stop');
});

test('a malformed order is refused', () => {
  for (const [order, message] of [['a (b', /lacks a '\)'/], ['a | | b', /has '\|' where/], ['a) b', /has a '\)' too many/], ['a+', /has '\+' where/], ['', /its end/]])
    assert.throws(() => parseOrder(order), message);
});

test('every client of an interface with states has to say how it talks', () => {
  const text = 'server usb /srv/usb uses=pci.pci\nserver pci /srv/pci provides=pci.pci\ntalks pci pci.pci "list"';
  assert.deepEqual(checkTalks(resolveSystem(parseDescription(text, 'system.conf'), kInterfaces)), [
    'system.conf:3: pci does not use pci.pci',
    `system.conf:1: pci.pci has states, but no 'talks usb pci.pci "..."' says in which order it is called`,
  ]);
});

test('calls follow an order as far as they go', () => {
  const order = 'list | claim (give_memory | give_dma)*';
  for (const calls of [[], ['list'], ['claim'], ['claim', 'give_dma', 'give_memory', 'give_dma']]) assert.ok(follows(order, calls), calls.join());
  for (const calls of [['give_dma'], ['list', 'list'], ['claim', 'claim'], ['list', 'claim']]) assert.ok(!follows(order, calls), calls.join());
});
