// SPDX-License-Identifier: MIT
// All interfaces as objects: what idlc says about each description, and what it complains about.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { Problem } from '../lib.mjs';

/** The descriptions servers/<name>/<name>.idl below `root`, without the frozen ones. */
export function findDescriptions(root, folder = 'servers') {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(root, folder, name)).map((file) => `${folder}/${name}/${file}`))
    .filter((path) => path.endsWith('.idl') && !path.endsWith('/frozen.idl'))
    .sort();
}

function compile(idlc, root, path) {
  const frozen = join(dirname(path), 'frozen.idl');
  const options = existsSync(join(root, frozen)) ? ['--frozen', frozen] : [];
  const { status, stdout, stderr, error } = spawnSync(idlc, [path, '--root', root, '--json', '-', ...options], {
    cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw new Problem(`cannot run ${idlc}: ${error.message}`);
  return { status, stdout, problem: stderr.trim(), frozen: options.length > 0 };
}

/** { interfaces, problems, frozen }: interfaces by their full name; problems are what idlc said; frozen: how many were compared. */
export function readInterfaces(idlc, root, paths) {
  const interfaces = new Map();
  const problems = [];
  let frozen = 0;
  for (const path of paths) {
    const compiled = compile(idlc, root, path);
    if (compiled.frozen) frozen++;
    if (compiled.status !== 0) {
      problems.push(compiled.problem || `${path}: idlc ended with status ${compiled.status}`);
      continue;
    }
    const { file, interfaces: found } = JSON.parse(compiled.stdout);
    for (const one of found) interfaces.set(`${one.namespace}.${one.name}`, { ...one, file });
  }
  return { interfaces, problems, frozen };
}

/** The full name of an interface: `name` may lack its namespace if it is unique. Undefined: there is none, or several. */
export function resolveInterface(interfaces, name) {
  if (interfaces.has(name)) return name;
  const found = [...interfaces.keys()].filter((full) => full.endsWith(`.${name}`));
  return found.length === 1 ? found[0] : undefined;
}
