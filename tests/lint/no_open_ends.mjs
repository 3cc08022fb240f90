// SPDX-License-Identifier: MIT
// What is not finished is an issue, not a comment.
const kWords = ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'];
const kPattern = new RegExp(`\\b(${kWords.join('|')})\\b`);

export const rule = {
  name: 'no_open_ends',

  check(source) {
    if (source.path === 'package-lock.json') return [];
    return source.lines.flatMap((line, index) => {
      const found = kPattern.exec(line);
      return found ? [{ line: index + 1, message: `"${found[1]}": finish it or open an issue` }] : [];
    });
  },

  samples: [
    ...kWords.map((word) => ({ path: 'kernel/a.cpp', text: `// ${word}: later`, bad: 1 })),
    { path: 'kernel/a.cpp', text: 'int hacksaw = 0; // mktemp(aXX' + 'XXXX)', bad: 0 },
  ],
};
