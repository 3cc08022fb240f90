// SPDX-License-Identifier: MIT
// C++ has the layout that clang-format 14 gives it.
import { execFileSync, spawnSync } from 'node:child_process';
import { isCpp } from './sources.mjs';

export const name = 'format';

/** The formatter's name on this machine; undefined when there is none of version 14. */
function findFormatter() {
  return ['clang-format-14', 'clang-format'].find((command) =>
    /version 14\./.test(spawnSync(command, ['--version'], { encoding: 'utf8' }).stdout ?? ''),
  );
}

/** The first place in `text` where the formatter would write something else; undefined when there is none. */
export function firstDifference(text, formatted) {
  if (text === formatted) return undefined;
  const wanted = formatted.split('\n');
  const index = text.split('\n').findIndex((line, at) => line !== wanted[at]);
  return { line: index + 1, wanted: wanted[index] ?? '(end of file)' };
}

export function checkFormat(root, sources) {
  const formatter = findFormatter();
  if (formatter === undefined)
    return [{ path: '.clang-format', line: 1, message: 'clang-format 14 is not installed (apt install clang-format-14)' }];
  return sources.filter(isCpp).flatMap((source) => {
    const formatted = execFileSync(formatter, [`--assume-filename=${source.path}`], {
      cwd: root,
      input: source.text,
      encoding: 'utf8',
    });
    const found = firstDifference(source.text, formatted);
    return found ? [{ path: source.path, line: found.line, message: `clang-format writes: ${found.wanted.trim()}` }] : [];
  });
}
