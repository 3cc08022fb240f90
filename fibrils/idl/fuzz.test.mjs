// SPDX-License-Identifier: MIT
// Runs the fuzz target for SWITCHBOARD_FUZZ_SECONDS (60). It begins with the descriptions of the tree and the examples of
// docs/diagnostics. An input that breaks a claim of fuzz.cpp is kept in .build/idl-fuzz.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildFolder, execute, findFiles, root } from '../../.tools/lib.mjs';

const folder = join(buildFolder, 'idl-fuzz');
const seconds = process.env.SWITCHBOARD_FUZZ_SECONDS ?? '60';

/** Descriptions inside of a page. */
function examples(page) {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^```idl.*\n([^]*?)^```$/gm)].map(([, example]) => example);
}

function writeSeeds() {
  rmSync(folder, { recursive: true, force: true });
  for (const name of ['seeds', 'found']) mkdirSync(join(folder, name), { recursive: true });
  const descriptions = findFiles('servers', (path) => path.endsWith('.idl')).map((path) => readFileSync(join(root, path), 'utf8'));
  const pages = findFiles('docs/diagnostics', (path) => path.endsWith('.md'));
  const seeds = [...descriptions, ...pages.flatMap(examples)];
  seeds.forEach((seed, index) => writeFileSync(join(folder, 'seeds', String(index)), seed));
  return seeds.length;
}

test('nothing that stands in a description crashes idlc or is refused in silence', async () => {
  assert.ok(writeSeeds() > 100);
  const limits = [`-max_total_time=${seconds}`, '-max_len=4096', '-timeout=10', '-rss_limit_mb=2048', '-seed=1'];
  const dictionary = `-dict=${join(root, 'fibrils/idl/fuzz.dict')}`;
  const parameters = [...limits, dictionary, `-artifact_prefix=${folder}/`, '-print_final_stats=1', join(folder, 'found'), join(folder, 'seeds')];
  const { status, output } = await execute(join(buildFolder, 'host/idl/fuzz'), parameters, { quiet: true, mayFail: true });
  assert.equal(status, 0, output.slice(-4000));
  const runs = Number(/executed_units:\s*(\d+)/.exec(output)?.[1]);
  console.log(`idl_fuzz: ${runs} descriptions in ${seconds} s, ${readdirSync(join(folder, 'found')).length} kept`);
  assert.ok(runs > 100, 'the fuzzer ran');
});
