// SPDX-License-Identifier: MIT
// The whole system: the description with every name resolved, and what in it contradicts itself or the sources.
import { resolveInterface } from './interfaces.mjs';
import { findClasses } from './sources.mjs';

/**
 * Replaces the interface names of a description by full ones. Resolves to { components, waivers, talks, interfaces, problems };
 * a component has `provides`, `uses` and `serving` with full names only. Unknown names are problems, and left out.
 */
export function resolveSystem(description, interfaces) {
  const problems = [];
  const resolve = (name, place) => {
    const full = resolveInterface(interfaces, name);
    if (!full) problems.push(`${place}: there is no interface '${name}', or several with that name`);
    return full;
  };
  const all = (names, place) => names.map((name) => resolve(name, place)).filter(Boolean);
  const components = description.components.map((component) => ({
    ...component,
    provides: all(component.provides, component.place),
    uses: all(component.uses, component.place),
    serving: component.serving
      .map((effect) => ({ while: resolve(effect.while, component.place), calls: resolve(effect.calls, component.place) }))
      .filter((effect) => effect.while && effect.calls),
  }));
  const talks = description.talks
    .map((talk) => ({ ...talk, interface: resolve(talk.interface, talk.place) }))
    .filter((talk) => talk.interface);
  return { components, waivers: description.waivers, talks, interfaces, problems };
}

/** Names of interface and method in "namespace.interface" or "namespace.interface.method". */
export function splitReference(interfaces, reference) {
  if (interfaces.has(reference)) return { interface: reference, method: undefined };
  const dot = reference.lastIndexOf('.');
  return { interface: reference.slice(0, dot), method: reference.slice(dot + 1) };
}

/** The components that provide an interface. */
export function providersOf(system, interfaceName) {
  return system.components.filter(({ provides }) => provides.includes(interfaceName));
}

/** What the handlers of an interface may call: { reference, method, place } for each that is written. */
export function effectsOf(system, component, interfaceName) {
  const { file, methods } = system.interfaces.get(interfaceName);
  const declared = methods.flatMap(({ name, calls = [], call_lines: lines = [] }) =>
    calls.map((reference, index) => ({ reference, method: name, place: `${file}:${lines[index]}` })));
  const own = component.serving
    .filter((effect) => effect.while === interfaceName)
    .map(({ calls }) => ({ reference: calls, method: undefined, place: component.place }));
  return [...declared, ...own];
}

/** What is called is there. `isWhole`: every interface that has a description is provided, too. */
export function checkProviders(system, isWhole = false) {
  const problems = [];
  for (const component of system.components) {
    for (const used of component.uses)
      if (providersOf(system, used).length === 0) problems.push(`${component.place}: ${component.name} uses ${used}, which nobody provides`);
    for (const effect of component.serving)
      if (!component.provides.includes(effect.while))
        problems.push(`${component.place}: ${component.name} does not provide ${effect.while}, so it calls nobody while serving it`);
    for (const provided of component.provides)
      for (const { reference, method, place } of effectsOf(system, component, provided)) {
        const { interface: called } = splitReference(system.interfaces, reference);
        if (providersOf(system, called).length === 0)
          problems.push(`${place}: ${[provided, method].filter(Boolean).join('.')} calls ${called}, which nobody provides`);
      }
  }
  for (const [name, { file, methods }] of system.interfaces)
    if (isWhole && methods.length > 0 && providersOf(system, name).length === 0) problems.push(`${file}: nobody provides ${name}`);
  return problems;
}

/** All interfaces that a component is declared to call, with no method that could be waited for left out. */
function declaredCalls(system, component) {
  const effects = component.provides.flatMap((provided) => effectsOf(system, component, provided));
  return new Set([...component.uses, ...effects.map(({ reference }) => splitReference(system.interfaces, reference).interface)]);
}

/** What the sources of each component can call and serve is what it declares, no more and no less. */
export function checkSources(system, root, targets) {
  const problems = [];
  for (const component of system.components) {
    const task = targets.find(({ isTask, name }) => isTask && name === component.name);
    if (!task) {
      problems.push(`${component.place}: no CMakeLists.txt has add_task_executable(${component.name} ...)`);
      continue;
    }
    const { calls, serves } = findClasses(root, targets, task, system.interfaces);
    const declared = declaredCalls(system, component);
    for (const [called, place] of calls)
      if (!declared.has(called) && system.interfaces.get(called).methods.length > 0)
        problems.push(`${place}: ${component.name} can call ${called}, but neither 'calls' of an interface that it provides nor its line in the system description says so (${component.place})`);
    for (const called of declared)
      if (!calls.has(called)) problems.push(`${component.place}: ${component.name} is said to call ${called}, but none of its sources can`);
    for (const [served, place] of serves)
      if (!component.provides.includes(served)) problems.push(`${place}: ${component.name} serves ${served}, which its line does not list under provides= (${component.place})`);
    for (const served of component.provides)
      if (!serves.has(served)) problems.push(`${component.place}: ${component.name} is said to provide ${served}, but none of its sources does`);
  }
  return problems;
}
