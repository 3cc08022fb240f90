// SPDX-License-Identifier: MIT
// What hands do with the page: resize and drag, copy and paste, and everything by keyboard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launchChromium, openSiteIn, ready, run, screenOf, typeLine } from "./chromium.ts";
import { kPatience, until } from "./until.ts";

let browser: Browser;

before(async () => (browser = await launchChromium()), { timeout: 2 * kPatience });
after(() => browser.close());

function withReadyPage(scenario: (page: Page) => Promise<void>): Promise<void> {
  return openSiteIn(browser, "/", {}, async ({ page }) => {
    await ready(page);
    await scenario(page);
  });
}

/// Columns and rows as the shell has them.
async function sizeInside(page: Page, name: string): Promise<{ columns: number; rows: number }> {
  await run(page, page, `echo "${name}=\${COLUMNS}x\${LINES};"`, `${name}=`);
  const found = await until("size", () => screenOf(page), (text) => new RegExp(`${name}=\\d+x\\d+;`).test(text));
  const [, columns, rows] = new RegExp(`${name}=(\\d+)x(\\d+);`).exec(found) ?? [];
  return { columns: Number(columns), rows: Number(rows) };
}

test("the shell and its programs know the size of the terminal after each resize", async () => {
  await withReadyPage(async (page) => {
    const wide = await sizeInside(page, "wide");
    await page.setViewportSize({ width: 1000, height: 500 });
    const low = await sizeInside(page, "low");
    assert.ok(low.columns < wide.columns && low.rows < wide.rows, JSON.stringify({ wide, low }));
    const shown = await page.locator("#screen-0 .xterm-rows > div").count();
    assert.equal(low.rows, shown);
    await typeLine(page, page, "echo 'a line that is longer than the terminal is wide, so that the shell must wrap it itself'");
    await page.setViewportSize({ width: 1400, height: 860 });
    assert.deepEqual(await sizeInside(page, "again"), wide);
  });
});

test("a long line is still edited in the right place after a resize", async () => {
  await withReadyPage(async (page) => {
    await page.locator("#screen-0 .xterm-helper-textarea").focus();
    await page.keyboard.type(`echo ${"0123456789".repeat(9)} sum:$((6*7))`);
    await page.setViewportSize({ width: 1000, height: 700 });
    await page.keyboard.press("Home");
    await page.keyboard.type("X=1; ");
    await page.keyboard.press("Enter");
    await until("output", () => screenOf(page), (text) => text.replace(/\s/g, "").includes("89sum:42"));
  });
});

test("the divider is dragged, moved by keys and put back, and the terminal follows", async () => {
  await withReadyPage(async (page) => {
    const divider = page.locator("#divider");
    const value = async (): Promise<number> => Number(await divider.getAttribute("aria-valuenow"));
    const width = async (): Promise<number> => (await page.locator("#screen-0 .xterm-screen").boundingBox())?.width ?? 0;
    const before = { value: await value(), width: await width() };
    const box = await divider.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + 300);
    await page.mouse.down();
    await page.mouse.move(450, box.y + 320, { steps: 5 });
    await page.mouse.up();
    assert.ok((await value()) < before.value - 10, String(await value()));
    await until("narrower terminal", width, (now) => now < before.width - 100);
    const dragged = await value();
    await divider.focus();
    await page.keyboard.press("ArrowRight");
    assert.ok((await value()) > dragged);
    await page.keyboard.press("Enter");
    assert.equal(await value(), before.value);
    await until("old width", width, (now) => Math.abs(now - before.width) < 20);
  });
});

test("selected text is copied with Ctrl-Shift-C and pasted with Ctrl-Shift-V", async () => {
  await withReadyPage(async (page) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await run(page, page, "clear; echo word:$((6*7))", "word:42");
    const row = page.locator("#screen-0 .xterm-rows > div", { hasText: /^word:42/ });
    const box = await row.boundingBox();
    assert.ok(box);
    await page.mouse.dblclick(box.x + 20, box.y + box.height / 2);
    await page.keyboard.press("Control+Shift+C");
    const copied = (): Promise<string> => page.evaluate("navigator.clipboard.readText()");
    assert.equal((await until("copy", copied, (text) => text !== "")).trim(), "word:42");
    await page.evaluate('navigator.clipboard.writeText("echo pasted:$((40+3))")');
    await page.locator("#screen-0 .xterm-helper-textarea").focus();
    await page.keyboard.press("Control+Shift+V");
    await until("pasted line", () => screenOf(page), (text) => text.includes("echo pasted:$((40+3))"));
    await page.keyboard.press("Enter");
    await until("its output", () => screenOf(page), (text) => text.includes("pasted:43"));
  });
});

test("a task is found and killed in the graphical inspector by keyboard alone", async () => {
  await withReadyPage(async (page) => {
    await page.locator("#graphics canvas").waitFor();
    await run(page, page, "sleep 1000 & echo go:$((1+1))", "go:2");
    await page.keyboard.press("F6");
    const canvas = page.locator("#graphics canvas");
    await canvas.focus();
    await page.keyboard.press("3");
    const spoken = (): Promise<string> => page.locator("#graphics [aria-live]").innerText();
    await until("the view", spoken, (text) => text === "Tasks");
    await page.keyboard.press("End");
    await until("the last task", spoken, (text) => text.startsWith("sleep"));
    await page.keyboard.press("Enter");
    await page.keyboard.press("Delete");
    await until("the question", spoken, (text) => text.startsWith("Press again to kill sleep"));
    await page.keyboard.press("Escape"); // takes it back
    await page.keyboard.press("Delete");
    await page.keyboard.press("Delete");
    await until("the end", spoken, (text) => text.startsWith("Killing sleep"));
    await run(page, page, "wait; tasks | grep -c sleep; echo left:$((1+2))", "left:3");
    assert.match(await screenOf(page), /\n0\s*\nleft:3/);
  });
});

test("a phone and a low frame begin with the terminal alone", async () => {
  for (const size of [{ width: 390, height: 780 }, { width: 800, height: 420 }]) {
    await openSiteIn(browser, "/", {}, async ({ page }, site) => {
      await page.setViewportSize(size);
      await page.goto(site.address);
      await ready(page);
      assert.equal(await page.locator("#inspector").isVisible(), false, JSON.stringify(size));
    });
  }
});
