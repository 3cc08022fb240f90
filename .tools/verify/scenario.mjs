// SPDX-License-Identifier: MIT
// A trail of the exact model as what happens between components, as a ladder, and as what the machine is to be asked for.
const kNarrowest = 22; // characters of a column
const kShortest = 5; // characters of an arrow besides its label

/** Finds its way from the numbers of a trail to names. */
class Players {
  constructor(model) {
    this.classes = new Map(model.chains.flatMap((chain) => chain.classes.map((one) => [one.index, one])));
    this.clients = model.clients;
    this.serving = new Map(); // process of a fibril: the class it serves
    this.numbers = new Map(); // process of a client: its number, in the order of their calls
  }

  name(process) {
    if (process >= this.clients) return this.serving.get(process).component.name;
    if (!this.numbers.has(process)) this.numbers.set(process, this.numbers.size + 1);
    return `client ${this.numbers.get(process)}`;
  }
}

/** "NAMESPACE.INTERFACE.METHOD", or with how many others that are the same to the models. */
export function methodName({ interface: name, methods }) {
  return `${name}.${methods[0]}${methods.length > 1 ? ` (+${methods.length - 1})` : ''}`;
}

/**
 * { steps, unanswered, calls } of a trail. A step: { kind: call|take|answer, from, to, method }; unanswered: the calls that
 * nobody will ever answer, in the order they were made; calls: those of clients.
 */
export function followTrail(model, trail) {
  const players = new Players(model);
  const steps = [];
  let waiting = [];
  for (const [kind, ...words] of trail.map((line) => line.split(' '))) {
    const [process, second, third] = words.map(Number);
    if (kind === 'call') {
      const called = players.classes.get(second);
      steps.push({ kind, from: players.name(process), to: called.component.name, method: methodName(called) });
      waiting.push({ process, step: steps.at(-1) });
    } else if (kind === 'take') {
      players.serving.set(process, players.classes.get(second));
      steps.push({ kind, from: players.name(third), to: players.name(process), method: methodName(players.classes.get(second)) });
    } else {
      steps.push({ kind, from: players.name(process), to: players.name(second), method: methodName(players.serving.get(process)) });
      waiting = waiting.filter((one) => one.process !== second);
    }
  }
  const calls = steps.filter(({ kind, from }) => kind === 'call' && from.startsWith('client '));
  return { steps, unanswered: waiting.map(({ step: { from, to, method } }) => ({ from, to, method })), calls };
}

/** A line from one column to another with a label, as in "   |----- label ---->|   ". */
function arrow(columns, width, { from, to, kind, method }) {
  const cells = columns.map(() => '|'.padEnd(width)).join('');
  const [a, b] = [columns.indexOf(from), columns.indexOf(to)];
  const [left, right] = [Math.min(a, b), Math.max(a, b)];
  const size = (right - left) * width - 1;
  const label = ` ${method} `;
  const line = label.padStart(Math.floor((size + label.length) / 2), kind === 'answer' ? '.' : '-').padEnd(size, kind === 'answer' ? '.' : '-').slice(0, size);
  const drawn = b > a ? `${line.slice(0, -1)}>` : `<${line.slice(1)}`;
  return cells.slice(0, left * width + 1) + drawn + cells.slice(left * width + 1 + size);
}

function mark(columns, width, { to }) {
  return columns.map((column) => (column === to ? '#' : '|').padEnd(width)).join('');
}

/** The ladder of a scenario: a column for everybody, time goes down; # is a fibril that takes the call, dots are answers. */
export function drawLadder({ steps, unanswered }) {
  const columns = [...new Set(steps.flatMap(({ from, to }) => [from, to]))].sort((a, b) => Number(b.startsWith('client ')) - Number(a.startsWith('client ')));
  const width = Math.max(kNarrowest, ...steps.map(({ method }) => method.length + kShortest));
  return [
    columns.map((column) => column.padEnd(width)).join(''),
    ...steps.map((step) => (step.kind === 'take' ? mark(columns, width, step) : arrow(columns, width, step))),
    '',
    ...unanswered.map(({ from, to, method }) => `${from} waits for ${method} of ${to} for ever`),
  ].map((line) => line.trimEnd()).join('\n');
}
