// SPDX-License-Identifier: MIT
// The page in Chromium: from the address to a command and what the inspector shows of it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchChromium, openPage, openSiteIn, ready, run, type Scenario, screenOf, typeLine, type Watch } from "./chromium.ts";
import { kBundleName, kSiteFolder, readBundle, type Replacements, Site } from "./site.ts";
import { kPatience, until } from "./until.ts";

const kBlankPicture = 10_000; // bytes; one colour compresses to less, lists of calls to much more

let browser: Browser;

before(async () => (browser = await launchChromium()), { timeout: 2 * kPatience });
after(() => browser.close());

function withPage(path: string, files: Replacements, scenario: Scenario): Promise<void> {
  return openSiteIn(browser, path, files, scenario);
}

test("a typed command prints its output, nothing leaves the origin, and nothing complains", async () => {
  await withPage("/", {}, async ({ page, requests, complaints }, site) => {
    await ready(page);
    await run(page, page, "echo sum:$((6*7))", "sum:42");
    await page.locator("#graphics canvas").waitFor();
    const elsewhere = requests.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(`${site.origin}/`));
    assert.deepEqual(elsewhere, []);
    assert.ok(requests.includes(`${site.address}${kBundleName}`), "the requests were seen");
    assert.deepEqual(complaints, []);
  });
});

test("a site with an image for a real PC offers it, one without says nothing of it", async () => {
  const facts = JSON.stringify({ file: "switchboard.iso", bytes: 6_100_000, sha256: "ab".repeat(32) });
  await withPage("/", { "image.json": facts }, async ({ page, complaints }) => {
    await ready(page);
    await page.locator("#open-image").click();
    await page.locator("#image").getByText("Take this system to a real PC").waitFor();
    assert.equal(await page.locator("#image-link").getAttribute("download"), "switchboard.iso");
    assert.match(await page.locator("#image-link").innerText(), /6\.1 MB/);
    assert.deepEqual(complaints, []);
  });
  await withPage("/", { "image.json": "{}" }, async ({ page }) => {
    const asked = page.waitForResponse(/image\.json/);
    await ready(page);
    await asked;
    await page.locator("#graphics canvas").waitFor();
    assert.equal(await page.locator("#open-image").isVisible(), false);
  });
});

test("the inspector draws the calls of a command, and says them to people who do not see the canvas", async () => {
  await withPage("/", {}, async ({ page }) => {
    await ready(page);
    const canvas = page.locator("#graphics canvas");
    await canvas.waitFor();
    await run(page, page, "cat /readme | head -n 1; echo done:$((1+1))", "done:2");
    const rows = (): Promise<string[]> => page.locator("#graphics table tbody tr").allInnerTexts();
    const isWrite = (row: string): boolean => /sh to vfs\tvfs\.write/.test(row);
    await until("call of the shell to vfs", rows, (all) => all.some(isWrite));
    const picture = await canvas.screenshot();
    assert.ok(picture.length > kBlankPicture, `a canvas of one colour: ${picture.length} bytes as PNG`);
  });
});

test("the inspector gets letters beyond ASCII when somebody types one", async () => {
  await withPage("/", {}, async ({ page }) => {
    await ready(page);
    const canvas = page.locator("#graphics canvas[data-fonts]");
    await canvas.waitFor();
    assert.equal(await canvas.getAttribute("data-fonts"), "common");
    await canvas.dispatchEvent("keydown", { key: "ü" });
    await until("all letters", async () => String(await canvas.getAttribute("data-fonts")), (fonts) => fonts === "all");
  });
});

test("the same calls are there as tables when the reader wants tables", async () => {
  await withPage("/", {}, async ({ page }) => {
    await ready(page);
    await page.locator("#as-tables").click();
    await run(page, page, "echo sum:$((6*7))", "sum:42");
    const tasks = page.getByRole("region", { name: /task/i }).first().locator("tbody tr");
    const names = (): Promise<string[]> => tasks.locator("td:first-child").allInnerTexts();
    await until("row of each boot task", names, (all) =>
      ["naming", "loader", "archive", "vfs", "init"].every((name) => all.includes(name)),
    );
    const calls = page.getByRole("region", { name: "Calls, the latest first" }).locator("tbody tr");
    await until("call to vfs", () => calls.allInnerTexts(), (all) => all.some((row) => row.includes("vfs")));
  });
});

test("a second terminal has a shell of its own", async () => {
  await withPage("/", {}, async ({ page }) => {
    await ready(page);
    await page.locator("#new-terminal").click();
    await until("prompt of the second shell", () => screenOf(page, 1), (text) => text.includes("$"));
    await run(page, page, "cd /tmp; echo here:$PWD", "here:/tmp", 1);
    await page.locator("#tab-0").click();
    await run(page, page, "echo there:$PWD", "there:/");
  });
});

test("a restart gives a fresh machine that accepts commands", async () => {
  await withPage("/", {}, async ({ page }) => {
    await ready(page);
    await run(page, page, "echo old > /tmp/kept; cat /tmp/kept; echo sum:$((6*7))", "sum:42");
    await page.locator("#restart").click();
    await until("empty screen", () => screenOf(page), (text) => !text.includes("sum:42"));
    await ready(page);
    await run(page, page, "ls /tmp; echo sum:$((40+1))", "sum:41");
    assert.ok(!(await screenOf(page)).includes("kept"), await screenOf(page));
  });
});

