// SPDX-License-Identifier: MIT
// npm run check [-- --tidy] [-- PATH...]: the rules of tests/lint (format, types, layers, budgets), and that the
// machine's host cannot name anything of a page, a worker or Node.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFolder, execute, root, run } from './lib.mjs';
import { setUp, setUpPackages } from './setup.mjs';

const foreignNames = ['document', 'window', 'self', 'postMessage', 'process'];

/** Compiles a file that uses foreign names with the settings of web/machine; each must be unknown there. */
async function findLeaks() {
  const folder = join(buildFolder, 'dom-probe');
  mkdirSync(folder, { recursive: true });
  const probe = foreignNames.map((name) => `export const probe_${name} = ${name};\n`).join('');
  writeFileSync(join(folder, 'probe.ts'), probe);
  const settings = { extends: join(root, 'tsconfig.machine.json'), include: ['probe.ts'], references: [] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { output } = await execute(process.execPath, [compiler, '-p', folder], { quiet: true, mayFail: true });
  const leaks = foreignNames.filter((name) => !output.includes(`Cannot find name '${name}'`));
  return leaks.map((name) => `tsconfig.machine.json:1: no-dom: web/machine can name '${name}'`);
}

await run(async () => {
  await setUp('check');
  await setUpPackages();
  const leaks = await findLeaks();
  for (const leak of leaks) console.log(leak);
  const { status } = await execute(process.execPath, ['tests/lint/check.mjs', ...process.argv.slice(2)], { mayFail: true });
  return status === 0 && leaks.length > 0 ? 1 : status;
});
