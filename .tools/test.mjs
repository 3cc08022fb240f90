// SPDX-License-Identifier: MIT
// npm test: all tests, each phase with its time, and the sum as the last line.
//   npm test [-- PHASE|FILE...]      phases: unit, system, page, native; a FILE runs alone
// SWITCHBOARD_TARGET=x86_64 makes a FILE of tests/system run on an emulated PC, as phase native does.
import { join } from 'node:path';
import { availableParallelism } from 'node:os';
import { build, buildWithCMake } from './build.mjs';
import { buildFolder, execute, findFiles, Problem, run, seconds } from './lib.mjs';
import { buildPc } from './native.mjs';
import { browsers, setUp } from './setup.mjs';
import { runTests, unitTests } from './typescript_tests.mjs';
import { verify } from './verify.mjs';

const isTest = (path) => /\.test\.(ts|mjs)$/.test(path);
const isPageTest = (path) => path.startsWith('tests/browser/');
const isPcTest = (path) => path.startsWith('tests/native/');
const isSystemTest = (path) => isTest(path) && !isPageTest(path) && !isPcTest(path) && !/^tests\/(lint|verify)\//.test(path);
const onPc = { SWITCHBOARD_TARGET: 'x86_64' };

function add(...counts) {
  return counts.reduce((sum, count) => ({ passed: sum.passed + count.passed, failed: sum.failed + count.failed }));
}

/** Numbers in the reports of googletest; a program that died counts as one failure. */
function countUnitTests(report, status) {
  const sum = (pattern) => [...report.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
  const passed = sum(/\[ {2}PASSED {2}\] (\d+) tests?\./g);
  const failed = sum(/\[ {2}FAILED {2}\] (\d+) tests?, listed below/g);
  return { passed, failed: status !== 0 && failed === 0 ? 1 : failed };
}

async function runHostTests() {
  const folder = join(buildFolder, 'host');
  await buildWithCMake(folder);
  const parameters = ['--test-dir', folder, '--verbose', '--parallel', String(availableParallelism())];
  const { status, output } = await execute('ctest', parameters, { quiet: true, mayFail: true });
  const counts = countUnitTests(output, status);
  if (status !== 0) console.log(output);
  console.log(`C++: ${counts.passed} passed, ${counts.failed} failed`);
  return counts;
}

async function unitPhase() {
  await setUp('unit');
  return add(await runHostTests(), await verify(), await runTests(unitTests()));
}

/** Each file boots machines of its own, so files run one beside the other. */
async function systemPhase() {
  return runTests(findFiles('tests', isSystemTest), { concurrency: availableParallelism() });
}

async function pagePhase() {
  await setUp('page');
  process.env.SWITCHBOARD_CHROMIUM = browsers.chromium();
  process.env.SWITCHBOARD_FIREFOX = browsers.firefox();
  return runTests(findFiles('tests/browser', isTest), { concurrency: 1 });
}

/** The system's tests once more, on an emulated PC, and what only a PC has. */
async function nativePhase() {
  await buildPc();
  const options = { concurrency: availableParallelism(), env: onPc };
  return add(await runTests(findFiles('tests/native', isTest), options), await runTests(findFiles('tests/system', isTest), options));
}

async function runFiles(files) {
  if (process.env.SWITCHBOARD_TARGET === onPc.SWITCHBOARD_TARGET || files.some(isPcTest)) await buildPc();
  return runTests(files, { concurrency: 1 });
}

const phases = { unit: unitPhase, system: systemPhase, page: pagePhase, native: nativePhase };

function choose(words) {
  const files = words.filter(isTest);
  const names = words.filter((word) => !isTest(word));
  const unknown = names.find((name) => !(name in phases));
  if (unknown !== undefined) throw new Problem(`test: '${unknown}' is neither a phase (${Object.keys(phases).join(', ')}) nor a test file`);
  const chosen = names.length === 0 && files.length === 0 ? Object.keys(phases) : names;
  const jobs = chosen.map((name) => [name, phases[name]]);
  if (files.length > 0) jobs.push(['files', () => runFiles(files)]);
  return jobs;
}

await run(async () => {
  const jobs = choose(process.argv.slice(2));
  await build();
  const results = [];
  for (const [name, job] of jobs) {
    const started = Date.now();
    console.log(`\n== ${name}`);
    const counts = await job();
    results.push(counts);
    console.log(`== ${name}: ${counts.passed} passed, ${counts.failed} failed (${seconds(started)})`);
  }
  const { passed, failed } = add(...results);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
});
