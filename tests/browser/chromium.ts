// SPDX-License-Identifier: MIT
// The page in Chromium, and how a reader finds things in it.
import { type Browser, chromium, type Frame, type Page } from "playwright-core";
import { type Replacements, Site } from "./site.ts";
import { kPatience, until } from "./until.ts";

const kSwitches = [
  "--no-sandbox", // continuous integration runs as root
  "--disable-background-networking",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];

/// WebGL2 is drawn by the processor, so that no graphics card is needed.
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env["SWITCHBOARD_CHROMIUM"] ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: kSwitches, timeout: kPatience });
}

/// What a page asked for and complained about.
export interface Watch {
  readonly page: Page;
  readonly requests: string[];
  readonly complaints: string[];
}

/// A page of its own profile, watched from before its first request.
export async function openPage(browser: Browser): Promise<Watch> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 860 }, colorScheme: "dark" });
  page.setDefaultTimeout(kPatience);
  const watch: Watch = { page, requests: [], complaints: [] };
  page.on("request", (request) => watch.requests.push(request.url()));
  page.on("websocket", (socket) => watch.requests.push(socket.url()));
  page.on("pageerror", (error) => watch.complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") watch.complaints.push(message.text());
  });
  return watch;
}

export type Scenario = (watch: Watch, site: Site) => Promise<void>;

/// Serves the page below `path` with some files replaced, opens it, and cleans up whatever the scenario does.
export async function openSiteIn(browser: Browser, path: string, files: Replacements, scenario: Scenario): Promise<void> {
  const site = await Site.open(path, files);
  const watch = await openPage(browser);
  try {
    await watch.page.goto(site.address);
    await scenario(watch, site);
  } finally {
    await watch.page.close();
    site.close();
  }
}

/// Waits for the first prompt: a command typed now is accepted. A start that only is slow counts as failed in
/// the page until it goes on, so a failure is no reason to give up before the time is over.
export async function ready(place: Page | Frame): Promise<void> {
  const lamp = place.locator("#status");
  await lamp.waitFor({ state: "attached" }); // a frame may go without the bar
  const state = async (): Promise<string> => {
    if ((await lamp.getAttribute("data-lamp")) === "ready") return "ready";
    return place.locator("#boot-card").innerText();
  };
  await until("first prompt", state, (text) => text === "ready");
}

/// The visible rows of a terminal, counted from 0.
export function screenOf(place: Page | Frame, terminal = 0): Promise<string> {
  return place.locator(`#screen-${terminal} .xterm-rows`).innerText();
}

/// Types a line at a terminal as a person does, key by key.
export async function typeLine(page: Page, place: Page | Frame, line: string, terminal = 0): Promise<void> {
  await place.locator(`#screen-${terminal} .xterm-helper-textarea`).focus();
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
}

/// Types a line and waits until the terminal shows `output`, which must not be part of the line.
export async function run(page: Page, place: Page | Frame, line: string, output: string, terminal = 0): Promise<void> {
  await typeLine(page, place, line, terminal);
  const read = (): Promise<string> => screenOf(place, terminal);
  await until(`'${output}' after '${line}'`, read, (text) => text.includes(output));
}
