// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { parseOptions, UsageError } from "./Options.ts";

const parse = (...words: string[]) => parseOptions(words);

test("without options: interactive, no time limit, the built bundle", () => {
  const options = parse();
  assert.equal(options?.bundle, undefined);
  assert.equal(options?.timeout, undefined);
  assert.equal(options?.hash, false);
  assert.equal(options?.target, "wasm");
});

test("a command has a limit of 60 seconds, and 0 takes it away", () => {
  assert.equal(parse("-c", "ls")?.timeout, 60);
  assert.equal(parse("-c", "ls", "--timeout", "0")?.timeout, undefined);
  assert.equal(parse("--timeout", "2.5")?.timeout, 2.5);
});

test("values may look like options", () => {
  assert.equal(parse("-c", "--help")?.command, "--help");
});

test("seeds are whole numbers", () => {
  assert.equal(parse("--seed", "-5")?.seed, -5n);
  assert.equal(parse("--seed", "0xff")?.seed, 255n);
});

test("a PC has a size of memory", () => {
  assert.deepEqual([parse("--target", "x86_64", "--memory", "64")].map((o) => [o?.target, o?.memory]), [["x86_64", 64]]);
});

const kRefused: readonly (readonly [string[], RegExp])[] = [
  [["--what"], /unknown option --what/],
  [["ls"], /'ls' is not an option/],
  [["-c"], /-c needs a value/],
  [["--timeout", "soon"], /--timeout needs a number of seconds, not 'soon'/],
  [["--timeout", "-1"], /not '-1'/],
  [["--seed", "1.5"], /--seed needs a whole number, not '1.5'/],
  [["--target", "z80"], /--target is wasm or x86_64, not 'z80'/],
  [["--target", "x86_64", "--memory", "much"], /--memory needs a number of MiB, not 'much'/],
  [["--target", "x86_64", "--record", "f"], /--record is not there with --target x86_64: /],
  [["--target", "x86_64", "--save", "f"], /--save is not there with --target x86_64: /],
  [["--target", "x86_64", "--restore", "f"], /--restore is not there with --target x86_64: /],
  [["--target", "x86_64", "--hash"], /--hash is not there with --target x86_64: /],
  [["--memory", "64"], /--memory is not there with --target wasm: /],
  [["--replay", "f", "-c", "ls"], /-c does not go with --replay/],
  [["--replay", "f", "--restore", "g"], /--restore does not go with --replay/],
];
for (const [words, message] of kRefused) {
  test(`'${words.join(" ")}' is refused by name`, () => {
    assert.throws(() => parse(...words), (error) => error instanceof UsageError && message.test(error.message));
  });
}

test("help is no error", () => {
  assert.equal(parse("--help"), undefined);
});
