// SPDX-License-Identifier: MIT
// The machine's host knows neither page nor worker, so that it runs under Node unchanged; and nothing behind the
// gate reads a clock or chance of its own, so that a recording replays.
const kImport = /^\s*import\s+['"]([^'"]+)['"]|^[^'"`]*\bfrom\s+['"]([^'"]+)['"];|\bimport\(\s*['"]([^'"]+)['"]/;

// The gate itself: here inputs are made, with the header and the inputs of the recording.
const kGate = new Set(['web/machine/Live.ts', 'web/machine/Machine.ts']);

export const rule = {
  name: 'page_layers',

  check(source) {
    if (!/^web\/machine\/.*\.ts$/.test(source.path) || source.path.endsWith('.test.ts')) return [];
    return source.lines.flatMap((line, index) => {
      const found = kImport.exec(line);
      const to = found?.[1] ?? found?.[2] ?? found?.[3];
      if (to !== undefined && !/^\.\/[^/]+/.test(to))
        return [{ line: index + 1, message: `web/machine imports ${to}, which is not of web/machine` }];
      if (!kGate.has(source.path) && /\bMath\.random\(|\bDate\.now\(|new Date\(\)/.test(line))
        return [{ line: index + 1, message: 'chance or time that does not pass the gate' }];
      return [];
    });
  },

  samples: [
    { path: 'web/machine/A.ts', text: "import { X } from '../page/X.ts';", bad: 1 },
    { path: 'web/machine/A.ts', text: "import { readFileSync } from 'node:fs';", bad: 1 },
    { path: 'web/machine/A.ts', text: "import { B } from './B.ts';", bad: 0 },
    { path: 'web/machine/A.ts', text: "import { decompress } from 'fzstd';", bad: 1 },
    { path: 'web/machine/A.ts', text: "export const kState = 'ran';", bad: 0 },
    { path: 'web/machine/A.ts', text: 'const x = Math.random();', bad: 1 },
    { path: 'web/machine/Live.ts', text: 'const x = Date.now();', bad: 0 },
    { path: 'web/machine/A.test.ts', text: "import test from 'node:test';", bad: 0 },
    { path: 'web/page/A.ts', text: "import { B } from '../machine/B.ts';", bad: 0 },
  ],
};
