// SPDX-License-Identifier: MIT
// The page in Firefox, without WebGL2: the same facts as tables, and the reason why.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { launchFirefox, ready, run, textOf } from "./firefox.ts";
import { Site } from "./site.ts";
import { kPatience, until } from "./until.ts";

let browser: Browser;
let site: Site;
let page: Page;
const complaints: string[] = [];

before(
  async () => {
    site = await Site.open();
    browser = await launchFirefox();
    page = await browser.newPage();
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.setViewport({ width: 1400, height: 860 });
    await page.goto(site.address);
  },
  { timeout: 3 * kPatience },
);

after(async () => {
  await browser.close();
  site.close();
});

test("the page reaches its prompt, and a typed command prints its output", async () => {
  await ready(page);
  await run(page, "echo sum:$((6*7))", "sum:42");
});

test("the reason for tables is named: no WebGL2", async () => {
  const notice = await until("reason", () => textOf(page, "#inspector-notice"), (text) => text.includes("WebGL2"));
  assert.match(notice, /no WebGL2.*tables/);
  assert.equal(await page.$("#graphics canvas"), null);
});

test("the tables show the tasks, and the calls of a command", async () => {
  const tables = (): Promise<string> => textOf(page, "#tables");
  await run(page, "cat /readme | head -n 1; echo sum:$((40+1))", "sum:41");
  for (const name of ["naming", "loader", "archive", "vfs", "init"]) {
    await until(`row of ${name}`, tables, (text) => text.includes(name));
  }
  await until("call to vfs", tables, (text) => /\bsh\b[^\n]*\bvfs\b[^\n]*\bwrite\b/.test(text));
});

test("a program that dies does not take the page or the shell with it", async () => {
  await run(page, "fault unreachable; echo status:$?", "status:134");
  await run(page, "echo sum:$((40+3))", "sum:43");
});

test("nothing has complained", () => {
  assert.deepEqual(complaints, []);
});
