// SPDX-License-Identifier: MIT
// Each lesson is run to its end in Chromium, by doing what it says; each criterion is seen unmet, met, and unmet again after
// a wrong solution.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launchChromium, openPage, ready } from "./chromium.ts";
import { answer, describe, goTo, pressAll, ticks, typeAndWait } from "./lessons/reader.ts";
import { kSeed, kWrongSolutions } from "./lessons/wrong.ts";
import { kSiteFolder, Site } from "./site.ts";
import { kPatience, until } from "./until.ts";

interface Summary {
  readonly slug: string;
  readonly title: string;
  readonly steps: number;
}

const kSettle = 700; // milliseconds in which a wrong solution could still be taken for a right one
const kLessons = JSON.parse(readFileSync(join(kSiteFolder, "tutorials/index.json"), "utf8")) as Summary[];

let browser: Browser;
let site: Site;

before(async () => {
  browser = await launchChromium();
  site = await Site.open();
}, { timeout: 2 * kPatience });
after(async () => {
  site.close();
  await browser.close();
});

/// `except`: criteria that may be either, counted from 0.
async function untilAll(page: Page, what: string, met: boolean, except: readonly number[] = []): Promise<void> {
  const read = async (): Promise<string> => `${(await ticks(page)).join()}\n${await describe(page)}`;
  const fits = (tick: string, index: number): boolean => tick === String(met) || except.includes(index);
  await until(what, read, (text) => (text.split("\n")[0] ?? "").split(",").every(fits));
}

async function doWrong(page: Page, name: string): Promise<void> {
  const wrong = kWrongSolutions[name];
  assert.ok(wrong, `lessons/wrong.ts has nothing for ${name}`);
  for (const command of wrong.commands) await typeAndWait(page, command);
  if (wrong.answers) assert.match(await answer(page, wrong.answers.wrong), /^✗/);
  await page.waitForTimeout(kSettle);
  const met = await ticks(page);
  const allowed = wrong.met ?? [];
  met.forEach((tick, index) => assert.ok(!tick || allowed.includes(index), `${name}: criterion ${index} is met by the wrong solution`));
}

async function doStep(page: Page, { slug, steps }: Summary, step: number): Promise<void> {
  const name = `${slug}/${step}`;
  await goTo(page, slug, step, kSeed);
  await untilAll(page, `criteria of ${name} unmet at first`, false);
  await pressAll(page);
  const answers = kWrongSolutions[name]?.answers;
  if (answers) {
    assert.match(await answer(page, answers.wrong), answers.said, name);
    assert.match(await answer(page, answers.right), /✓ Right/, name);
  }
  await untilAll(page, `criteria of ${name} met`, true);
  await page.locator(".step-link[aria-current=step].done").waitFor();
  await page.locator(".lesson-foot .action").waitFor();
  await page.locator(".again").click();
  await untilAll(page, `criteria of ${name} unmet again`, false, kWrongSolutions[name]?.met);
  await doWrong(page, name);
  if (step === steps) assert.equal(await page.locator(".lesson-foot .action").count(), 0, "a step that is to be done again is not done");
}

for (const lesson of kLessons) {
  test(`"${lesson.title}" can be done to its end by doing what it says, and not otherwise`, { timeout: 4 * kPatience }, async () => {
    const { page, complaints } = await openPage(browser);
    try {
      await page.goto(`${site.address}#lesson=${lesson.slug}/1&seed=${kSeed}`);
      await ready(page);
      await page.locator(".step h3").waitFor();
      for (let step = 1; step <= lesson.steps; step++) await doStep(page, lesson, step);
      assert.deepEqual(complaints, []);
    } finally {
      await page.context().close();
    }
  });
}
