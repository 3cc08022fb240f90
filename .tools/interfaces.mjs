// SPDX-License-Identifier: MIT
// Makes /etc/interfaces.json: what a reader of traces needs of all interfaces, out of the files that idlc wrote for
// each description. Refuses two interfaces with the same letters.
//   node .tools/interfaces.mjs OUTPUT FILE.json...
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem, run } from './lib.mjs';

function methodOf({ number, name, arguments: words, results }) {
  return { number, name, arguments: words, results };
}

/** The interfaces of several descriptions, sorted by name. */
export function mergeInterfaces(descriptions) {
  const byLetters = new Map();
  for (const { file, interfaces } of descriptions)
    for (const { id, name, methods } of interfaces) {
      const other = byLetters.get(id);
      if (other) throw new Problem(`interfaces: '${id}' means ${other.name} (${other.file}) and ${name} (${file})`);
      byLetters.set(id, { file, id, name, methods: methods.map(methodOf) });
    }
  return [...byLetters.values()]
    .map(({ id, name, methods }) => ({ id, name, methods }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

if (process.argv[1]?.endsWith('interfaces.mjs')) {
  await run(() => {
    const [output, ...files] = process.argv.slice(2);
    const merged = mergeInterfaces(files.map((file) => JSON.parse(readFileSync(file, 'utf8'))));
    mkdirSync(dirname(output), { recursive: true });
    writeFileSync(output, `${JSON.stringify(merged, undefined, 1)}\n`);
  });
}
