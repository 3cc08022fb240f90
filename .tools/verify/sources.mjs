// SPDX-License-Identifier: MIT
// Which interfaces the sources of a component can call and serve: the generated classes that are named in what CMake
// links into its executable. Nobody waits for another task without such a class (fibrils/ apart, which knows no interface).
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findFiles } from '../lib.mjs';

const kKeywords = new Set(['PLACE', 'USER', 'LIBC', 'SOURCES', 'LIBRARIES']);

/** { name, folder, sources, libraries, libc } of each add_task_executable and add_client_library. */
export function parseTargets(text, folder) {
  const lists = new Map([...text.matchAll(/\bset\((\w+)\s+([^)]*)\)/g)].map(([, name, words]) => [name, words.trim().split(/\s+/)]));
  const expand = (word) => {
    const name = /^\$\{(\w+)\}$/.exec(word)?.[1];
    return name && lists.has(name) ? lists.get(name).flatMap(expand) : [word];
  };
  for (const [, from, suffix, name] of text.matchAll(/\blist\(TRANSFORM (\w+) APPEND (\S+) OUTPUT_VARIABLE (\w+)\)/g))
    if (!lists.has(name)) lists.set(name, expand(`\${${from}}`).map((word) => word + suffix));
  return [...text.matchAll(/\badd_(task_executable|client_library)\((\w+)\s*([^)]*)\)/g)].map(([, kind, name, rest]) => {
    const target = { name, folder, isTask: kind === 'task_executable', libc: false, SOURCES: [], LIBRARIES: [] };
    let keyword;
    for (const word of rest.trim().split(/\s+/)) {
      if (word === 'LIBC') target.libc = true;
      if (kKeywords.has(word)) keyword = word;
      else if (keyword === 'SOURCES' || keyword === 'LIBRARIES') target[keyword].push(...expand(word));
    }
    return target;
  });
}

/** All targets below `folders`. */
export function readTargets(root, folders = ['servers']) {
  return folders
    .flatMap((folder) => findFiles(folder, (path) => path.endsWith('/CMakeLists.txt'), root))
    .flatMap((path) => parseTargets(readFileSync(join(root, path), 'utf8'), dirname(path)));
}

/** The files that end up in an executable, with the headers of servers/ that they include. */
function closure(root, targets, task) {
  const libraries = new Set();
  const add = (name) => {
    const library = targets.find((target) => !target.isTask && target.name === name);
    if (!library || libraries.has(library)) return;
    libraries.add(library);
    library.LIBRARIES.forEach(add);
  };
  task.LIBRARIES.forEach(add);
  const files = [task, ...libraries].flatMap(({ folder, SOURCES }) => SOURCES.map((file) => join(folder, file)));
  if (task.libc) files.push(...findFiles('fibrils/libc', (path) => path.endsWith('.cpp'), root));
  const seen = new Set();
  const visit = (path) => {
    if (seen.has(path) || !existsSync(join(root, path))) return; // generated headers are not there, and need not be
    seen.add(path);
    for (const [, header] of readFileSync(join(root, path), 'utf8').matchAll(/^#include "([^"]+)"/gm)) visit(header);
    // Whoever includes client.hpp of another server links client.cpp, and what is in a library with it.
    const library = targets.find(({ isTask, folder, SOURCES }) =>
      !isTask && folder !== task.folder && SOURCES.some((file) => join(folder, file) === path.replace(/\.hpp$/, '.cpp')));
    library?.SOURCES.forEach((file) => visit(join(library.folder, file)));
  };
  files.forEach(visit);
  return [...seen];
}

const camelCase = (name) => name.replace(/(^|_)([a-z0-9])/g, (_, __, letter) => letter.toUpperCase());

/** Where each generated class of the interfaces is named: { calls, serves }, maps from interface to a place. */
export function findClasses(root, targets, task, interfaces) {
  const calls = new Map();
  const serves = new Map();
  const classes = new Map([...interfaces].map(([full, { name, namespace }]) => [full, { name: camelCase(name), namespace }]));
  for (const path of closure(root, targets, task)) {
    const lines = readFileSync(join(root, path), 'utf8').split('\n');
    const reaches = reachable(lines);
    for (const [full, { name, namespace }] of classes) {
      const place = (pattern) => {
        const at = lines.findIndex((line) => pattern.test(line.replace(/\/\/.*/, '')));
        return at < 0 ? undefined : `${path}:${at + 1}`;
      };
      if (!reaches(namespace, interfaces.get(full).file)) continue;
      const called = place(new RegExp(`\\b${name}Client\\b`));
      const served = place(new RegExp(`\\b${name}Server\\b`));
      if (called && !calls.has(full)) calls.set(full, called);
      if (served && !serves.has(full)) serves.set(full, served);
    }
  }
  return { calls, serves };
}

/** A class named in a file belongs to the namespace that the file is in or names. */
function reachable(lines) {
  const words = new Set(lines.join('\n').match(/\b[a-z_]+(?=::)|(?<=namespace )[a-z_]+/g));
  return (namespace) => words.has(namespace);
}
