// SPDX-License-Identifier: MIT
// A session becomes a link, and the link becomes the same session in another tab.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { kHandyLength } from "../../web/machine/SessionLink.ts";
import { launchChromium, openPage, openSiteIn, ready, run, type Scenario, screenOf, typeLine } from "./chromium.ts";
import { kPatience, until } from "./until.ts";

let browser: Browser;

before(async () => (browser = await launchChromium()), { timeout: 2 * kPatience });
after(() => browser.close());

function withPage(scenario: Scenario): Promise<void> {
  return openSiteIn(browser, "/", {}, scenario);
}

async function linkOf(page: Page): Promise<string> {
  await page.locator("#open-share").click();
  const field = page.getByLabel("Link to this session");
  const link = await until("link", () => field.inputValue(), (text) => text !== "");
  await page.keyboard.press("Escape");
  return link;
}

/// Opens a link in a tab of its own and plays it to its end.
async function play(link: string): Promise<Page> {
  const { page, complaints } = await openPage(browser);
  await page.goto(link);
  await ready(page);
  await page.getByLabel("Speed").selectOption("16");
  await until("end of the session", () => page.locator("#player").innerText(), (text) => text.includes("Play again"));
  assert.deepEqual(complaints, []);
  return page;
}

const kCommands = [
  "ls -l /bin", "cat /etc/motd", "help", "tasks", "echo hello > /tmp/a", "cat /tmp/a", "uptime", "date", "mkdir /tmp/work",
  "cd /tmp/work", "seq 100 | sort -r", "ls -l", "echo $((6*7))", "pwd", "mounts", "cp /etc/motd b", "mv b c", "cat c",
  "rm c", "tree /tmp", "hexdump /etc/motd", "grep root c", "cd /", "echo one | tr a-z A-Z", "stat /tmp/a", "touch /tmp/b",
  "ls /tmp", "find /tmp", "basename /tmp/a", "sort /readme", "wc /readme", "tail -n 1 /readme", "env", "seq 3",
  "uniq /tmp/c", "ipc help", "log", "rm -r /tmp/work", "ls /srv", "clear",
];

test("forty typed commands make a link of at most 700 characters, which another tab reproduces", { timeout: 4 * kPatience }, async () => {
  await withPage(async ({ page }) => {
    await ready(page);
    for (const command of kCommands) {
      await typeLine(page, page, command);
      await page.waitForTimeout(150);
    }
    await run(page, page, "echo all:$((1+1))", "all:2");
    const link = await linkOf(page);
    assert.ok(link.length <= 700, `${link.length} characters`);
    const again = await play(link);
    assert.match(await again.locator("#player").innerText(), /✓ Reproduced/);
    await until("last line", () => screenOf(again), (text) => text.includes("all:2")); // it is drawn after it has happened
    await again.close();
  });
});

test("whoever opens a link goes on from its end with a machine of their own, and can share that", { timeout: 3 * kPatience }, async () => {
  await withPage(async ({ page }) => {
    await ready(page);
    await run(page, page, "echo mine > /tmp/a; echo first:$((1+1))", "first:2");
    const again = await play(await linkOf(page));
    await again.getByRole("button", { name: "Go on from here" }).click();
    await run(again, again, "cat /tmp/a; echo second:$((2+2))", "mine\nsecond:4");
    assert.equal(new URL(again.url()).hash, "");
    const third = await play(await linkOf(again));
    await until("both sessions", () => screenOf(third), (text) => /first:2[^]*mine\s+second:4/.test(text));
    assert.match(await third.locator("#player").innerText(), /✓ Reproduced/);
    await third.close();
    await again.close();
  });
});

/// The last lines of the kernel's log, as a program prints them.
async function lastLines(page: Page): Promise<string> {
  await run(page, page, "clear; log | tail -n 12; echo seen:$((1+1))", "seen:2");
  return screenOf(page);
}

