// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { lessonFragment, parsePageAddress } from "./PageAddress.ts";

test("an address without a fragment asks for nothing", () => {
  const address = parsePageAddress("");
  assert.equal(address.session, null);
  assert.equal(address.lesson, null);
  assert.equal(address.embedded, false);
  assert.deepEqual(address.problems, []);
});

test("a step of a lesson with its seed goes through the fragment unchanged", () => {
  const place = { slug: "phone-call", step: 12 };
  const address = parsePageAddress(lessonFragment(place, 7n));
  assert.deepEqual(address.lesson, place);
  assert.equal(address.seed, 7n);
});

test("a lesson without a step means its first step", () => {
  assert.deepEqual(parsePageAddress("#lesson=answerbox").lesson, { slug: "answerbox", step: 1 });
});

test("options of a frame are read, as words and as bare names", () => {
  const address = parsePageAddress("#embed&readonly=yes&show=inspector&theme=light&marker=2");
  assert.deepEqual(
    [address.embedded, address.readOnly, address.panes, address.theme, address.marker],
    [true, true, "inspector", "light", "2"],
  );
});

for (const bad of ["lesson=../etc", "lesson=a/0", "lesson=a/1/2", "seed=-1", "seed=9999999999999999999", "show=all", "theme=<b>", "origin=*", "origin=https://a.example/path", "origin=javascript:alert(1)"]) {
  test(`'${bad}' is refused in words and asks for nothing`, () => {
    const address = parsePageAddress(`#${bad}`);
    assert.equal(address.problems.length, 1);
    assert.match(address.problems[0] ?? "", new RegExp(`^The link says ${bad.split("=")[0] ?? ""}=`));
    const { lesson, seed, panes, theme, origin } = address;
    assert.deepEqual([lesson, seed, panes, theme, origin], [null, null, null, null, null]);
  });
}

test("a long bad value is not repeated whole", () => {
  const [problem = ""] = parsePageAddress(`#theme=${"x".repeat(5000)}`).problems;
  assert.ok(problem.length < 120);
});

test("names of later versions are passed over", () => {
  assert.deepEqual(parsePageAddress("#colour=blue&session=abc").problems, []);
});
