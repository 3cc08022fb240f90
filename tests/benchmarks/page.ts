// SPDX-License-Identifier: MIT
// The figures of the page: how long until a command, how many bytes, how much memory.
import type { Browser, Page } from "puppeteer-core";
import type { Site } from "./browser.ts";
import { median } from "./figures.ts";
import { type Memory, rendererMemory } from "./memory.ts";

export interface PageFigures {
  /// Milliseconds since the navigation began: the bundle was there, the prompt was, the command's output was.
  readonly bundle: number;
  readonly prompt: number;
  readonly command: number;
  /// Sizes by name after gzip.
  readonly untilPrompt: ReadonlyMap<string, number>;
  readonly withInspector: ReadonlyMap<string, number>;
  readonly memory: Memory;
}

interface Load {
  readonly bundle: number;
  readonly prompt: number;
  readonly command: number;
  readonly untilPrompt: ReadonlyMap<string, number>;
}

const kLoads = 5;
const kSettle = 3000; // milliseconds until the inspector has drawn and the garbage of the start is gone
const kLimit = 60_000;

// What the terminal shows is not what is typed, so only the command's output can be its cause.
const kTyped = 'echo acc""epted';
const kShown = "accepted";

// Runs in the page before its own script, and looks at the page as its reader does: at the lamp, at the text.
const kWatch = `{
  const look = (found, tell) => {
    const observer = new MutationObserver(() => {
      if (!found()) return;
      observer.disconnect();
      tell(performance.now());
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  };
  const lamp = () => document.getElementById("status")?.dataset.lamp === "ready";
  const shown = () => [...document.querySelectorAll(".xterm-rows > div")].some((row) => row.textContent.trim() === "${kShown}");
  look(lamp, (time) => { benchReady(time); look(shown, (later) => benchShown(later)); });
}`;

const kBundleArrived = `performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/system.tar.gz"))?.responseEnd ?? 0`;

/// Gives the page a function of that name; `came` resolves with its argument.
async function signal(page: Page, name: string): Promise<{ readonly came: Promise<number> }> {
  let resolve = (_time: number): void => undefined;
  const came = new Promise<number>((fulfil, reject) => {
    const timer = setTimeout(() => reject(new Error(`bench: no ${name} from the page within ${kLimit} ms`)), kLimit);
    resolve = (time) => {
      clearTimeout(timer);
      fulfil(time);
    };
  });
  await page.exposeFunction(name, (time: number) => resolve(time));
  return { came };
}

/// Loads the page as somebody who was never there, and types a command as soon as the page says it is ready.
async function load(page: Page, site: Site): Promise<Load> {
  const ready = await signal(page, "benchReady");
  const shown = await signal(page, "benchShown");
  await page.evaluateOnNewDocument(kWatch);
  site.forget();
  await page.goto(site.address, { waitUntil: "domcontentloaded" });
  const prompt = await ready.came;
  const untilPrompt = site.sizes();
  await page.focus(".xterm-helper-textarea");
  await page.keyboard.sendCharacter(kTyped);
  await page.keyboard.press("Enter");
  const command = await shown.came;
  return { prompt, command, untilPrompt, bundle: Number(await page.evaluate(kBundleArrived)) };
}

async function loads(browser: Browser, site: Site, last: (page: Page) => Promise<void>): Promise<Load[]> {
  const results: Load[] = [];
  for (let i = 0; i < kLoads; ++i) {
    const context = await browser.createBrowserContext(); // nothing in the cache
    const page = await context.newPage();
    results.push(await load(page, site));
    if (i === kLoads - 1) await last(page);
    await context.close();
  }
  return results;
}

/// Throws an Error when the page does not come to a prompt or the inspector does not appear.
export async function measurePage(browser: Browser, site: Site): Promise<PageFigures> {
  let withInspector: ReadonlyMap<string, number> = new Map();
  let memory: Memory = { resident: 0, own: 0 };
  const results = await loads(browser, site, async (page) => {
    await page.waitForSelector("#graphics canvas", { timeout: kLimit });
    await new Promise((resolve) => setTimeout(resolve, kSettle));
    withInspector = site.sizes();
    memory = rendererMemory(browser.process()?.pid ?? 0);
  });
  const middle = (part: (load: Load) => number): number => median(results.map(part));
  return {
    bundle: middle(({ bundle }) => bundle),
    prompt: middle(({ prompt }) => prompt),
    command: middle(({ command }) => command),
    untilPrompt: results[0]!.untilPrompt,
    withInspector,
    memory,
  };
}
