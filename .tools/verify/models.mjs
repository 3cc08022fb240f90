// SPDX-License-Identifier: MIT
// What Spin is asked about a system, and what becomes of a deadlock: it is looked for again in the exact model, and its shortest
// way is left in a folder as a ladder (ladder.txt, ladder.svg) and for the machine to follow (scenario.json).
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeModel, slice, withPools } from './chains.mjs';
import { countersModel } from './counters.mjs';
import { drawLadderPicture } from './ladder_picture.mjs';
import { processesModel } from './processes.mjs';
import { drawLadder, followTrail } from './scenario.mjs';
import { check } from './spin.mjs';

/** The same deadlock in the exact model, with as few clients as it takes. Undefined: there is none. */
async function confirm(make, most, folder) {
  for (let clients = 1; clients <= most; clients++) {
    const model = make(clients);
    const { deadlock, trail } = await check(processesModel(model), folder);
    if (deadlock) return followTrail(model, trail);
  }
  return undefined;
}

/**
 * Looks for a deadlock with counters, and if there is one for its exact form. `make(n)`: the model with n clients. Resolves to
 * { states, deadlock, problem, scenario }.
 */
export async function search(make, clients, folder) {
  const model = make(clients);
  const { states, deadlock } = await check(countersModel(model).text, join(folder, 'counters'));
  if (!deadlock) return { states, deadlock };
  if (model.surroundings > 0) return { states, deadlock, problem: 'a deadlock after a death, a hang-up or a refused call' };
  const scenario = await confirm(make, clients, join(folder, 'processes'));
  if (!scenario)
    return { states, deadlock, problem: `a deadlock if queues are served in another order than they are filled; in that order there is none with ${clients} clients` };
  const ladder = drawLadder(scenario);
  writeFileSync(join(folder, 'ladder.txt'), `${ladder}\n`);
  writeFileSync(join(folder, 'ladder.svg'), drawLadderPicture(scenario));
  writeFileSync(join(folder, 'scenario.json'), `${JSON.stringify(scenario, undefined, 1)}\n`);
  return { states, deadlock, problem: `a deadlock:\n${ladder.replace(/^(?=.)/gm, '    ')}`, scenario };
}

/** The part of a system in which servers die and clients hang up: everything between programs and devices. */
const kSurroundedPart = ['vfs', 'tmpfs', 'devfs', 'console'];

/** A circle that is waived needs its fibrils: with a single one for each component it may well be a deadlock. */
function questions(system) {
  const list = [{ name: 'connections', what: '3 clients, fibrils as described', clients: 3, make: (clients) => makeModel(system, { clients }) }];
  if (system.waivers.length === 0) {
    const pooled = withPools(system, 1);
    list.push({ name: 'pools', what: '3 clients, one fibril for each component', clients: 3, make: (clients) => makeModel(pooled, { clients }) });
  }
  const part = slice(system, kSurroundedPart);
  if (part.components.length === kSurroundedPart.length)
    list.push({
      name: 'surroundings', what: `2 clients, ${kSurroundedPart.join(', ')}: one of them dies, a client hangs up, phones take one call`,
      clients: 2, make: (clients) => makeModel(part, { clients, starts: ['vfs.vfs'], surroundings: 1, limit: 1 }),
    });
  return list;
}

/** Asks everything, two searches at the same time; resolves to lists of { what, problems }. */
export async function checkModels(system, folder) {
  const waived = system.waivers.map(({ place, caller, callee }) => `    ${place}: that ${caller} may wait for ${callee} is waived`);
  const rest = questions(system);
  const results = rest.map(() => undefined);
  const work = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) {
      const at = results.length - rest.length - 1;
      const { states, problem } = await search(next.make, next.clients, join(folder, next.name));
      const problems = problem ? [[`Spin finds ${problem}`, ...waived].join('\n')] : [];
      results[at] = { what: `deadlocks: ${problem ? '' : `none in ${states} states `}(${next.what})`, problems };
    }
  };
  await Promise.all([work(), work()]);
  return results;
}
