// SPDX-License-Identifier: MIT
// Makes /etc/interfaces.json: what a reader of traces needs of all interfaces, out of the files that idlc wrote for
// each description. Refuses two interfaces with the same letters. The fields of a request or an answer are one text, each
//   NAME@WORD[.SHIFT.BITS][i][:NAME=VALUE,...]     i: signed; of flags `|` before the first name
// without those beyond the lower half of a word, which a trace does not have.
//   node .tools/interfaces.mjs OUTPUT FILE.json...
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem, run } from './lib.mjs';

const kTracedBits = 32;

function fieldOf({ name, word, shift, bits, signed, values, flags }) {
  const named = Object.entries(values ?? flags ?? {}).filter(([, value]) => Number(value) < 2 ** kTracedBits);
  const place = shift === 0 && bits === 64 ? `${word}` : `${word}.${shift}.${bits}`;
  const names = named.map(([text, value]) => `${text}=${value}`).join();
  return `${name}@${place}${signed ? 'i' : ''}${names === '' ? '' : `:${flags ? '|' : ''}${names}`}`;
}

/** What of these fields a trace has; undefined if nothing. */
function fieldsOf(slots) {
  return slots.filter(({ shift }) => shift < kTracedBits).map(fieldOf).join(' ') || undefined;
}

function methodOf({ number, name, request, answer }) {
  return { number, name, arguments: fieldsOf(request), results: fieldsOf(answer) };
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
    writeFileSync(output, `${JSON.stringify(merged)}\n`);
  });
}
