// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { readLesson } from "./check.ts";
import { isSafeLink } from "./markdown.ts";
import { parseLesson } from "./parseLesson.ts";

const kFront = ["---", "title: A title", "summary: About it", "order: 1", "minutes: 5", "---", ""].join("\n");
const kCriteria = ["```criteria", "some call where from = cat", ": cat has run", "! Run cat.", "```"].join("\n");
const kHint = ["```hint", "Try `cat`.", "```"].join("\n");
const kStep = ["## One", "", "Press `cat /readme`{{exec}} and read `kernel/kernel.cpp`{{source}}.", "", kCriteria, "", kHint, ""].join("\n");

/// "line: message" of all mistakes that the build finds.
function mistakesIn(text: string): string[] {
  return readLesson("a", text).mistakes.map(({ line, message }) => `${line}: ${message}`);
}

test("a lesson has its front matter, its steps, and in each its criteria and hints", () => {
  const { lesson, mistakes } = parseLesson("phone-call", kFront + kStep + kStep.replace("One", "Two"));
  assert.deepEqual(mistakes, []);
  assert.deepEqual([lesson.slug, lesson.title, lesson.order, lesson.minutes], ["phone-call", "A title", 1, 5]);
  assert.deepEqual(lesson.steps.map(({ title }) => title), ["One", "Two"]);
  const [criterion] = lesson.steps[1]?.criteria ?? [];
  assert.deepEqual([criterion?.goal, criterion?.missing], ["cat has run", "Run cat."]);
  assert.equal(criterion?.condition.kind, "some");
  assert.equal(lesson.steps[1]?.hints.length, 1);
});

test("the commands and files that a lesson names are known", () => {
  const { commands, sources, mistakes } = readLesson("a", kFront + kStep);
  assert.deepEqual(mistakes, []);
  assert.deepEqual(commands.map(({ text }) => text), ["cat /readme"]);
  assert.deepEqual(sources.map(({ text }) => text), ["kernel/kernel.cpp"]);
});

const kBad: readonly (readonly [string, string, RegExp])[] = [
  ["no front matter", kStep, /^1: the file does not begin with front matter/],
  ["a missing title", kFront.replace("title: A title\n", "") + kStep, /^1: the front matter lacks "title"/],
  ["an unknown key", kFront.replace("minutes: 5", "minutes: 5\nauthor: me") + kStep, /^6: "author" is unknown here/],
  ["an order that is no number", kFront.replace("order: 1", "order: first") + kStep, /^1: "order" is a number from 1 to 99, not "first"/],
  ["a view that is none", kFront.replace("minutes: 5", "minutes: 5\nview: graph") + kStep, /^1: "graph" is no view/],
  ["no step", kFront, /^7: there is no step/],
  ["text before the first step", `${kFront}Hello.\n\n${kStep}`, /^7: text before the first step/],
  ["an unknown field", kFront + kStep.replace("from = cat", "form = cat"), /^12: column 17: "form" is no field/],
  ["a word for a number", kFront + kStep.replace("from = cat", "hops = many"), /^12: column 24: hops is a number, and "many" is none/],
  ["a condition that is none", kFront + kStep.replace("some call where", "a call where"), /^12: "a call where from = cat" is no condition/],
  ["a criterion without a goal", kFront + kStep.replace(": cat has run\n", ""), /^12: the condition lacks a line ": what is to be reached"/],
  ["a criterion that does not say what is missing", kFront + kStep.replace("! Run cat.\n", ""), /^12: the condition lacks a line "! what is missing"/],
  ["a fate that is none", kFront + kStep.replace("some call where from = cat", "task tmpfs is gone"), /^12: "gone" is no fate of a task/],
  ["a figure that is none", kFront + kStep.replace("some call where from = cat", "task vfs has weight > 1"), /^12: "weight" is no figure/],
  ["a step without criteria", kFront + kStep.replace(kCriteria, ""), /^7: the step has neither criteria nor a problem/],
  ["a step without a hint", kFront + kStep.replace(kHint, ""), /^7: the step has no hint/],
  ["a step without a command", kFront + kStep.replace("{{exec}}", ""), /^7: the step has no command with \{\{exec\}\}/],
  ["an unknown mark", kFront + kStep.replace("{{exec}}", "{{exec}} `a`{{run}}"), /^7: \{\{run\}\} means nothing/],
  ["a mark without code", kFront + kStep.replace("Press", "Press {{exec}}"), /^7: "Press \{\{exec\}\}" has a mark without `code` before it/],
  ["no source at the end", kFront + kStep.replace("{{source}}", ""), /^7: the last step names no file/],
  ["HTML", kFront + kStep.replace("Press", "<b>Press</b>"), /^7: "<b>" is HTML/],
  ["an address that runs a script", kFront + kStep.replace("Press", "[Press](javascript:alert(1))"), /^7: "javascript:alert\(1\)" is no address/],
  ["a picture", kFront + kStep.replace("Press", "![x](x.png)"), /^7: pictures are not shown/],
];

