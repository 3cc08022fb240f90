// SPDX-License-Identifier: MIT
// Nothing that is true on one person's machine only: home folders, working folders, build hosts.
const kPaths = new RegExp(`(^|[\\s"'\`(=:])(/${'work'}/|/${'home'}/[a-z]+/|/${'Users'}/|/${'root'}/|[A-Z]:\\\\${'Users'})`);
// The system that is built here has a /home of its own.
const kOwn = /^(servers|fibrils|web|docs|tests)\//;

export const rule = {
  name: 'no_machine_paths',

  check(source) {
    return source.lines.flatMap((line, index) => {
      const found = kPaths.exec(line);
      if (!found || (found[2].startsWith('/home/') && kOwn.test(source.path))) return [];
      return [{ line: index + 1, message: `${found[2]} is a path of one machine` }];
    });
  },

  samples: [
    { path: '.tools/a.mjs', text: `const kRoot = '/${'work'}/main';`, bad: 1 },
    { path: 'CMakeLists.txt', text: `set(X /${'home'}/me/x)`, bad: 1 },
    { path: 'servers/vfs/a.cpp', text: 'open("/home/user/file")', bad: 0 },
    { path: 'kernel/a.cpp', text: '// frame/work/flow', bad: 0 },
  ],
};
