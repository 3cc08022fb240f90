// SPDX-License-Identifier: MIT
// No blanks at line ends, no tabs for indentation, one line feed at the end of a file.
export const rule = {
  name: 'clean_lines',

  check(source) {
    if (source.path === 'package-lock.json' || source.text === '') return [];
    const found = source.lines.flatMap((line, index) => {
      if (/[ \t\r]$/.test(line)) return [{ line: index + 1, message: 'blank at the end of the line' }];
      if (/^ *\t/.test(line) && !/\.(S|sh)$/.test(source.path)) return [{ line: index + 1, message: 'tab in the indentation' }];
      return [];
    });
    if (!source.text.endsWith('\n')) found.push({ line: source.lines.length, message: 'no line feed at the end' });
    return found;
  },

  samples: [
    { path: 'a.cpp', text: 'int x; \n', bad: 1 },
    { path: 'a.cpp', text: 'int x;\r\n', bad: 1 },
    { path: 'a.cpp', text: '\tint x;\n', bad: 1 },
    { path: 'a.cpp', text: 'int x;', bad: 1 },
    { path: 'a.cpp', text: '    int x;\n', bad: 0 },
  ],
};
