// SPDX-License-Identifier: MIT
// npm run verify: what can be known about the system before it runs. docs/verification.md tells how to read it.
import { join } from 'node:path';
import { buildWithCMake } from './build.mjs';
import { buildFolder, root, run, seconds } from './lib.mjs';
import { setUp } from './setup.mjs';
import { readDescription } from './verify/description.mjs';
import { waitGraph, waive } from './verify/graph.mjs';
import { findDescriptions, readInterfaces } from './verify/interfaces.mjs';
import { describeCircle, rank } from './verify/ranks.mjs';
import { readTargets } from './verify/sources.mjs';
import { checkProviders, checkSources, resolveSystem } from './verify/system.mjs';

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

/** Runs all checks and shows them; resolves to { passed, failed }. */
export async function verify() {
  const started = Date.now();
  await setUp('verify');
  const paths = findDescriptions(root);
  const { interfaces, problems, frozen } = readInterfaces(await findIdlc(), root, paths);
  const system = resolveSystem(readDescription(root, kDescription), interfaces);
  const results = [
    show(`interfaces: ${interfaces.size} in ${paths.length} descriptions, ${frozen} compared with a released version`, problems),
    show(`providers: ${system.components.length} components, and each interface that is called has one`,
      [...system.problems, ...checkProviders(system)]),
    show('sources: each component calls and serves what it declares, no more and no less', checkSources(system, root, readTargets(root))),
    checkWaits(system),
  ];
  const failed = results.filter((fine) => !fine).length;
  console.log(`verify: ${results.length - failed} passed, ${failed} failed (${seconds(started)})`);
  return { passed: results.length - failed, failed };
}

if (process.argv[1]?.endsWith('verify.mjs')) {
  await run(async () => ((await verify()).failed === 0 ? 0 : 1));
}
