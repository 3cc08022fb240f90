// SPDX-License-Identifier: MIT
// The pane of the lessons: addresses, what is remembered, narrow screens, hostile lessons and links, and the tour.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launchChromium, openPage, openSiteIn, ready, screenOf } from "./chromium.ts";
import { goTo, pressAll, ticks, typeAndWait } from "./lessons/reader.ts";
import { kSiteFolder, type Replacements, Site } from "./site.ts";
import { kPatience, until } from "./until.ts";

const kFirst = "tutorials/first-look.md";
const kAxe = "node_modules/axe-core/axe.min.js";

let browser: Browser;

before(async () => (browser = await launchChromium()), { timeout: 2 * kPatience });
after(() => browser.close());

/// The page at an address of its own, ready.
function withLesson(fragment: string, files: Replacements, scenario: (page: Page, complaints: readonly string[]) => Promise<void>): Promise<void> {
  return openSiteIn(browser, "/", files, async ({ page, complaints }, site) => {
    await page.goto(`${site.address}?again${fragment}`);
    await ready(page);
    await scenario(page, complaints);
  });
}

async function untilText(page: Page, selector: string, pattern: RegExp): Promise<void> {
  await until(String(pattern), () => page.locator(selector).innerText(), (text) => pattern.test(text));
}

