// SPDX-License-Identifier: MIT
// npm run new-server NAME: makes servers/NAME in the one shape, with a description, a client, a program that asks it, and a
// test. docs/your_first_server.md goes on from there.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFiles, Problem, root, run } from './lib.mjs';

const kTemplates = join(root, '.tools/new_server');
const kTaken = new Set(('alignas alignof and asm auto bool break case catch char class compl concept const consteval constexpr constinit '
  + 'continue decltype default delete do double else enum explicit export extern false final float for friend goto if inline int long '
  + 'mutable namespace new noexcept not nullptr operator or override private protected public register requires return short signed '
  + 'sizeof static struct switch template this throw true try typedef typeid typename union unsigned using virtual void volatile while '
  + 'xor abi async fibril fibrils lib std sync kernel fake apps driver interface').split(' '));

/** All letters and names of interfaces, and namespaces, that descriptions use. */
function readTaken() {
  const texts = findFiles('servers', (path) => path.endsWith('.idl')).map((path) => readFileSync(join(root, path), 'utf8'));
  const all = (pattern) => texts.flatMap((text) => [...text.matchAll(pattern)].map(([, found]) => found));
  return {
    letters: new Set(all(/^interface \w+ "(.{4})"/gm)),
    names: new Set([...all(/^interface (\w+)/gm), ...all(/^namespace (\w+);/gm)]),
  };
}

/** Why `name` cannot be the name of a new server; undefined if it can. */
export function whyNot(name, taken) {
  if (name === undefined) return 'there is no name: npm run new-server NAME';
  if (!/^[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*$/.test(name))
    return `'${name}' is not a name: small letters and digits, words joined by one _, like time_keeper`;
  if (name.length > 20) return `'${name}' is too long: at most 20 characters`;
  if (kTaken.has(name)) return `'${name}' means something else in the C++ of this system`;
  if (existsSync(join(root, 'servers', name))) return `servers/${name} is there already`;
  if (taken.names.has(name)) return `a description in servers/ has a namespace or an interface '${name}' already`;
  return undefined;
}

/** Four letters for the wire that nobody has, as much of the name as possible. */
export function chooseLetters(name, taken) {
  const plain = name.replaceAll('_', '');
  const tries = [plain.slice(0, 4).padEnd(4), `${plain.slice(0, 3)}${plain.at(-1)}`.padEnd(4)];
  for (let number = 2; number < 100; number++) tries.push(`${plain.slice(0, number < 10 ? 3 : 2)}${number}`.padEnd(4));
  return tries.find((letters) => !taken.letters.has(letters));
}

const camel = (name) => name.replace(/(^|_)([a-z0-9])/g, (_, __, letter) => letter.toUpperCase());

/** Makes the folder, and returns the paths of its files from the top. */
export function makeServer(name) {
  const taken = readTaken();
  const reason = whyNot(name, taken);
  if (reason) throw new Problem(`new-server: ${reason}`);
  const fill = (text) => text.replaceAll('CLASS', camel(name)).replaceAll('LETTERS', chooseLetters(name, taken)).replaceAll('NAME', name);
  mkdirSync(join(root, 'servers', name));
  return readdirSync(kTemplates).sort().map((file) => {
    const path = `servers/${name}/${fill(file)}`;
    writeFileSync(join(root, path), fill(readFileSync(join(kTemplates, file), 'utf8')));
    return path;
  });
}

if (process.argv[1]?.endsWith('new_server.mjs'))
  await run(() => {
    const name = process.argv[2];
    for (const path of makeServer(name)) console.log(path);
    console.log(`\nNext: npm run build, then npm run -s os -- -c '/srv/${name} & ask_${name} hello; kill %1'. How to go on: docs/your_first_server.md`);
  });
