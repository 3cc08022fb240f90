// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { formatBytes, formatDuration } from "./format.ts";
import { idOfLetters, lettersOf, parseInterfaces } from "./interfaces.ts";
import { kErrorNames, Names } from "./Names.ts";

const kVfs = idOfLetters("vfs ");
const kFile = JSON.stringify([
  {
    id: kVfs,
    name: "vfs",
    methods: [
      { number: 1025, name: "open", arguments: "flags@1.0.8:|read=1,write=2 kind@1.8.8:pipe=1,device=2 by@1.16.16i mode@2", results: "file@1" },
      { number: 1026, name: "close" },
    ],
  },
]);

test("letters and number of an interface are the same thing", () => {
  assert.equal(lettersOf(idOfLetters("tmpf")), "tmpf");
  assert.equal(lettersOf(1), "....");
});

test("a described call is shown by name", () => {
  const names = new Names();
  names.setInterfaces(parseInterfaces(kFile));
  assert.equal(names.method(kVfs, 1025), "open");
  assert.equal(names.arguments(kVfs, 1025, [0xffff0203, 420, 0, 0, 0]), "flags read|write, kind device, by -1, mode 420");
  assert.equal(names.arguments(kVfs, 1025, [0x10905, 1, 0, 0, 0]), "flags read|4, kind 9, by 1, mode 1");
  assert.equal(names.arguments(kVfs, 1026, [7, 0, 0, 0, 0]), "");
  assert.equal(names.results(kVfs, 1025, [7, 0, 0, 0, 0]), "file 7");
});

test("an interface may be given by its letters", () => {
  assert.equal(parseInterfaces('[{"id":"vfs ","name":"vfs","methods":[]}]')[0]?.id, kVfs);
});

test("what is not described is shown by number", () => {
  const names = new Names();
  assert.equal(names.method(kVfs, 1099), "method 1099");
  assert.equal(names.interfaceName(kVfs), "vfs");
  assert.equal(names.arguments(kVfs, 1099, [1, 0, 2, 0, 0]), "1, 0, 2");
  assert.equal(names.task(12), "task 12");
});

test("system methods have the same names on every interface", () => {
  assert.equal(new Names().method(kVfs, 6), "data_read");
});

test("a damaged description says what is wrong", () => {
  assert.throws(() => parseInterfaces("{"), /cannot be read/);
  assert.throws(() => parseInterfaces("{}"), /not a list/);
  assert.throws(() => parseInterfaces('[{"id":"vf","name":"vfs","methods":[]}]'), /id of vfs/);
  assert.throws(() => parseInterfaces('[{"id":1,"name":"vfs","methods":[{"name":"x"}]}]'), /number of vfs.x/);
  assert.throws(
    () => parseInterfaces('[{"id":1,"name":"vfs","methods":[{"name":"x","number":1,"results":[]}]}]'),
    /results of vfs.x is not a text/,
  );
});

test("error names are those of kernel/abi/error.hpp", () => {
  const header = readFileSync("kernel/abi/error.hpp", "utf8");
  const declared = [...header.matchAll(/^ {4}(\w+) = (\d+),/gm)].map((match) => [Number(match[2]), match[1]]);
  assert.ok(declared.length > 40);
  assert.deepEqual(
    declared,
    kErrorNames.map((name, number) => [number, name]),
  );
});

test("figures are short", () => {
  assert.equal(formatDuration({ time: 0, steps: 1 }), "1 step");
  assert.equal(formatDuration({ time: 1500, steps: 4 }), "1.5 ms, 4 steps");
  assert.equal(formatBytes(999), "999 B");
  assert.equal(formatBytes(65536), "66 kB");
});
