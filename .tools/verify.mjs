// SPDX-License-Identifier: MIT
// npm run verify: what can be known about the system before it runs. docs/verification.md tells how to read it.
//   npm run verify [-- --system FOLDER/system.conf]      another system, with the descriptions in FOLDER besides those of servers/
import { basename, dirname, join } from 'node:path';
import { buildWithCMake } from './build.mjs';
import { buildFolder, findFiles, Problem, root, run, seconds } from './lib.mjs';
import { setUp } from './setup.mjs';
import { readDescription } from './verify/description.mjs';
import { waitGraph, waive } from './verify/graph.mjs';
import { findDescriptions, readInterfaces } from './verify/interfaces.mjs';
import { checkModels } from './verify/models.mjs';
import { describeCircle, rank } from './verify/ranks.mjs';
import { readTargets } from './verify/sources.mjs';
import { checkProviders, checkSources, resolveSystem } from './verify/system.mjs';
import { checkTalks } from './verify/talks.mjs';

const kDescription = 'servers/system.conf';

/** The path of the compiler of interfaces, which is built if it is not up to date. */
async function findIdlc() {
  const folder = join(buildFolder, 'host');
  await buildWithCMake(folder, [], [], ['idlc']);
  return join(folder, 'idl/idlc');
}

/** Shows one finished check with its problems, and counts it. */
function show(what, problems) {
  for (const problem of problems) console.log(problem);
  console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${what}`);
  return problems.length === 0;
}

function checkWaits(system) {
  const edges = waitGraph(system);
  const strange = waive(system, edges);
  const { ranks, circle } = rank(edges);
  const nodes = new Set(edges.flatMap(({ from, to }) => [from, to])).size;
  const depth = ranks ? new Set(ranks.values()).size : 0;
  const what = `wait graph: ${nodes} nodes, ${edges.length} edges, ${edges.filter(({ waived }) => waived).length} waived`;
  return show(`${what}${ranks ? `; in ${depth} ranks nobody waits upwards` : ''}`, circle ? [...strange, describeCircle(circle)] : strange);
}

async function readSystem(description) {
  const folder = dirname(description);
  const own = findFiles(folder, (path) => dirname(path) === folder && path.endsWith('.idl'));
  const paths = [...findDescriptions(root), ...own];
  const { interfaces, problems, frozen } = readInterfaces(await findIdlc(), root, paths);
  const fine = show(`interfaces: ${interfaces.size} in ${paths.length} descriptions, ${frozen} compared with a released version`, problems);
  return { fine, system: resolveSystem(readDescription(root, description), interfaces) };
}

/** Runs all checks of the system that a description describes, and shows them; resolves to { passed, failed }. */
export async function verify(description = kDescription) {
  const started = Date.now();
  await setUp('verify');
  const { fine, system } = await readSystem(description);
  const isWhole = description === kDescription;
  const results = [
    fine,
    show(`providers: ${system.components.length} components, and each interface that is called has one`,
      [...system.problems, ...checkProviders(system, isWhole)]),
    show('sources: each component calls and serves what it declares, no more and no less',
      checkSources(system, root, readTargets(root, isWhole ? ['servers'] : ['servers', dirname(description)]))),
    show(`orders: ${system.talks.length} clients call in an order that the states of the interface allow`, checkTalks(system)),
    checkWaits(system),
  ];
  const folder = join(buildFolder, 'verify', basename(dirname(description)));
  for (const { what, problems } of await checkModels(system, folder)) results.push(show(what, problems));
  const failed = results.filter((one) => !one).length;
  console.log(`verify: ${results.length - failed} passed, ${failed} failed (${seconds(started)})`);
  return { passed: results.length - failed, failed };
}

function parseParameters(words) {
  if (words.length === 0) return kDescription;
  if (words.length !== 2 || words[0] !== '--system') throw new Problem('usage: npm run verify [-- --system FOLDER/system.conf]');
  return words[1];
}

if (process.argv[1]?.endsWith('verify.mjs')) {
  await run(async () => ((await verify(parseParameters(process.argv.slice(2)))).failed === 0 ? 0 : 1));
}