test("a task that was killed from the inspector dies in the link as well", { timeout: 3 * kPatience }, async () => {
  await withPage(async ({ page }) => {
    await ready(page);
    await page.locator("#as-tables").click();
    await page.locator("#tables").getByText("Tasks", { exact: true }).click();
    const row = page.locator("#tables tr", { hasText: "tmpfs" }).first();
    await row.locator("button.danger").click();
    await row.locator("button.danger").click();
    await until("death in the log", () => lastLines(page), (text) => /tmpfs.*(killed|ended|died)/.test(text));
    const again = await play(await linkOf(page));
    assert.match(await again.locator("#player").innerText(), /✓ Reproduced/);
    await again.close();
  });
});

test("a marker is a place to jump to, and a paused session stands still", { timeout: 3 * kPatience }, async () => {
  await withPage(async ({ page }) => {
    await ready(page);
    await run(page, page, "echo before:$((1+1))", "before:2");
    await page.locator("#open-share").click();
    await page.getByLabel("Name of the marker").fill("the middle");
    await page.getByRole("button", { name: "Set a marker" }).click();
    await until("marker", () => page.locator("#share-body").innerText(), (text) => text.includes("Marker “the middle” is set."));
    await page.keyboard.press("Escape");
    await run(page, page, "echo after:$((2+2))", "after:4");
    const again = await play(await linkOf(page));
    await again.getByLabel("Go to a marker").selectOption({ index: 1 });
    const isThere = (text: string): boolean => text.includes("before:2") && !text.includes("after:4");
    await until("screen at the marker", () => screenOf(again), isThere);
    await again.waitForTimeout(1000); // all of it is drawn
    const screen = await screenOf(again);
    assert.ok(isThere(screen), screen);
    await again.waitForTimeout(1000);
    assert.equal(await screenOf(again), screen);
    await again.close();
  });
});

for (const [what, session] of [
  ["cut", "Y3xp27uz-NJyzm3nL"],
  ["of foreign letters", "%3Cscript%3Ealert(1)%3C/script%3E"],
  ["of nothing", "AAAA"],
] as const) {
  test(`a link ${what} is refused in words, and the way to a machine of one's own is open`, { timeout: 2 * kPatience }, async () => {
    await withPage(async ({ page, complaints }, site) => {
      await page.goto("about:blank");
      await page.goto(`${site.address}#session=${session}`);
      await page.getByRole("heading", { name: "The session in the link cannot be played" }).waitFor();
      assert.deepEqual(complaints, []);
      await page.locator("#boot-card button").first().click();
      await ready(page);
      await run(page, page, "echo own:$((1+1))", "own:2");
      assert.equal(new URL(page.url()).hash, "");
    });
  });
}

test("a session shared inside a lesson opens at the same step of it", { timeout: 3 * kPatience }, async () => {
  await withPage(async ({ page }, site) => {
    await page.goto("about:blank");
    await page.goto(`${site.address}#lesson=first-look/2`);
    await ready(page);
    await run(page, page, "echo sum:$((6*7))", "sum:42");
    const again = await play(await linkOf(page));
    assert.match(new URL(again.url()).hash, /^#lesson=first-look\/2&session=/);
    await again.locator("#lesson h2").first().waitFor();
    await again.close();
  });
});

test("a link that is too long for some programs says so and offers a file", { timeout: 3 * kPatience }, async () => {
  await withPage(async ({ page }) => {
    await ready(page);
    const noise = Array.from({ length: 2400 }, (_, at) => ((at * 7919 + ((at * at) % 257)) % 36).toString(36)).join("");
    await run(page, page, `echo ${noise} > /tmp/a; echo long:$((1+1))`, "long:2");
    await page.locator("#open-share").click();
    await until("warning", () => page.locator("#share-body .note").first().innerText(), (text) => text.includes(`more than the ${kHandyLength}`));
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as a file" }).click()]);
    assert.match(download.suggestedFilename(), /\.recording$/);
  });
});
