// SPDX-License-Identifier: MIT
// The machine in frames of a page of another origin.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Frame, Page } from "playwright-core";
import { launchChromium, openPage, ready, screenOf } from "./chromium.ts";
import { Site } from "./site.ts";
import { kPatience, until } from "./until.ts";

let browser: Browser;

before(async () => (browser = await launchChromium()), { timeout: 2 * kPatience });
after(() => browser.close());

/// A page with one frame that keeps what the frame tells in `heard`.
function hostPage(address: string): string {
  return `<!doctype html><title>Host</title><iframe src="${address}" width="900" height="600"></iframe>
<script>
  const heard = [];
  addEventListener("message", ({ data, origin }) => heard.push({ ...data, origin }));
</script>`;
}

interface Told {
  readonly event?: string;
  readonly origin: string;
  readonly link?: string;
  readonly ask?: string;
}

const heardBy = (page: Page): Promise<Told[]> => page.evaluate("heard");

function ask(page: Page, message: Record<string, unknown>): Promise<void> {
  return page.evaluate(`frames[0].postMessage(${JSON.stringify({ switchboard: 1, ...message })}, "*")`);
}

/// Opens a machine's frame in a page of another origin. `options` may name that origin as ORIGIN.
async function withFrame(options: string, scenario: (page: Page, frame: Frame, machine: Site) => Promise<void>): Promise<void> {
  const machine = await Site.open("/sub/path/");
  const files: Record<string, string> = {};
  const host = await Site.open("/", files);
  files["host.html"] = hostPage(`${machine.address}#${options.replace("ORIGIN", host.origin)}`);
  const { page } = await openPage(browser);
  try {
    await page.goto(`${host.address}host.html`);
    const frame = await until("frame", async () => page.frames()[1], (found) => found !== undefined);
    await ready(frame as Frame);
    await scenario(page, frame as Frame, machine);
  } finally {
    await page.close();
    machine.close();
    host.close();
  }
}

test("a page types into its frame, and gets a link to what happened", { timeout: 3 * kPatience }, async () => {
  await withFrame("embed&show=terminal&origin=ORIGIN", async (page, frame, machine) => {
    assert.equal(await frame.locator("#bar").isVisible(), false);
    assert.equal(await frame.locator("#inspector").isVisible(), false);
    await until("ready", () => heardBy(page), (all) => all.some(({ event }) => event === "ready"));
    await ask(page, { ask: "type", text: "echo sum:$((6*7))\r" });
    await until("output", () => screenOf(frame), (text) => text.includes("sum:42"));
    await ask(page, { ask: "share" });
    const told = await until("link", () => heardBy(page), (all) => all.some(({ event }) => event === "link"));
    const link = told.find(({ event }) => event === "link");
    assert.ok(link?.link?.startsWith(`${machine.address}#session=`), JSON.stringify(link));
    assert.ok(told.every(({ origin }) => origin === machine.origin));
  });
});

test("a frame that names another origin neither listens to this one nor tells it anything", { timeout: 3 * kPatience }, async () => {
  await withFrame("embed&origin=https://other.example", async (page, frame) => {
    await ask(page, { ask: "type", text: "echo sum:$((6*7))\r" });
    await page.waitForTimeout(1500);
    assert.ok(!(await screenOf(frame)).includes("sum"));
    assert.deepEqual(await heardBy(page), []);
  });
});

test("a read-only frame refuses keys and what a page would type", { timeout: 3 * kPatience }, async () => {
  await withFrame("embed&readonly&theme=light&origin=ORIGIN", async (page, frame) => {
    assert.equal(await frame.locator("html").getAttribute("data-theme"), "light");
    await frame.locator("#screen-0 .xterm-helper-textarea").focus();
    await page.keyboard.type("echo keys");
    await ask(page, { ask: "type", text: "echo text\r" });
    await until("refusal", () => heardBy(page), (all) => all.some((told) => told.event === "refused" && told.ask === "type"));
    await page.waitForTimeout(500);
    assert.ok(!/keys|text/.test(await screenOf(frame)), await screenOf(frame));
  });
});

test("what an address asks for and cannot have is said in words", { timeout: 2 * kPatience }, async () => {
  const site = await Site.open();
  const { page, complaints } = await openPage(browser);
  try {
    await page.goto(`${site.address}#theme=%3Cimg%20src=x%20onerror=alert(1)%3E`);
    await page.getByText("The link says theme=<img src=x onerror=alert(1)>, which is not one of dark, light.").waitFor();
    await ready(page);
    assert.deepEqual(complaints, []);
  } finally {
    await page.close();
    site.close();
  }
});

test("the page with three machines shows three machines", { timeout: 4 * kPatience }, async () => {
  const site = await Site.open();
  const { page, complaints } = await openPage(browser);
  try {
    await page.goto(`${site.address}examples.html`);
    const frames = await until("frames", async () => page.frames().slice(1), (all) => all.length === 3);
    for (const frame of frames) await ready(frame);
    assert.deepEqual(complaints, []);
  } finally {
    await page.close();
    site.close();
  }
});