for (const [what, text, expected] of kBad) {
  test(`${what} is a mistake with its line`, () => {
    const found = mistakesIn(text);
    assert.ok(found.some((line) => expected.test(line)), JSON.stringify(found));
  });
}

test("a problem is read with its choices, its answer and what is said to wrong ones", () => {
  const problem = [
    "```problem", "let file = pick /readme /etc/motd", "let count = 2..5", "since cat", "ask How many?", "answer count(from = cat)",
    "wrong count(from = cat and to = vfs) -> Those are only those to vfs.", "explain So it is.", "```",
  ].join("\n");
  const { lesson, mistakes } = parseLesson("a", `${kFront}## One\n\n${problem}\n`);
  assert.deepEqual(mistakes, []);
  const read = lesson.steps[0]?.problem;
  assert.deepEqual(read?.variables.map(({ name }) => name), ["file", "count"]);
  assert.equal(read?.wrong.length, 1);
  const broken = `${kFront}## One\n\n${problem.replace("answer count(from = cat)", "answer sum(from, hops > 0)").replace("since cat\n", "")}\n`;
  assert.deepEqual(parseLesson("a", broken).mistakes.map(({ message }) => message), [
    '"from" is no field with a number', 'the problem lacks a line "since ..."', 'the problem lacks a line "answer ..."',
  ]);
});

test("a command may use only what the problem chooses", () => {
  const problem = ["```problem", "let file = pick /a /b", "since cat", "ask How?", "answer count(from = cat)", "explain So.", "```"].join("\n");
  const text = kFront + kStep.replace(kCriteria, problem).replace("cat /readme", "cat {name}");
  assert.ok(mistakesIn(text).some((line) => /uses \{name\}, which the problem does not choose/.test(line)));
  assert.deepEqual(mistakesIn(text.replace("{name}", "{file}")), []);
});

test("only addresses of the web, of the site and of the page are links", () => {
  for (const good of ["https://a.org/x", "http://a", "#lesson=a/1", "docs/a.md", "../a", "/a"]) assert.ok(isSafeLink(good), good);
  for (const bad of ["javascript:alert(1)", "JaVaScript:x", "java\nscript:x", "\u0001javascript:x", "data:text/html,x", "vbscript:x", "blob:x", "file:///etc"]) {
    assert.ok(!isSafeLink(bad), bad);
  }
});

test("any text is read without end or exception, and says what is wrong", () => {
  for (const text of ["", "---", "---\n---\n", "```criteria", `${kFront}## \n\n\`\`\`criteria\n: x\n! y\n`, "#".repeat(200_000), "> ".repeat(5000), "[".repeat(20_000)]) {
    assert.ok(parseLesson("a", text).mistakes.length > 0);
  }
});
