// SPDX-License-Identifier: MIT
// A file that no longer fits has two nouns. Beyond 400 lines it says why; beyond 600 nothing helps.
const kMost = 400;
const kNever = 600;
const kReason = /Long because: \S/;

export const rule = {
  name: 'file_budget',

  check(source) {
    if (!/\.(cpp|hpp|h|c|S|ts|mjs|js)$/.test(source.path)) return [];
    const lines = source.lines.length - (source.lines.at(-1) === '' ? 1 : 0);
    if (lines <= kMost) return [];
    const explained = source.lines.slice(0, 10).some((line) => kReason.test(line));
    if (explained && lines <= kNever) return [];
    const limit = explained ? `${kNever}` : `${kMost}, and no "Long because: ..." at the top`;
    return [{ line: lines, message: `${lines} lines; the limit is ${limit}` }];
  },

  samples: [
    { path: 'kernel/a.cpp', text: 'x\n'.repeat(401), bad: 1 },
    { path: 'kernel/a.cpp', text: '// Long because: one table\n' + 'x\n'.repeat(401), bad: 0 },
    { path: 'kernel/a.cpp', text: '// Long because: one table\n' + 'x\n'.repeat(600), bad: 1 },
    { path: 'kernel/a.cpp', text: 'x\n'.repeat(400), bad: 0 },
    { path: 'docs/a.md', text: 'x\n'.repeat(1000), bad: 0 },
  ],
};
