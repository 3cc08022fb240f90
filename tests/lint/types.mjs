// SPDX-License-Identifier: MIT
// TypeScript passes its type check, part by part: the machine's host without the DOM, the page with it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const name = 'types';

/** Whether this project sees browser types; the machine's host must not. */
export function seesPage(config) {
  return (config.compilerOptions?.lib ?? []).some((lib) => /^(dom|webworker)/i.test(lib));
}

/** Violations in the compiler's output. */
export function readErrors(output) {
  return output.split('\n').flatMap((line) => {
    const found = /^(.+?)\((\d+),\d+\): error (TS\d+: .*)$/.exec(line);
    if (found) return [{ path: found[1], line: Number(found[2]), message: found[3] }];
    const general = /^error (TS\d+: .*)$/.exec(line);
    return general ? [{ path: 'tsconfig.json', line: 1, message: general[1] }] : [];
  });
}

export function checkTypes(root) {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  if (!existsSync(compiler))
    return [{ path: 'package.json', line: 1, message: 'typescript is not installed (npm ci)' }];
  const projects = readdirSync(root).filter((file) => /^tsconfig\..+\.json$/.test(file));
  const found = projects.flatMap((file) => {
    const run = spawnSync('node', [compiler, '--noEmit', '--pretty', 'false', '-p', file], { cwd: root, encoding: 'utf8' });
    // A project without files yet is no error: TS18003.
    return readErrors(run.stdout).filter(({ message }) => !message.startsWith('TS18003'));
  });
  const machine = JSON.parse(readFileSync(join(root, 'tsconfig.machine.json'), 'utf8'));
  if (seesPage(machine))
    found.push({ path: 'tsconfig.machine.json', line: 1, message: 'the machine is compiled without the DOM library' });
  return found;
}
