// SPDX-License-Identifier: MIT
// clang-tidy 14 over the C++ of a build folder that has a compile_commands.json. Slow: only on request.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';

export const name = 'tidy';

/** Violations in the output of clang-tidy; each place once. */
export function readWarnings(root, output) {
  const places = new Map();
  for (const line of output.split('\n')) {
    const found = /^(\S+?):(\d+):\d+: (?:warning|error): (.*)$/.exec(line);
    if (!found) continue;
    const path = relative(root, found[1]);
    if (!path.startsWith('..')) places.set(`${path}:${found[2]}:${found[3]}`, { path, line: Number(found[2]), message: found[3] });
  }
  return [...places.values()];
}

export function checkTidy(root, sources, build = '.build/host') {
  if (!existsSync(join(root, build, 'compile_commands.json')))
    return [{ path: '.clang-tidy', line: 1, message: `${build}/compile_commands.json is missing: configure the host build` }];
  const files = sources
    .map(({ path }) => path)
    .filter((path) => /^(kernel|fibrils|servers)\/.*\.cpp$/.test(path) && !/_test\.cpp$|\/arch\/wasm\//.test(path));
  const run = spawnSync('clang-tidy-14', ['-quiet', '-p', build, ...files], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error) return [{ path: '.clang-tidy', line: 1, message: 'clang-tidy 14 is not installed (apt install clang-tidy-14)' }];
  return readWarnings(root, run.stdout);
}
