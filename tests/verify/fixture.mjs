// SPDX-License-Identifier: MIT
// Small systems for the tests of .tools/verify.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { buildFolder, root } from '../../.tools/lib.mjs';
import { parseDescription } from '../../.tools/verify/description.mjs';
import { readInterfaces } from '../../.tools/verify/interfaces.mjs';
import { resolveSystem } from '../../.tools/verify/system.mjs';

export const kIdlc = join(buildFolder, 'host/idl/idlc');

/** The interfaces of some descriptions of this tree. */
export function interfacesOf(...paths) {
  const { interfaces, problems } = readInterfaces(kIdlc, root, paths);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return interfaces;
}

/** The interfaces of a description given as text, "example.idl". */
export function interfacesIn(text) {
  return inFolder({ 'example.idl': text }, (folder) => {
    const { interfaces, problems } = readInterfaces(kIdlc, folder, ['example.idl']);
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return interfaces;
  });
}

/** Calls `use` with a folder that holds these files, and removes it. */
export function inFolder(files, use) {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-verify-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The two servers of tests/circle, with lines added to their description. */
export function circleSystem(...lines) {
  const path = 'tests/circle/system.conf';
  const text = [readFileSync(join(root, path), 'utf8').trimEnd(), ...lines].join('\n');
  return resolveSystem(parseDescription(text, path), interfacesOf('tests/circle/circle.idl', 'servers/naming/naming.idl'));
}
