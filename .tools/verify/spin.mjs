// SPDX-License-Identifier: MIT
// Lets Spin search a model breadth-first for a state in which nothing can happen although not everything is over.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execute, Problem } from '../lib.mjs';
import { findProgram } from '../setup.mjs';

const kMostMegabytes = 1500;

async function runTool(command, parameters, folder) {
  const { status, output } = await execute(command, parameters, { quiet: true, mayFail: true, cwd: folder });
  if (status !== 0) throw new Problem(`${command} ${parameters.join(' ')} (in ${folder}):\n${output}`);
  return output;
}

/** What the transitions of the trail print behind "@ ". */
async function readTrail(folder) {
  const output = await runTool('spin', ['-t', '-B', 'model.pml'], folder);
  return [...output.matchAll(/@ (.+)/g)].map(([, words]) => words.trim());
}

/**
 * Checks the model `text` in `folder`, which is emptied first. Resolves to { deadlock, states, trail }; the trail is the
 * shortest one, as the words that its transitions print.
 */
export async function check(text, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'model.pml'), text);
  await runTool('spin', ['-a', 'model.pml'], folder);
  await runTool(findProgram('cc', 'gcc', 'clang') ?? 'cc', ['-w', '-O0', '-DBFS', '-DSAFETY', '-DNOFAIR', `-DMEMLIM=${kMostMegabytes}`, '-o', 'pan', 'pan.c'], folder);
  const output = await runTool(join(folder, 'pan'), ['-m1000000'], folder);
  writeFileSync(join(folder, 'report.txt'), output);
  const states = Number(/([\d.e+]+) states, stored/.exec(output)?.[1]);
  const deadlock = /^pan:.*invalid end state/m.test(output);
  if (!Number.isFinite(states) || /Search not completed|out of memory|max search depth too small/.test(output.replace(/Warning: Search not completed/, deadlock ? '' : '$&')))
    throw new Problem(`spin did not finish (in ${folder}):\n${output}`);
  return { deadlock, states, trail: deadlock ? await readTrail(folder) : [] };
}
