// SPDX-License-Identifier: MIT
// Bundles tests written in TypeScript and runs them, and those in JavaScript, with Node's test runner.
//   node .tools/typescript_tests.mjs FILE...
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildFolder, execute, findFiles, root, run } from './lib.mjs';

const isTest = (path) => /\.test\.(ts|mjs)$/.test(path);

/** Unit tests that lie beside their unit, and those of the rules. */
export function unitTests() {
  return ['web', 'native', 'fibrils', '.tools', 'tests/lint', 'tests/verify'].flatMap((folder) => findFiles(folder, isTest));
}

/** Runs test files (paths from the root) with `env` added to the environment; resolves to { passed, failed }. */
export async function runTests(files, { concurrency = 2, timeout = 600_000, env = {} } = {}) {
  if (files.length === 0) return { passed: 0, failed: 0 };
  const output = join(buildFolder, 'typescript-tests');
  const typescript = files.filter((file) => file.endsWith('.ts'));
  rmSync(output, { recursive: true, force: true });
  const { build } = await import('esbuild'); // not there yet when this file is loaded on a fresh machine
  await build({
    entryPoints: typescript.map((file) => join(root, file)),
    outdir: output, outbase: root, outExtension: { '.js': '.mjs' },
    bundle: true, platform: 'node', format: 'esm', sourcemap: 'inline', logLevel: 'warning', packages: 'external',
  });
  const scripts = files.map((file) => (file.endsWith('.ts') ? join(output, file.replace(/ts$/, 'mjs')) : join(root, file)));
  const parameters = ['--enable-source-maps', '--test', `--test-concurrency=${concurrency}`, `--test-timeout=${timeout}`];
  const { output: report, status } = await execute(process.execPath, [
    ...parameters, '--test-reporter=spec', '--test-reporter-destination=stdout', ...scripts,
  ], { quiet: true, mayFail: true, env: { SWITCHBOARD_ROOT: root, ...env } });
  process.stdout.write(report);
  const count = (name) => Number(new RegExp(`^ℹ ${name} (\\d+)`, 'm').exec(report)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  return { passed: count('pass'), failed: status !== 0 && failed === 0 ? 1 : failed };
}

if (process.argv[1]?.endsWith('typescript_tests.mjs')) {
  await run(async () => {
    const files = process.argv.slice(2);
    const { failed } = await runTests(files.length > 0 ? files : unitTests());
    return failed === 0 ? 0 : 1;
  });
}