test("the page works from a sub-path", async () => {
  await withPage("/some/where/deep/", {}, async ({ page, requests }, site) => {
    await ready(page);
    await run(page, page, "echo sum:$((6*7))", "sum:42");
    await page.locator("#graphics canvas").waitFor();
    assert.deepEqual(requests.filter((url) => url.startsWith(site.origin) && !url.startsWith(site.address)), []);
  });
});

test("the page works in a frame of another origin", async () => {
  const inner = await Site.open();
  try {
    const outer = `<!doctype html><iframe src="${inner.address}" style="width:1200px;height:700px"></iframe>`;
    await withPage("/", { "index.html": outer }, async ({ page }) => {
      const frame = await until("frame", async () => page.frame({ url: inner.address }), (found) => found !== null);
      assert.ok(frame);
      await ready(frame);
      await run(page, frame, "echo sum:$((6*7))", "sum:42");
    });
  } finally {
    inner.close();
  }
});

/// What the card says after a failure: title and what the engine said.
async function failure({ page }: Watch): Promise<{ title: string; detail: string }> {
  const title = page.locator(".failure-title");
  await title.waitFor();
  assert.equal(await page.locator("#status").getAttribute("data-lamp"), "failed");
  return { title: await title.innerText(), detail: await page.locator(".failure-detail").innerText() };
}

test("a bundle that is cut off is called damaged", async () => {
  const bundle = await readBundle();
  await withPage("/", { [kBundleName]: bundle.slice(0, bundle.length / 2) }, async (watch) => {
    const { title, detail } = await failure(watch);
    assert.equal(title, "The downloaded system is damaged");
    assert.match(detail, /zstd|ends|cut|short/i);
  });
});

test("a bundle with a changed byte is called damaged", async () => {
  const bundle = Uint8Array.from(await readBundle());
  const at = bundle.length >> 1;
  bundle[at] = (bundle[at] ?? 0) ^ 0xff;
  await withPage("/", { [kBundleName]: bundle }, async (watch) => {
    assert.equal((await failure(watch)).title, "The downloaded system is damaged");
  });
});

test("a missing bundle is named, with what the server answered", async () => {
  await withPage("/", { [kBundleName]: null }, async (watch) => {
    const { title, detail } = await failure(watch);
    assert.equal(title, "The system is not on the server");
    assert.match(detail, /system\.tar\.zst.*404/);
  });
});

test("a missing worker is named", async () => {
  await withPage("/", { "worker.js": null }, async (watch) => {
    assert.equal((await failure(watch)).title, "The machine’s worker could not start");
  });
});

test("WebAssembly that is switched off is named", async () => {
  const worker = await readFile(join(kSiteFolder, "worker.js"), "utf8");
  await withPage("/", { "worker.js": `delete globalThis.WebAssembly;\n${worker}` }, async (watch) => {
    assert.equal((await failure(watch)).title, "This browser does not run WebAssembly");
  });
});

test("a missing script of the page is named, instead of a page that loads for ever", async () => {
  await withPage("/", { "page.js": null }, async ({ page }) => {
    const card = page.locator("#boot-card");
    await until("reason", () => card.innerText(), (text) => /could not be set up.*page\.js.*missing/s.test(text));
  });
});

test("a restart needs no server", async () => {
  const site = await Site.open();
  const { page } = await openPage(browser);
  try {
    await page.goto(site.address);
    await ready(page);
    await page.locator("#graphics canvas").waitFor();
    await page.route(`**/${kBundleName}`, (route) => route.abort());
    await page.locator("#restart").click();
    await ready(page);
    await run(page, page, "echo sum:$((6*7))", "sum:42");
  } finally {
    await page.close();
    site.close();
  }
});

test("without the graphical inspector the facts are there as tables, with the reason", async () => {
  await withPage("/", { "inspector.js": null }, async ({ page }) => {
    await ready(page);
    const notice = page.locator("#inspector-notice");
    await until("reason", () => notice.innerText(), (text) => text.includes("could not be started"));
    await run(page, page, "echo sum:$((6*7))", "sum:42");
    const rows = page.locator("#tables tbody tr");
    await until("rows", () => rows.count(), (count) => count > 10);
  });
});

test("without both inspectors the terminal works, and the pane says why it is empty", async () => {
  await withPage("/", { "inspector.js": null, "tables.js": null }, async ({ page }) => {
    await ready(page);
    const notice = page.locator("#inspector-notice");
    await until("reasons", () => notice.innerText(), (text) => /could not be started.*tables could not be loaded/s.test(text));
    await run(page, page, "echo sum:$((6*7))", "sum:42");
  });
});

test("a program that never ends is ended by Ctrl-C, and the page goes on meanwhile", async () => {
  await withPage("/", {}, async ({ page }) => {
    await ready(page);
    await typeLine(page, page, "while true; do :; done");
    await page.locator("#open-about").click();
    await page.locator("#about").getByText("About Switchboard").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("#screen-0 .xterm-helper-textarea").focus();
    await page.keyboard.press("Control+C");
    await run(page, page, "echo sum:$((6*7))", "sum:42");
  });
});
