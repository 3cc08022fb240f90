// SPDX-License-Identifier: MIT
// What a reader of a lesson does in the page: opens a step, presses its commands, looks at what is ticked.
import type { Locator, Page } from "playwright-core";
import { screenOf, typeLine } from "../chromium.ts";
import { until } from "../until.ts";

/// Goes to a step by its address, as a link does.
export async function goTo(page: Page, slug: string, step: number, seed: number | null = null): Promise<void> {
  const fragment = `#lesson=${slug}/${step}${seed === null ? "" : `&seed=${seed}`}`;
  await page.evaluate(`location.hash = ${JSON.stringify(fragment)}`);
  const current = page.locator(".step-link[aria-current=step]");
  const shown = async (): Promise<string> => ((await current.count()) === 0 ? "" : String(await current.getAttribute("href")));
  await until(`step ${step}`, shown, (href) => href.startsWith(`#lesson=${slug}/${step}`));
}

/// For each criterion whether it is met, in order.
export async function ticks(page: Page): Promise<boolean[]> {
  const classes = await page.locator(".step .criterion").evaluateAll((all) => all.map((one) => one.classList.contains("met")));
  return classes;
}

/// Criteria with their marks, for messages of tests.
export async function describe(page: Page): Promise<string> {
  return page.locator(".step .criteria").innerText();
}

function lastLine(screen: string): string {
  return screen.trimEnd().split("\n").at(-1)?.trim() ?? "";
}

function isPrompt(screen: string): boolean {
  return /^(\d+ )?\S*\$$/.test(lastLine(screen)); // a failure stands before it
}

async function untilPromptAfter(page: Page, before: string, what: string): Promise<void> {
  await until(`prompt after ${what}`, () => screenOf(page), (screen) => screen !== before && isPrompt(screen));
}

/// Types a line and waits for the next prompt.
export async function typeAndWait(page: Page, line: string): Promise<void> {
  const before = await screenOf(page);
  await typeLine(page, page, line);
  await untilPromptAfter(page, before, line);
}

/// Presses a command of the lesson. Waits for the next prompt, unless the next command is a key that ends this one.
async function press(page: Page, button: Locator, next: string): Promise<void> {
  const before = await screenOf(page);
  const command = await button.innerText();
  await button.click();
  if (/^\W*\^[A-Z]$/.test(next)) await until(`output of ${command}`, () => screenOf(page), (screen) => screen !== before);
  else await untilPromptAfter(page, before, command);
}

/// Presses all commands of the step in their order; those of hints not.
export async function pressAll(page: Page): Promise<void> {
  const buttons = await page.locator(".step > :not(.hints) .do.exec, .step > .do.exec").all();
  const texts = await Promise.all(buttons.map((button) => button.innerText()));
  for (const [index, button] of buttons.entries()) await press(page, button, texts[index + 1] ?? "");
}

/// Gives an answer to the problem and returns what is said.
export async function answer(page: Page, text: string): Promise<string> {
  await page.locator(".problem .field").fill(text);
  await page.locator(".problem .action").click();
  return page.locator(".problem .reply").innerText();
}
