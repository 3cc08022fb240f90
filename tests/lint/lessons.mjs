// SPDX-License-Identifier: MIT
// Each lesson of web/tutorials can be done: its file is read by the code of the page, its commands are programs of the
// system, and the files that it names are in the tree. docs/lessons.md says how a lesson is written.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLessons, loadReader } from '../../.tools/lessons.mjs';

export const name = 'lessons';

/** Words of a set(NAME ...) of CMake. */
function listIn(cmake, variable) {
  return (new RegExp(`set\\(${variable}\\s([^)]*)\\)`).exec(cmake)?.[1] ?? '').split(/\s+/).filter(Boolean);
}

/** Everything that the shell can start by name: programs, servers and its own commands. */
export function findPrograms(root) {
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const apps = read('servers/apps/CMakeLists.txt');
  const servers = [...read('servers/system.conf').matchAll(/^\w+ +(\w+) +\/srv\/(\w+)/gm)].map(([, , file]) => `/srv/${file}`);
  const builtins = [...read('servers/shell/builtins.cpp').matchAll(/\{"([a-z:.[]+)",/g)].map(([, word]) => word);
  const programs = ['sh', ...listIn(apps, 'PORTABLE_PROGRAMS'), ...listIn(apps, 'SYSTEM_PROGRAMS')];
  return new Set([...programs, ...programs.map((program) => `/bin/${program}`), ...servers, ...builtins]);
}

const kPrefixes = new Set(['time', 'if', 'then', 'while', 'do', 'ipc tree']);
const kKeywords = new Set(['for', 'done', 'fi', 'else', '!', '{', '}']);

/** The words in the places of programs in a command line. */
export function programsIn(command) {
  if (/^\^[A-Z]$/.test(command)) return []; // a key
  const plain = command.replace(/'[^']*'|"[^"]*"/g, 'quoted').replace(/[<>]+ *\S+/g, '').replace(/\{[a-z]+\}/g, '1')
    .replace(/\$\([^)]*\)/g, '1').replace(/[()]/g, ';');
  return plain.split(/\|\||&&|[;|&]/).flatMap((part) => {
    const words = part.trim().split(/\s+/).filter((word) => word !== '' && !/^\w+=/.test(word));
    while (kPrefixes.has(words[0])) words.shift();
    return words.length === 0 || kKeywords.has(words[0]) ? [] : [words[0]];
  });
}

/** Violations in one lesson. `programs` can be started; `exists` knows the files of the tree. */
export function checkLesson(readLesson, { path, slug, text }, programs, exists) {
  const { mistakes, commands, sources } = readLesson(slug, text);
  return [
    ...mistakes,
    ...commands.flatMap((command) => programsIn(command.text)
      .filter((program) => !programs.has(program))
      .map((program) => ({ line: command.line, message: `'${command.text}': there is no program ${program}` }))),
    ...sources.filter((source) => !exists(source.text))
      .map((source) => ({ line: source.line, message: `there is no file ${source.text}` })),
  ].map((found) => ({ path, ...found }));
}

function orderProblems(lessons) {
  const orders = lessons.map(({ order }) => order);
  return lessons.filter(({ order }, index) => orders.indexOf(order) !== index)
    .map(({ path, order }) => ({ path, line: 1, message: `another lesson has the order ${order} already` }));
}

export async function checkLessons(root) {
  const { readLesson } = await loadReader();
  const lessons = findLessons();
  const programs = findPrograms(root);
  const exists = (path) => !path.includes('..') && existsSync(join(root, path));
  const orders = lessons.map(({ path, slug, text }) => ({ path, order: readLesson(slug, text).summary.order }));
  return [...lessons.flatMap((lesson) => checkLesson(readLesson, lesson, programs, exists)), ...orderProblems(orders)];
}

const kFront = '---\ntitle: A\nsummary: B\norder: 1\nminutes: 2\n---\n';
const kStep = '## One\n\nPress `cat /readme`{{exec}}, read `a.cpp`{{source}}.\n\n```criteria\nsome call where from = cat\n: goal\n! missing\n```\n\n```hint\nHelp.\n```\n';

export const samples = [
  { text: kFront + kStep, bad: 0 },
  { text: (kFront + kStep).replace('cat /readme', 'cta /readme'), bad: 1 },
  { text: (kFront + kStep).replace('cat /readme', 'ipc tree cat /a | head -3 > /tmp/x; sleep 5 &'), bad: 0 },
  { text: (kFront + kStep).replace('cat /readme', 'X=1 cat /a && nothing'), bad: 1 },
  { text: (kFront + kStep).replace('cat /readme', '^C'), bad: 0 },
  { text: (kFront + kStep).replace('cat /readme', '(sleep 2; cat /a) | head $(cat /b); for i in $(cat /c); do sleep 1 & done'), bad: 0 },
  { text: (kFront + kStep).replace('a.cpp', 'b.cpp'), bad: 1 },
  { text: (kFront + kStep).replace('from = cat', 'form = cat'), bad: 1 },
];
