// SPDX-License-Identifier: MIT
// Much at once, and the end of the machine: what only the page with its worker can get wrong.
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

/// As the browser does it after Ctrl-V, without the clipboard of the computer.
function paste(page: Page, text: string): Promise<void> {
  return page.evaluate(`{
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", ${JSON.stringify(text)});
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.querySelector("#screen-0 .xterm-helper-textarea").dispatchEvent(event);
  }`);
}

test("a flood of output does not keep Ctrl-C out, and the next command works", async () => {
  await withReadyPage(async (page) => {
    await typeLine(page, page, "yes");
    await until("flood", () => screenOf(page), (text) => text.split("\ny").length > 20);
    await page.keyboard.press("Control+C");
    await run(page, page, "echo status:$?", "status:130");
  });
});

test("a paste of 61,000 bytes arrives whole", async () => {
  const text = `${"0123456789".repeat(6)}\n`.repeat(1000);
  await withReadyPage(async (page) => {
    await run(page, page, "echo go:$((1+1)); cat > /tmp/pasted", "go:2");
    await paste(page, text);
    await page.locator("#waiting").waitFor({ state: "hidden" });
    await page.keyboard.press("Control+D");
    await run(page, page, "wc /tmp/pasted", "1000 1000 61000 /tmp/pasted");
  });
});

test("Ctrl-C throws away what waits of a paste", async () => {
  await withReadyPage(async (page) => {
    await run(page, page, "echo go:$((1+1)); sleep 1000", "go:2");
    await paste(page, `${"0123456789".repeat(6)}\n`.repeat(2000));
    await until("waiting paste", () => page.locator("#waiting").innerText(), (text) => text.startsWith("Pasting: "));
    await page.locator("#screen-0 .xterm-helper-textarea").focus();
    await page.keyboard.press("Control+C");
    await page.locator("#waiting").waitFor({ state: "hidden" });
    await run(page, page, "echo sum:$((6*7))", "sum:42");
  });
});

test("a halted machine says so, and is restarted from there", async () => {
  await withReadyPage(async (page) => {
    await typeLine(page, page, "halt");
    const notice = page.locator("#halt");
    await notice.waitFor();
    assert.match(await notice.innerText(), /halted/);
    assert.equal(await page.locator("#status").getAttribute("data-lamp"), "halted");
    await notice.getByRole("button", { name: "Restart" }).click();
    await ready(page);
    await run(page, page, "echo sum:$((6*7))", "sum:42");
  });
});
