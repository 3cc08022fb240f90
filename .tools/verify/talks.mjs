// SPDX-License-Identifier: MIT
// Does a client call in an order that the server allows? Both machines walk together: the client's is what its `talks` line
// says, the server's are the states of the interface.
import { Problem } from '../lib.mjs';

/** Reads an order ("a (b | c)* d?") by recursive descent; a part is { start, end }, numbers of places in the machine. */
class OrderReader {
  steps = []; // { from, to, method }; method undefined: a step without a call
  places = 0;

  constructor(text) {
    this.text = text;
    this.tokens = text.match(/\w+|[()|*?]|[^\s]/g) ?? [];
  }

  part() {
    return { start: this.places++, end: this.places++ };
  }

  step(from, to, method) {
    this.steps.push({ from, to, method });
  }

  choice() {
    const whole = this.part();
    do {
      const one = this.sequence();
      this.step(whole.start, one.start);
      this.step(one.end, whole.end);
    } while (this.tokens[0] === '|' && this.tokens.shift());
    return whole;
  }

  sequence() {
    const whole = this.repeated();
    while (this.tokens.length > 0 && this.tokens[0] !== '|' && this.tokens[0] !== ')') {
      const next = this.repeated();
      this.step(whole.end, next.start);
      whole.end = next.end;
    }
    return whole;
  }

  repeated() {
    const part = this.single();
    while (this.tokens[0] === '*' || this.tokens[0] === '?') {
      if (this.tokens.shift() === '*') this.step(part.end, part.start);
      this.step(part.start, part.end);
    }
    return part;
  }

  single() {
    const token = this.tokens.shift();
    if (token === '(') {
      const inner = this.choice();
      if (this.tokens.shift() !== ')') throw new Problem(`the order '${this.text}' lacks a ')'`);
      return inner;
    }
    if (!/^\w+$/.test(token ?? '')) throw new Problem(`the order '${this.text}' has '${token ?? 'its end'}' where a method is expected`);
    const part = this.part();
    this.step(part.start, part.end, token);
    return part;
  }
}

/** The machine of an order: { start, end, steps }. Throws a Problem. */
export function parseOrder(text) {
  const reader = new OrderReader(text);
  const whole = reader.choice();
  if (reader.tokens.length > 0) throw new Problem(`the order '${text}' has a '${reader.tokens[0]}' too many`);
  return { ...whole, steps: reader.steps };
}

/** May a client that talks in this order have called exactly these methods so far? */
export function follows(order, methods) {
  const { start, steps } = parseOrder(order);
  const spread = (places) => {
    for (const place of places) for (const { to } of steps.filter(({ from, method }) => from === place && method === undefined)) places.add(to);
    return places;
  };
  let here = spread(new Set([start]));
  for (const called of methods)
    here = spread(new Set(steps.filter(({ from, method }) => here.has(from) && method === called).map(({ to }) => to)));
  return here.size > 0;
}

/** The states of an interface; without any, one in which everything is allowed for ever. */
function serverMachine({ states, methods }) {
  if (states.length > 0) return states;
  const transitions = methods.map(({ name }) => ({ method: name, target: 'always' }));
  return [{ name: 'always', start: true, transitions }];
}

/** What is wrong with one talk; undefined: nothing. A call that is answered with an error ends the talk. */
export function checkTalk(talk, service) {
  let order;
  try {
    order = parseOrder(talk.order);
  } catch (error) {
    if (error instanceof Problem) return `${talk.place}: ${error.message}`;
    throw error;
  }
  const unknown = order.steps.find(({ method }) => method !== undefined && !service.methods.some(({ name }) => name === method));
  if (unknown) return `${talk.place}: ${talk.interface} has no method ${unknown.method}`;
  const states = new Map(serverMachine(service).map((state) => [state.name, state]));
  const first = { at: order.start, state: [...states.values()].find(({ start }) => start).name, before: [] };
  const seen = new Set();
  const queue = [first];
  for (let here = queue.shift(); here; here = queue.shift()) {
    if (seen.has(`${here.at} ${here.state}`)) continue;
    seen.add(`${here.at} ${here.state}`);
    for (const { to, method } of order.steps.filter(({ from }) => from === here.at)) {
      if (method === undefined) {
        queue.unshift({ ...here, at: to });
        continue;
      }
      const allowed = states.get(here.state).transitions.find((transition) => transition.method === method);
      if (!allowed) return refuse(talk, here, method, states.get(here.state));
      queue.push({ at: to, state: allowed.target, before: [...here.before, method] });
    }
  }
  return undefined;
}

function refuse(talk, { state, before }, method, { transitions }) {
  const after = before.length > 0 ? `after ${before.join(', ')}` : 'first';
  const may = transitions.map((transition) => transition.method).join(', ') || 'nothing';
  return `${talk.place}: ${talk.name} calls ${method} ${after}, but ${talk.interface} is then in state ${state}, where it allows ${may}`;
}

/** All talks are allowed, and for each interface with states each of its clients says how it talks. */
export function checkTalks(system) {
  const problems = system.talks.flatMap((talk) => checkTalk(talk, system.interfaces.get(talk.interface)) ?? []);
  for (const talk of system.talks)
    if (!system.components.some(({ name, uses }) => name === talk.name && uses.includes(talk.interface)))
      problems.push(`${talk.place}: ${talk.name} does not use ${talk.interface}`);
  for (const { name, uses, place } of system.components)
    for (const used of uses)
      if (system.interfaces.get(used).states.length > 0 && !system.talks.some((talk) => talk.name === name && talk.interface === used))
        problems.push(`${place}: ${used} has states, but no 'talks ${name} ${used} "..."' says in which order it is called`);
  return problems;
}
