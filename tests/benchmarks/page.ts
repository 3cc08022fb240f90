// SPDX-License-Identifier: MIT
// The figures of the page: how long until a command, how many bytes, how much memory.
import type { Browser, Page } from "puppeteer-core";
import type { Site } from "./browser.ts";
import { type Memory, rendererMemory } from "./memory.ts";

/// One way from the navigation to a command's output.
export interface Load {
  /// Milliseconds since the navigation began.
  readonly prompt: number;
  readonly command: number;
  /// What the page itself says about its start: phases with their times.
  readonly phases: string;
  /// Sizes by name after gzip of all that had come when the prompt was there.
  readonly untilPrompt: ReadonlyMap<string, number>;
}

export interface PageFigures {
  /// The median one by `command`.
  readonly load: Load;
  readonly withInspector: ReadonlyMap<string, number>;
  readonly memory: Memory;
}

const kLoads = 5; // odd
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
  look(lamp, (time) => {
    document.querySelector(".xterm-helper-textarea").focus();
    const fetched = performance.getEntriesByType("resource").map(({ name }) => name);
    benchReady({ time, fetched: [location.href, ...fetched] });
    look(shown, (later) => benchShown({ time: later, fetched: [] }));
  });
}`;

// The report behind the page's status button.
const kPhases = `document.getElementById("status").click();
  "the page's script has run after " + Math.round(performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd) +
  " ms; " + [...document.querySelectorAll("#report-body .phases > li")].map((phase) =>
    phase.querySelector(".phase-title").textContent + " " + phase.querySelector(".phase-time").textContent).join(", ")`;

interface Moment {
  readonly time: number;
  readonly fetched: readonly string[];
}

/// Gives the page a function of that name; `came` resolves with its argument.
async function signal(page: Page, name: string): Promise<{ readonly came: Promise<Moment> }> {
  let resolve = (_moment: Moment): void => undefined;
  const came = new Promise<Moment>((fulfil, reject) => {
    const timer = setTimeout(() => reject(new Error(`bench: no ${name} from the page within ${kLimit} ms`)), kLimit);
    resolve = (moment) => {
      clearTimeout(timer);
      fulfil(moment);
    };
  });
  came.catch(() => undefined); // whoever waits for it is told; nobody may have come so far
  await page.exposeFunction(name, (moment: Moment) => resolve(moment));
  return { came };
}

/// Loads the page as somebody who was never there, and types a command as soon as the page says it is ready.
async function load(page: Page, site: Site): Promise<Load> {
  const ready = await signal(page, "benchReady");
  const shown = await signal(page, "benchShown");
  await page.evaluateOnNewDocument(kWatch);
  await page.goto(site.address, { waitUntil: "domcontentloaded" });
  const { time: prompt, fetched } = await ready.came;
  await Promise.all([page.keyboard.sendCharacter(kTyped), page.keyboard.press("Enter")]);
  const { time: command } = await shown.came;
  const phases = String(await page.evaluate(kPhases));
  return { prompt, command, phases, untilPrompt: site.sizes(fetched) };
}

async function loads(browser: Browser, site: Site, last: (page: Page) => Promise<void>): Promise<Load[]> {
  const results: Load[] = [];
  for (let i = 0; i < kLoads; ++i) {
    const context = await browser.createBrowserContext(); // nothing in the cache
    const page = await context.newPage();
    site.forget();
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
    withInspector = site.sizes(site.fetched);
    memory = rendererMemory(browser.process()?.pid ?? 0);
  });
  results.sort((left, right) => left.command - right.command);
  return { load: results[kLoads >> 1]!, withInspector, memory };
}