test("a lesson is opened from the list, its steps have addresses, and the back button goes back", async () => {
  await withLesson("", {}, async (page) => {
    assert.equal(await page.locator("#lesson").isVisible(), false);
    await page.locator("#toggle-lessons").click();
    await page.locator(".lesson-item").first().waitFor();
    assert.equal(await page.locator(".lesson-item").count(), 8);
    await page.locator(".lesson-item a", { hasText: "Start" }).first().click();
    await untilText(page, ".step h3", /The machine beside this text/);
    await page.locator(".lesson-foot a", { hasText: "Next" }).click();
    await untilText(page, ".step h3", /One command, many calls/);
    assert.match(page.url(), /#lesson=first-look\/2$/);
    await page.goBack();
    await untilText(page, ".step h3", /The machine beside this text/);
    await page.locator("[aria-label='Close the lesson']").click();
    assert.equal(await page.locator("#lesson").isVisible(), false);
    assert.doesNotMatch(page.url(), /lesson/);
  });
});

test("what is done is remembered, resumed, and forgotten on demand", async () => {
  await withLesson("#lesson=first-look/1", {}, async (page) => {
    await page.locator(".step h3").waitFor();
    await pressAll(page);
    await until("done", () => ticks(page), (all) => all.length > 0 && all.every(Boolean));
    await goTo(page, "first-look", 2);
    await page.reload();
    await ready(page);
    await page.locator(".step-link.done").waitFor();
    await page.locator(".lesson .head button", { hasText: "All lessons" }).click();
    const resume = page.locator(".lesson-item a", { hasText: "Resume" });
    assert.match(String(await resume.getAttribute("href")), /first-look\/2/);
    await page.locator(".lesson-item button", { hasText: "Reset" }).click();
    assert.equal(await resume.count(), 0);
    await goTo(page, "first-look", 1);
    assert.deepEqual(await ticks(page), [false]);
  });
});

test("only what the kernel sees counts, not what the terminal shows", async () => {
  await withLesson("#lesson=first-look/3", {}, async (page) => {
    await page.locator(".step h3").waitFor();
    await typeAndWait(page, "echo 'fault: memory fault (task 35)'");
    await typeAndWait(page, "fault exit 4");
    assert.deepEqual(await ticks(page), [false]);
    await typeAndWait(page, "fault divide");
    await until("the tick", () => ticks(page), (all) => all.every(Boolean));
  });
});

test("the trace goes on for a lesson while the inspector is hidden", async () => {
  await withLesson("#lesson=first-look/2", {}, async (page) => {
    await page.locator(".step h3").waitFor();
    await page.locator("#toggle-inspector").click();
    await typeAndWait(page, "cat /readme > /dev/null");
    await until("the ticks", () => ticks(page), (all) => all.every(Boolean));
  });
});

test("a new problem changes the seed in the address, and the question", async () => {
  await withLesson("#lesson=real-pc/3&seed=7", {}, async (page) => {
    await page.locator(".problem").waitFor();
    await page.locator(".problem button", { hasText: "New problem" }).click();
    await until("another seed", async () => page.url(), (url) => /&seed=\d+$/.test(url) && !url.endsWith("=7"));
    await page.locator(".problem").waitFor();
  });
});

test("a step with a problem gets a seed if the link has none", async () => {
  await withLesson("#lesson=real-pc/3", {}, async (page) => {
    await until("a seed", async () => page.url(), (url) => /#lesson=real-pc\/3&seed=\d+$/.test(url));
  });
});

for (const [fragment, words] of [
  ["#lesson=nothing-of-that-name/1", /There is no lesson called “nothing-of-that-name”/],
  ["#lesson=../../etc/passwd", /The link says lesson=.*which is not a lesson and the number of a step/],
  ["#lesson=<img src=x onerror=hacked=1>/1", /The link says lesson=<img/],
] as const) {
  test(`the link '${fragment}' gets an answer in words, and runs nothing`, async () => {
    await withLesson(fragment, {}, async (page, complaints) => {
      await untilText(page, "#lesson", words);
      assert.equal(await page.evaluate("typeof hacked"), "undefined");
      assert.deepEqual(complaints.filter((text) => !/404/.test(text)), []);
    });
  });
}

test("a step beyond the end is the last step", async () => {
  await withLesson("#lesson=first-look/99", {}, async (page) => untilText(page, ".step h3", /A server dies/));
});

const kFront = "---\ntitle: <b onclick=hacked=1>Bold</b>\nsummary: x\norder: 1\nminutes: 5\n---\n";
const kRest = "\n\n```criteria\nsome call where from = cat\n: <i>goal</i>\n! <img src=x onerror=hacked=1>\n```\n\n```hint\n<script>hacked=1</script>\n```\n";
const kHostile = [
  "<script>hacked=1</script>", "<img src=x onerror=hacked=1>", "[press](javascript:hacked=1)", "[press](data:text/html,<script>hacked=1</script>)",
  "[a]: javascript:hacked=1\n\n[press][a]", "![x](x onerror=hacked=1)", "<a href='javascript:hacked=1'>press</a>", "`<img src=x onerror=hacked=1>`{{exec}}",
].join("\n\n");

test("a hostile lesson is text, and nothing of it runs", async () => {
  await withLesson("#lesson=first-look/1", { [kFirst]: `${kFront}## <u>One</u>\n\n${kHostile}${kRest}` }, async (page) => {
    await page.locator(".step h3").waitFor();
    assert.match(await page.locator("#lesson h2").innerText(), /<b onclick/);
    await page.locator(".step-tools button").first().click();
    assert.equal(await page.locator("#lesson img, #lesson script, #lesson iframe, #lesson [onerror], #lesson u, #lesson i").count(), 0);
    assert.equal(await page.locator(".step a").count(), 0, "no link of those is one");
    for (const text of ["press", "<img"]) assert.ok((await page.locator(".step").innerText()).includes(text));
    assert.equal(await page.evaluate("typeof hacked"), "undefined");
  });
});

test("a lesson with a mistake is not shown, and the mistake is named with its line", async () => {
  await withLesson("#lesson=first-look/1", { [kFirst]: `${kFront}## One${kRest.replace("from = cat", "form = cat")}` }, async (page) => {
    await untilText(page, "#lesson", /Line 10: column 17: "form" is no field/);
  });
  await withLesson("#lesson=first-look/1", { [kFirst]: "> ".repeat(40_000) }, async (page) => {
    await untilText(page, "#lesson", /Line 1: the file does not begin with front matter/);
  });
});

test("without its script or its text the lesson says so, and the terminal works", async () => {
  await withLesson("#lesson=first-look/1", { "lessons.js": null }, async (page) => {
    await untilText(page, "#lesson", /could not be loaded/);
    await typeAndWait(page, "echo still:$((1+1))");
    assert.match(await screenOf(page), /still:2/);
  });
  await withLesson("#lesson=first-look/1", { [kFirst]: null }, async (page) => untilText(page, "#lesson", /could not be loaded.*404/s));
});

test("on a narrow screen lesson, terminal and inspector are tabs, and a command brings the terminal", async () => {
  await openSiteIn(browser, "/", {}, async ({ page }, site) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${site.address}?again#lesson=first-look/1`);
    await ready(page);
    await page.locator(".step h3").waitFor();
    assert.equal(await page.locator("#terminals").isVisible(), false);
    const wide = await page.evaluate("document.documentElement.scrollWidth");
    assert.ok(Number(wide) <= 390, `${String(wide)} pixels wide`);
    await page.locator(".step .do.exec").first().click();
    await page.locator("#terminals").waitFor();
    await until("the badge", () => page.locator("#places").innerText(), (text) => text.includes("1/1"));
    await page.locator("#places button", { hasText: "Inspector" }).click();
    await page.locator("#inspector").waitFor();
    assert.equal(await page.locator("#terminals").isVisible(), false);
    await page.locator("#places button", { hasText: "Lesson" }).click();
    assert.deepEqual(await ticks(page), [true]);
  });
});

test("everything in a lesson is reached by keyboard", async () => {
  await withLesson("#lesson=first-look/1", {}, async (page) => {
    await page.locator(".step h3").waitFor();
    await page.locator("#toggle-lessons").focus();
    const seen = new Set<string>();
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press("Tab");
      seen.add(String(await page.evaluate("(document.activeElement?.getAttribute('aria-label') || document.activeElement?.textContent || '').trim()")));
    }
    for (const wanted of ["All lessons", "Close the lesson", "Run tasks", "Show a hint", "Next →"]) assert.ok(seen.has(wanted), `${wanted} in ${[...seen].join(", ")}`);
    await page.locator("#screen-0 .xterm-helper-textarea").focus();
    await page.keyboard.press("F6");
    await page.keyboard.press("F6");
    await page.keyboard.press("F6");
    const inside = await page.evaluate("document.getElementById('lesson').contains(document.activeElement)");
    assert.equal(inside, true, "F6 goes to the lesson, too");
  });
});

