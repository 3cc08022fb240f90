// SPDX-License-Identifier: MIT
// One line of licence at the top of every source.
const kLine = 'SPDX-License-Identifier: MIT';

export const rule = {
  name: 'licence_line',

  check(source) {
    // Scripts for the system's own shell are data of its tests.
    if (/^servers\/.*\.sh$/.test(source.path)) return [];
    if (!/\.(cpp|hpp|h|c|S|ts|mjs|js|cmake|css|html|sh)$|CMakeLists\.txt$/.test(source.path)) return [];
    // A shell or node script has its interpreter first, a page its document type.
    return source.lines.slice(0, 3).some((line) => line.includes(kLine))
      ? []
      : [{ line: 1, message: `the first lines lack "${kLine}"` }];
  },

  samples: [
    { path: 'kernel/a.cpp', text: 'int x;', bad: 1 },
    { path: 'kernel/a.cpp', text: '// SPDX-License-Identifier: MIT\nint x;', bad: 0 },
    { path: '.tools/a.mjs', text: '#!/usr/bin/env node\n// SPDX-License-Identifier: MIT', bad: 0 },
    { path: 'kernel/README.md', text: '# map', bad: 0 },
  ],
};
