// SPDX-License-Identifier: MIT
// Is there an order of all nodes so that everybody waits only for what is below? Z3 finds it, or the fewest edges that
// make it impossible: a circle.
import { spawnSync } from 'node:child_process';
import { Problem } from '../lib.mjs';

/** The question in SMT-LIB: a whole number for each node, and an assertion for each edge, named e0, e1, ... */
export function rankQuestion(edges) {
  const nodes = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  return [
    '(set-option :produce-unsat-cores true)',
    '(set-option :smt.core.minimize true)',
    ...nodes.map((node) => `(declare-const |${node}| Int)`),
    ...edges.map(({ from, to }, index) => `(assert (! (> |${from}| |${to}|) :named e${index}))`),
    ...nodes.map((node) => `(assert (! (>= |${node}| 0) :named |n ${node}|))`),
    '(check-sat)',
    '(get-unsat-core)',
    ...nodes.map((node) => `(eval |${node}|)`),
  ].join('\n');
}

/** Puts the edges of a core so that each begins where the one before ends. */
function inOrder(edges) {
  const rest = [...edges];
  const ordered = rest.splice(0, 1);
  while (rest.length > 0) {
    const next = rest.findIndex(({ from }) => from === ordered.at(-1).to);
    ordered.push(...rest.splice(Math.max(next, 0), 1));
  }
  return ordered;
}

/** { ranks } (a map from node to number) or { circle } (the edges of one, in order). Waived edges count for nothing. */
export function rank(edges) {
  const asked = edges.filter(({ waived }) => !waived);
  if (asked.length === 0) return { ranks: new Map() };
  const { stdout, error } = spawnSync('z3', ['-in', '-smt2'], { input: rankQuestion(asked), encoding: 'utf8' });
  if (error) throw new Problem(`cannot run z3: ${error.message}`);
  const [verdict, ...rest] = stdout.split('\n');
  if (verdict === 'unsat') {
    const numbers = rest[0].match(/\be\d+\b/g).map((name) => Number(name.slice(1)));
    return { circle: inOrder(numbers.sort((a, b) => a - b).map((number) => asked[number])) };
  }
  if (verdict !== 'sat') throw new Problem(`z3 does not understand:\n${stdout}`);
  const nodes = [...new Set(asked.flatMap(({ from, to }) => [from, to]))];
  const numbers = rest.filter((line) => /^\d+$/.test(line)).map(Number);
  return { ranks: new Map(nodes.map((node, index) => [node, numbers[index]])) };
}

/** A circle as a message. */
export function describeCircle(circle) {
  return [
    `${circle[0].place}: ${circle.length === 1 ? 'a component waits for itself' : 'components wait for each other in a circle'}:`,
    ...circle.map(({ why, place }) => `    ${place}: ${why}`),
    '  help: turn one of the calls into a forward, a post or an event; answer before calling; or, if the circle is harmless,',
    "  write 'waive NAME/INTERFACE -> NAME/INTERFACE because \"...\"' into the system description: then Spin has to prove it",
  ].join('\n');
}
