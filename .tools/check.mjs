// SPDX-License-Identifier: MIT
// npm run check: format of C++, types of TypeScript, layers, budgets.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execute, findFiles, root, run, seconds } from './lib.mjs';
import { findProgram, setUp, setUpPackages } from './setup.mjs';

const sourceFolders = ['kernel', 'fibrils', 'servers', 'native', 'web', 'tests'];
const projects = ['machine', 'node', 'worker', 'page', 'page-tests'];

async function checkFormat() {
  const files = sourceFolders.flatMap((folder) => findFiles(folder, (path) => /\.(cpp|hpp|c|h)$/.test(path)));
  const formatter = findProgram('clang-format-14');
  const { status, output } = await execute(formatter, ['--dry-run', '--Werror', ...files], { quiet: true, mayFail: true });
  const wrong = new Set(output.split('\n').filter((line) => /: error: /.test(line)).map((line) => line.split(':')[0]));
  if (status === 0) return [];
  return wrong.size > 0 ? [...wrong].map((file) => `${file}: not formatted (clang-format-14 -i)`) : [output];
}

const tsc = (project) => execute(process.execPath, ['node_modules/typescript/bin/tsc', '-p', project], { quiet: true, mayFail: true });

async function checkTypes() {
  const problems = [];
  for (const project of projects) {
    const { status, output } = await tsc(`tsconfig.${project}.json`);
    if (status !== 0) problems.push(output.trim());
  }
  return problems;
}

/** The machine's host must not compile when it names something of the DOM or of a worker. */
async function checkNoDom() {
  const probe = join(root, 'web/machine/DomProbe.ts');
  const names = ['document', 'window', 'self', 'postMessage', 'process'];
  writeFileSync(probe, names.map((name) => `export const probe_${name} = ${name};\n`).join(''));
  try {
    const { output } = await tsc('tsconfig.machine.json');
    const leaked = names.filter((name) => !output.includes(`Cannot find name '${name}'`));
    return leaked.map((name) => `web/machine can name '${name}': tsconfig.machine.json lets it in`);
  } finally {
    rmSync(probe);
  }
}

/** Rules as scripts: each prints what is wrong and ends with another status than 0. */
async function checkRules() {
  const problems = [];
  for (const file of findFiles('tests/lint', (path) => path.endsWith('.mjs') && !path.endsWith('.test.mjs'))) {
    const { status, output } = await execute(process.execPath, [file], { quiet: true, mayFail: true });
    if (status !== 0) problems.push(`${file}:\n${output.trim()}`);
  }
  return problems;
}

const checks = { format: checkFormat, types: checkTypes, 'no DOM in web/machine': checkNoDom, rules: checkRules };

await run(async () => {
  await setUp('check');
  await setUpPackages();
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    const started = Date.now();
    const problems = await check();
    for (const problem of problems) console.log(problem);
    failed += problems.length > 0 ? 1 : 0;
    console.log(`${problems.length > 0 ? 'FAILED' : 'ok    '} ${name} (${seconds(started)})`);
  }
  console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
