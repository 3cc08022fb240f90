// SPDX-License-Identifier: MIT
// The wait graph: who may wait for whom. A node is a component while it serves an interface, or its own fibrils
// ("NAME/own": from its start on). A forward, a post and an event are no edge: nobody waits.
import { effectsOf, providersOf, splitReference } from './system.mjs';

export const kOwn = 'own';

/** With a pool all interfaces of a component share its fibrils, so they are one node. */
function nodeOf(component, interfaceName) {
  return component.pool !== undefined && interfaceName !== kOwn ? `${component.name}/*` : `${component.name}/${interfaceName}`;
}

/** Do calls of this interface (or of this one method) exist that somebody waits for? */
function isWaitedFor(system, { interface: name, method }) {
  const { methods } = system.interfaces.get(name);
  return methods.some((one) => (method === undefined || one.name === method) && one.class === 'call');
}

function addUses(system, component, add) {
  for (const used of component.uses)
    for (const provider of providersOf(system, used)) {
      const why = `${component.name} uses ${used} of ${provider.name}`;
      if (isWaitedFor(system, { interface: used })) add(nodeOf(component, kOwn), nodeOf(provider, used), `${why}, and waits for the answer`, component.place);
      if (provider !== component) add(nodeOf(component, kOwn), nodeOf(provider, kOwn), `${why}, which has to have started`, component.place);
    }
}

function addEffects(system, component, provided, add) {
  for (const { reference, method, place } of effectsOf(system, component, provided)) {
    const called = splitReference(system.interfaces, reference);
    if (!isWaitedFor(system, called)) continue;
    const while_ = [provided, method].filter(Boolean).join('.');
    for (const provider of providersOf(system, called.interface))
      add(nodeOf(component, provided), nodeOf(provider, called.interface),
        `${component.name}, while it serves ${while_}, waits for ${reference} of ${provider.name}`, place);
  }
}

/** Edges { from, to, why, place, waived }; of several reasons for the same edge the first is kept. */
export function waitGraph(system) {
  const edges = new Map();
  const add = (from, to, why, place) => {
    const key = `${from} -> ${to}`;
    if (!edges.has(key)) edges.set(key, { from, to, why, place, waived: false });
  };
  for (const component of system.components) {
    addUses(system, component, add);
    for (const provided of component.provides) addEffects(system, component, provided, add);
  }
  return [...edges.values()];
}

/** Marks the edges that a waiver names; resolves to problems: waivers that name no edge. */
export function waive(system, edges) {
  const byName = new Map(system.components.map((component) => [component.name, component]));
  const node = (text) => {
    const [name, interfaceName] = text.split('/');
    return byName.has(name) ? nodeOf(byName.get(name), interfaceName) : text;
  };
  return system.waivers.flatMap((waiver) => {
    const edge = edges.find(({ from, to }) => from === node(waiver.caller) && to === node(waiver.callee));
    if (edge) edge.waived = waiver;
    return edge ? [] : [`${waiver.place}: ${waiver.caller} never waits for ${waiver.callee}: there is nothing to waive`];
  });
}
