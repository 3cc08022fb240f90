// SPDX-License-Identifier: MIT
// What the scripts in this folder share: paths, running other programs, finding files.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Bundled into a test, this file lies elsewhere; the runner of tests says where the root is. */
export const root = process.env.SWITCHBOARD_ROOT ?? dirname(dirname(fileURLToPath(import.meta.url)));
export const buildFolder = join(root, '.build');

/** A problem that the user can solve; shown without a stack. */
export class Problem extends Error {}

/** Runs `main`, shows a Problem as one message, and sets the exit status. */
export async function run(main) {
  try {
    const status = await main();
    process.exitCode = typeof status === 'number' ? status : 0;
  } catch (error) {
    console.error(error instanceof Problem ? error.message : error);
    process.exitCode = 1;
  }
}

/**
 * Runs a program and resolves to { status, output }. Output is shown as it comes (on standard error with
 * `toStderr`), or with `quiet` only collected. Without `mayFail`, a status other than 0 is a Problem that
 * shows what was collected.
 */
export function execute(command, parameters, options = {}) {
  const { quiet = false, toStderr = false, mayFail = false, cwd = root, env = {} } = options;
  return new Promise((resolve, reject) => {
    const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', toStderr ? 2 : 'inherit', 'inherit'];
    const child = spawn(command, parameters, { cwd, stdio, env: { ...process.env, ...env } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += text));
    child.on('error', (error) => reject(new Problem(`cannot run ${command}: ${error.message}`)));
    child.on('close', (code, signal) => {
      const status = code ?? 1;
      if (status === 0 || mayFail) resolve({ status, output });
      else reject(new Problem(`${output}\n${command} ${parameters.join(' ')}: ended with ${signal ?? `status ${status}`}`));
    });
  });
}

/** All files below `folder` (a path from `top`) whose path matches, sorted; nothing for a missing folder. */
export function findFiles(folder, matches, top = root) {
  const start = join(top, folder);
  if (!existsSync(start)) return [];
  const found = [];
  const visit = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const below = join(path, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules') visit(below);
      } else if (matches(relative(top, below))) found.push(relative(top, below));
    }
  };
  visit(start);
  return found.sort();
}

/** Like '1.2 s'. */
export function seconds(sinceMilliseconds) {
  return `${((Date.now() - sinceMilliseconds) / 1000).toFixed(1)} s`;
}
