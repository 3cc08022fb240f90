// SPDX-License-Identifier: MIT
// Commits not yet published read "area: what", an empty line, why.
import { execFileSync } from 'node:child_process';

export const name = 'commit_message';

/** What is wrong with the whole text of one commit message; undefined when nothing is. */
export function checkMessage(message) {
  const [subject, empty, ...body] = message.trimEnd().split('\n');
  if (/^(Merge|Revert) /.test(subject)) return undefined;
  if (!/^[\w./-]+(, [\w./-]+)*: \S/.test(subject)) return `"${subject}" does not read "area: what"`;
  if (subject.length > 72) return `"${subject}" has ${subject.length} characters; the limit is 72`;
  if (subject.endsWith('.')) return `"${subject}" ends with a full stop`;
  if (empty === undefined || empty !== '' || body.every((line) => line.trim() === ''))
    return `"${subject}" lacks an empty line and the why`;
  return undefined;
}

/** Violations of the commits that origin does not have; none when there is no origin. */
export function checkCommits(root) {
  const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  let hashes;
  try {
    git('rev-parse', '--verify', 'origin/main');
    hashes = git('rev-list', '--max-count=200', 'origin/main..HEAD').split('\n').filter(Boolean);
  } catch {
    return [];
  }
  return hashes.flatMap((hash) => {
    const message = checkMessage(git('log', '-1', '--format=%B', hash));
    return message === undefined ? [] : [{ path: `commit ${hash.slice(0, 9)}`, line: 1, message }];
  });
}

export const samples = [
  { message: 'kernel: a thing\n\nBecause of that.', bad: 0 },
  { message: 'web/machine, kernel: a thing\n\nWhy.', bad: 0 },
  { message: 'fixed stuff\n\nWhy.', bad: 1 },
  { message: 'kernel: a thing', bad: 1 },
  { message: 'kernel: a thing\nno empty line', bad: 1 },
  { message: `kernel: ${'x'.repeat(70)}\n\nWhy.`, bad: 1 },
  { message: 'kernel: a thing.\n\nWhy.', bad: 1 },
];
