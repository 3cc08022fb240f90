// SPDX-License-Identifier: MIT
// A model in Promela in which identical clients and fibrils are only counted: how many chains are at each place. Which of
// several waits longer is not known, so a queue may be served in any order: what is proved holds, and a deadlock that is
// found is looked for again in the exact model (processes.mjs).
import { kEverybody } from './chains.mjs';

const queued = (chain) => `q${chain.index}`;
const running = (chain) => `r${chain.index}`;
const busy = (station) => `w${station.index}`;
const last = (list) => list[list.length - 1];

/** Collects the transitions; each has a number that a trail prints, and a meaning. */
class Transitions {
  texts = [];
  meanings = [];

  add(guard, change, meaning) {
    this.texts.push(`:: d_step { ${guard} -> ${change.join('; ')}; printf("@ %d\\n", ${this.meanings.length}) }`);
    this.meanings.push(meaning);
  }
}

const take = (station, sign) => (station.workers === kEverybody ? [] : [`${busy(station)}${sign}${sign}`]);

/** Phones of one component to another hold `limit` calls; a client whose call is refused ends. */
function mayCall(model, chain) {
  if (model.limit === kEverybody || chain.classes.length < 2) return '';
  const caller = chain.parent.classes.at(-1).component;
  const { component, interface: name } = last(chain.classes);
  const onPhone = model.chains.flatMap((other) =>
    other.classes.flatMap((one, at) =>
      at > 0 && one.component === component && one.interface === name && other.classes[at - 1].component === caller ? [`${queued(other)} + ${running(other)}`] : []));
  return ` && ${onPhone.join(' + ')} < ${model.limit}`;
}

function addChain(model, transitions, chain) {
  const station = last(chain.stations);
  if (chain.classes.length === 1 && !chain.orphan)
    transitions.add('idle > 0', ['idle--', 'alive++', `${queued(chain)}++`], { kind: 'call', chain });
  transitions.add(`${queued(chain)} > 0${station.workers === kEverybody ? '' : ` && ${busy(station)} < ${station.workers}`}`,
    [`${queued(chain)}--`, `${running(chain)}++`, ...take(station, '+')], { kind: 'take', chain });
  for (const next of chain.next)
    transitions.add(`${running(chain)} > 0${mayCall(model, next)}`, [`${running(chain)}--`, `${queued(next)}++`], { kind: 'call', chain: next });
  const parent = chain.parent ? [`${running(chain.parent)}++`] : ['alive--'];
  transitions.add(`${running(chain)} > 0`, [`${running(chain)}--`, ...take(station, '-'), ...parent], { kind: 'answer', chain });
}

/** The chain that is left of `classes` when nobody is before it. */
function orphanOf(model, classes) {
  return model.chains.find((chain) => chain.orphan && chain.classes.length === classes.length && chain.classes.every((one, at) => one === classes[at]));
}

/** What becomes of `count` chains at `chain` when the parts for which `gone` holds are no more: assignments. */
function cut(model, chain, isQueued, count, gone) {
  const changes = [];
  const add = (name, sign = '+') => changes.push(`${name} = ${name} ${sign} ${count}`);
  const release = (at) => {
    const isTaken = at < chain.classes.length - 1 || !isQueued;
    if (isTaken && chain.stations[at].workers !== kEverybody) add(busy(chain.stations[at]), '-');
  };
  const keep = (orphan, at) => {
    const isTaken = at < chain.classes.length - 1 || !isQueued;
    if (isTaken && orphan.stations.at(-1).workers !== kEverybody) add(busy(orphan.stations.at(-1)));
  };
  chain.classes.forEach((_, at) => release(at));
  add('alive', '-');
  for (let begin = 0; begin < chain.classes.length; ) {
    let end = begin;
    while (end < chain.classes.length && !gone(chain.classes[end], end)) end++;
    if (end > begin) {
      const isRooted = begin === 0 && !gone(undefined, -1) && !chain.orphan;
      const rest = isRooted ? model.chains.find((other) => !other.orphan && other === ancestor(chain, end)) : orphanOf(model, chain.classes.slice(begin, end));
      for (let at = begin, link = 0; at < end; at++, link++) keep(ancestor(rest, link + 1), at);
      add(end === chain.classes.length && isQueued ? queued(rest) : running(rest));
      add('alive');
    }
    begin = end + 1;
  }
  return changes;
}

/** The first `length` links of a chain. */
function ancestor(chain, length) {
  let one = chain;
  while (one.classes.length > length) one = one.parent;
  return one;
}

function addDeath(model, transitions, component) {
  const affected = model.chains.filter((chain) => chain.classes.some((one) => one.component === component));
  const changes = affected.flatMap((chain) =>
    [queued, running].flatMap((name) => [
      ...cut(model, chain, name === queued, name(chain), (one) => one?.component === component),
      `${name(chain)} = 0`,
    ]));
  transitions.add('deaths > 0', ['deaths--', ...changes], { kind: 'death', component });
}

function addHangUp(model, transitions, chain) {
  for (const name of [queued, running])
    transitions.add(`hangups > 0 && ${name(chain)} > 0`,
      ['hangups--', `${name(chain)}--`, ...cut(model, chain, name === queued, 1, (_, at) => at === -1)], { kind: 'hang_up', chain });
}

/** { text, meanings }: the model, and what each number that its trail prints means. */
export function countersModel(model) {
  const transitions = new Transitions();
  for (const chain of model.chains) addChain(model, transitions, chain);
  if (model.surroundings > 0) {
    for (const component of new Set(model.chains.flatMap(({ classes }) => classes.map((one) => one.component)))) addDeath(model, transitions, component);
    for (const chain of model.chains) if (!chain.orphan) addHangUp(model, transitions, chain);
  }
  const names = [
    ...model.chains.flatMap((chain) => [queued(chain), running(chain)]),
    ...model.stations.filter(({ workers }) => workers !== kEverybody).map(busy),
  ];
  const text = [
    `byte idle = ${model.clients}, alive, deaths = ${model.surroundings}, hangups = ${model.surroundings};`,
    `byte ${names.join(', ')};`,
    'active proctype machine() {',
    '    do',
    ...transitions.texts.map((one) => `    ${one}`),
    '    :: idle == 0 && alive == 0 -> break',
    '    od',
    '}',
    '',
  ].join('\n');
  return { text, meanings: transitions.meanings };
}
