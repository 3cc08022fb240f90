// SPDX-License-Identifier: MIT
// Nothing is measured here: only the decisions and their presentation.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exitStatus, isReached, judge, kFigures, median } from "./figures.ts";
import { parseOptions } from "./options.ts";
import { tasksMemory } from "./pc.ts";
import { asJson, asTable, format } from "./report.ts";

const kCircumstances = { engine: "Engine 1", processors: 2, load: [0.1, 0.2] } as const;

function kind(name: string): (typeof kFigures)[number] {
  return kFigures.find((figure) => figure.name === name)!;
}

test("a promise is kept at its limit and broken beyond it, in both directions", () => {
  assert.equal(isReached(kind("empty_call"), 400), true);
  assert.equal(isReached(kind("empty_call"), 400.1), false);
  assert.equal(isReached(kind("empty_call_vs_pipe"), 14), true);
  assert.equal(isReached(kind("empty_call_vs_pipe"), 13.9), false);
});

test("a yardstick and a figure without value are neither reached nor missed", () => {
  assert.equal(isReached(kind("pipe"), 5000), undefined);
  assert.equal(isReached(kind("data_1k"), undefined), undefined);
});

test("the median ignores order and outliers, and refuses nothing at all", () => {
  assert.equal(median([3, 1, 1000]), 3);
  assert.equal(median([4, 1, 2, 1000]), 3);
  assert.throws(() => median([]), RangeError);
});

test("every figure is listed, and a remark only where it explains something", () => {
  const remarks = new Map([["data_1k", "slow copy"], ["spawn_exit", "slow start"], ["renderer_memory", "no page"]]);
  const figures = judge(new Map([["data_1k", 2000], ["spawn_exit", 1000]]), remarks);
  assert.equal(figures.length, kFigures.length);
  const remarkOf = (name: string): string | undefined => figures.find((figure) => figure.name === name)?.remark;
  assert.equal(remarkOf("data_1k"), "slow copy");
  assert.equal(remarkOf("spawn_exit"), undefined);
  assert.equal(remarkOf("renderer_memory"), "no page");
});

test("values are shown in the largest unit that fits", () => {
  assert.equal(format(231_000, "ns"), "231 us");
  assert.equal(format(59.94, "ns"), "59.9 ns");
  assert.equal(format(0.83, "ns"), "0.83 ns");
  assert.equal(format(37e9, "ns"), "37.0 s");
  assert.equal(format(490e3, "B"), "490 kB");
  assert.equal(format(14, "x"), "14.0 x");
});

test("the table says reached, missed or not measured, with the remark below", () => {
  const figures = judge(new Map([["data_1k", 2000], ["spawn_exit", 1000]]), new Map([["data_1k", "slow copy"]]));
  const table = asTable(figures, kCircumstances);
  assert.match(table, /1 KiB data transfer +2\.00 us +at most 1\.00 us +missed +2\.20 ms\n {4}slow copy\n/);
  assert.match(table, /spawn and exit +1\.00 us +at most 500 us +reached/);
  assert.match(table, /open, read 5 KB, close +- +at most 8\.00 us +not measured/);
});

test("the table ends with the promises that were missed, or says that all were reached", () => {
  const missed = judge(new Map([["data_1k", 2000], ["empty_call", 500], ["spawn_exit", 1000]]), new Map());
  assert.match(asTable(missed, kCircumstances), /\n2 of 3 measured promises missed: empty call.*; 1 KiB data transfer\n$/);
  const kept = judge(new Map([["spawn_exit", 1000]]), new Map());
  assert.match(asTable(kept, kCircumstances), /\nall 1 measured promises reached\n$/);
});

test("a missed promise fails only a strict run, an unmeasured one none", () => {
  const missed = judge(new Map([["data_1k", 2000]]), new Map());
  assert.equal(exitStatus(missed, false), 0);
  assert.equal(exitStatus(missed, true), 1);
  assert.equal(exitStatus(judge(new Map([["data_1k", 900]]), new Map()), true), 0);
});

test("a busy machine is mentioned, a quiet one is not", () => {
  assert.doesNotMatch(asTable([], kCircumstances), /other programs/);
  assert.match(asTable([], { ...kCircumstances, load: [0.1, 1.5] }), /load average 0\.10 before and 1\.50 after; other programs ran/);
});

test("JSON has every figure with name, value, unit, target, reached and reference", () => {
  const { figures } = JSON.parse(asJson(judge(new Map([["empty_call", 300]]), new Map()), kCircumstances)) as {
    figures: Record<string, unknown>[];
  };
  assert.equal(figures.length, kFigures.length);
  assert.deepEqual(figures.find(({ name }) => name === "empty_call"), {
    name: "empty_call", value: 300, unit: "ns", target: { kind: "at most", value: 400 }, reached: true, reference: 231_000,
  });
  for (const figure of figures) {
    for (const field of ["value", "unit", "target", "reached", "reference"]) assert.ok(field in figure, field);
  }
});

test("options are understood, and a wrong word is named", () => {
  assert.deepEqual(parseOptions([]), { json: false, strict: false, target: "chromium" });
  assert.deepEqual(parseOptions(["--target", "node", "--json"]), { json: true, strict: false, target: "node" });
  assert.deepEqual(parseOptions(["--target=chromium", "--strict"]), { json: false, strict: true, target: "chromium" });
  assert.throws(() => parseOptions(["--target", "opera"]), /not 'opera'/);
  assert.throws(() => parseOptions(["--target"]), /not ''/);
  assert.throws(() => parseOptions(["--fast"]), /'--fast'/);
});

test("memory of tasks is the sum of both columns, in their units", () => {
  const table = "TASK NAME  STATE    MEMORY KERNEL PHONES\n   1 naming  running   96K   8.0K     12\n  13 sh  running    1.5M   512     4\n";
  assert.equal(tasksMemory(table), 96 * 1024 + 8 * 1024 + 1.5 * 1024 * 1024 + 512);
  assert.throws(() => tasksMemory("sh: tasks: command not found"), /no table/);
});
