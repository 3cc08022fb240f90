// SPDX-License-Identifier: MIT
// What all models are made from. A client's call and the calls made to serve it form a chain of handlers of which only the last
// one runs; the others wait. Data are left out: a handler calls what it may call, in any order and number, and answers.
//
// A class is a component's handlers with the same effects; a station is where calls queue for fibrils: the pool of a component,
// or, with a fibril a connection, the connection of one server to another. Clients have connections of their own, and
// interfaces that are `cloned` as many as they need: such stations have a fibril for everybody.
import { Problem } from '../lib.mjs';
import { effectsOf, splitReference } from './system.mjs';

const kLongestChain = 12;
export const kEverybody = Infinity;

function classesOf(system, component, interfaceName) {
  const { methods, cloned } = system.interfaces.get(interfaceName);
  const effects = effectsOf(system, component, interfaceName);
  const classes = new Map();
  for (const { name, class: kind, parks = false } of methods) {
    if (kind !== 'call') continue;
    const references = effects.filter(({ method }) => method === undefined || method === name).map(({ reference }) => reference);
    const key = `${[...new Set(references)].sort().join()}${parks}`;
    if (!classes.has(key))
      classes.set(key, { component, interface: interfaceName, methods: [], references: [...new Set(references)], parks, cloned: cloned === true });
    classes.get(key).methods.push(name);
  }
  return [...classes.values()];
}

function makeClasses(system) {
  const classes = system.components.flatMap((component) => component.provides.flatMap((name) => classesOf(system, component, name)));
  const find = (reference) => {
    const { interface: name, method } = splitReference(system.interfaces, reference);
    return classes.filter((one) => one.interface === name && (method === undefined || one.methods.includes(method)));
  };
  for (const [index, one] of classes.entries()) {
    one.index = index;
    one.name = `${one.component.name}: ${one.interface}.${one.methods.length > 1 ? `{${one.methods.join(',')}}` : one.methods[0]}`;
    one.calls = [...new Set(one.references.flatMap(find))];
  }
  return { classes, find };
}

/** Where a call of `caller` (undefined: a client) for `callee` queues. */
function stationOf(stations, caller, callee) {
  const { component, parks, cloned } = callee;
  const pooled = component.pool !== undefined;
  const own = pooled ? '' : `${caller ? caller.component.name : 'client'} -> `;
  const everybody = !pooled && (!caller || cloned || parks);
  const name = `${own}${component.name}${pooled ? '' : `/${callee.interface}${everybody ? ' each' : ''}`}`;
  if (!stations.has(name)) stations.set(name, { index: stations.size, name, workers: pooled ? component.pool : everybody ? kEverybody : 1 });
  return stations.get(name);
}

/**
 * The chain of one call of `first`: { classes, stations, parent, next, orphan }; parent is the chain without the last call, next
 * those with one more.
 */
function chainsFrom(stations, first) {
  const visit = (parent, callee) => {
    const station = stationOf(stations, parent?.classes.at(-1), callee);
    const chain = { parent, classes: [...(parent?.classes ?? []), callee], stations: [...(parent?.stations ?? []), station], next: [], orphan: false };
    if (chain.classes.length > kLongestChain) throw new Problem(`${first.name} calls itself again and again without an end`);
    // One that waits for its own predecessors' fibrils never begins.
    if (chain.stations.filter((other) => other === station).length > station.workers) return chain;
    for (const called of callee.calls) chain.next.push(visit(chain, called));
    return chain;
  };
  return visit(undefined, first);
}

/** Chains that behave alike from here on have the same signature: names do not matter, only who is waited for. */
function signatureOf(chain) {
  const { workers, name } = chain.stations.at(-1);
  chain.signature ??= `${workers === kEverybody ? '' : name}(${[...new Set(chain.next.map(signatureOf))].sort().join()})`;
  return chain.signature;
}

/** Keeps one of those that behave alike and have the same predecessor. */
function withoutTwins(chains) {
  const kept = new Map(chains.map((chain) => [signatureOf(chain), chain]).reverse());
  for (const chain of kept.values()) chain.next = withoutTwins(chain.next);
  return chains.filter((chain) => kept.get(signatureOf(chain)) === chain);
}

function allOf(chains) {
  return chains.flatMap((chain) => [chain, ...allOf(chain.next)]);
}

/**
 * The model of a system: { clients, chains, stations, surroundings, limit }. `clients`: how many there are, each making one call.
 * `starts`: references to what they call; without, whatever anybody uses outside of handlers. `surroundings`: servers may
 * die, clients hang up (each `surroundings` times), and a phone takes no more than `limit` calls.
 */
export function makeModel(system, { clients, starts, surroundings = 0, limit = kEverybody }) {
  const { classes, find } = makeClasses(system);
  const stations = new Map();
  const called = new Set((starts ?? system.components.flatMap(({ uses }) => uses)).flatMap(find));
  const roots = [...called].map((first) => chainsFrom(stations, first));
  if (surroundings === 0) return finish(allOf(withoutTwins(roots)), stations, { clients, surroundings, limit });
  const chains = allOf(roots);
  for (const first of new Set(chains.flatMap((chain) => chain.classes)))
    chains.push(...allOf([chainsFrom(stations, first)]).map((chain) => Object.assign(chain, { orphan: true })));
  return finish(chains, stations, { clients, surroundings, limit });
}

function finish(chains, stations, rest) {
  chains.forEach((chain, index) => (chain.index = index));
  return { chains, stations: [...stations.values()], ...rest };
}

/** The part of a system that consists of these components. */
export function slice(system, names) {
  return { ...system, components: system.components.filter(({ name }) => names.includes(name)) };
}

/** The whole system with a pool of `size` for every component. */
export function withPools(system, size) {
  const replaced = new Map(system.components.map((component) => [component, { ...component, pool: size }]));
  return { ...system, components: [...replaced.values()] };
}

