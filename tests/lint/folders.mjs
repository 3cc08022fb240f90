// SPDX-License-Identifier: MIT
// The tree has the shape that the architecture gives it: a fixed top level, and a README in each server.
const kTop = new Set([
  'web', 'kernel', 'servers', 'fibrils', 'native', 'tests', 'docs', '.tools', '.ci', '.github', '.devcontainer',
  'CMakeLists.txt', 'package.json', 'package-lock.json', 'README.md', 'LICENSE',
  '.clang-format', '.clang-tidy', '.editorconfig', '.gitignore', '.gitattributes',
]);
// One for each part that is type-checked against other libraries.
const kProject = /^tsconfig(\.[a-z-]+)?\.json$/;

export const name = 'folders';

/** `paths`: all files from the top. Returns violations with their path. */
export function checkFolders(paths) {
  const strange = new Set(paths.map((path) => path.split('/')[0]).filter((top) => !kTop.has(top) && !kProject.test(top)));
  const servers = new Set(paths.flatMap((path) => /^servers\/([^/]+)\/(?=.*\.cpp$)/.exec(path)?.[1] ?? []));
  return [
    ...[...strange].map((top) => ({ path: top, line: 1, message: 'not one of the top-level names' })),
    ...[...servers]
      .filter((server) => !paths.includes(`servers/${server}/README.md`))
      .map((server) => ({ path: `servers/${server}`, line: 1, message: 'this server has no README.md' })),
  ];
}

export const samples = [
  { paths: ['kernel/kernel.cpp', 'scratch/a.txt'], bad: 1 },
  { paths: ['notes.txt'], bad: 1 },
  { paths: ['servers/vfs/main.cpp'], bad: 1 },
  { paths: ['servers/vfs/main.cpp', 'servers/vfs/README.md', 'servers/CMakeLists.txt'], bad: 0 },
];