test("axe finds nothing to complain of in a lesson, in the list and in the tour, dark and light", { timeout: 4 * kPatience }, async () => {
  const script = readFileSync(join(process.env["SWITCHBOARD_ROOT"] ?? process.cwd(), kAxe), "utf8");
  await withLesson("#lesson=forwarding/3&seed=7", {}, async (page) => {
    await page.locator(".step h3").waitFor();
    await page.evaluate(script);
    const look = async (what: string): Promise<void> => {
      const run = "axe.run({ exclude: ['.xterm', '#graphics'] }).then((result) => result.violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html).join(' ')))";
      assert.deepEqual(await page.evaluate(run), [], what);
    };
    await look("a step");
    await page.locator("#toggle-theme").click();
    await look("a step in light colours");
    await page.locator(".lesson .head button", { hasText: "All lessons" }).click();
    await page.locator(".lesson-item").first().waitFor();
    await look("the list in light colours");
  });
  await withLesson("", {}, async (page) => {
    await page.locator(".tour").waitFor();
    await page.evaluate(script);
    const found = await page.evaluate("axe.run('.tour').then((result) => result.violations.map(({ id }) => id))");
    assert.deepEqual(found, [], "the tour");
  });
});

test("the tour is offered once, goes through the page, and can be left at any time", async () => {
  const site = await Site.open();
  const { page, complaints } = await openPage(browser);
  try {
    await page.goto(site.address);
    await ready(page);
    const tour = page.locator(".tour");
    await tour.waitFor();
    await typeAndWait(page, "echo undisturbed");
    await tour.locator("button", { hasText: "Show me" }).click();
    const titles = [];
    for (;;) {
      titles.push(await tour.locator("h2").innerText());
      await page.locator(".pointed").waitFor();
      const next = tour.locator("button", { hasText: /^(Next|Done)$/ });
      await next.click();
      if ((await tour.count()) === 0) break;
    }
    assert.ok(titles.length >= 5, titles.join());
    assert.equal(new Set(titles).size, titles.length);
    assert.equal(await page.locator(".pointed").count(), 0);
    await page.reload();
    await ready(page);
    await page.locator("#graphics canvas").waitFor();
    await page.waitForTimeout(500);
    assert.equal(await tour.count(), 0, "never twice");
    assert.deepEqual(complaints, []);
  } finally {
    await page.close();
    site.close();
  }
});

test("the tour is skipped with a button or Escape, and who follows a link is not asked", async () => {
  await withLesson("", {}, async (page) => {
    await page.locator(".tour button", { hasText: "Show me" }).click();
    await page.keyboard.press("Escape");
    await until("no tour", () => page.locator(".tour").count(), (count) => count === 0);
    const focused = await page.evaluate("document.activeElement?.className");
    assert.match(String(focused), /xterm/);
  });
  await withLesson("#lesson=first-look/1", {}, async (page) => {
    await page.locator(".step h3").waitFor();
    await page.locator("#graphics canvas").waitFor();
    assert.equal(await page.locator(".tour").count(), 0);
  });
});

test("the list of lessons is made from their files", () => {
  const list = JSON.parse(readFileSync(join(kSiteFolder, "tutorials/index.json"), "utf8")) as { slug: string; order: number; steps: number }[];
  assert.deepEqual(list.map(({ order }) => order), [1, 2, 3, 4, 5, 6, 7, 8]);
  for (const { slug, steps } of list) {
    const text = readFileSync(join(kSiteFolder, `tutorials/${slug}.md`), "utf8");
    assert.equal(text.split("\n## ").length - 1, steps, slug);
  }
});
