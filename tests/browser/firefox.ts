// SPDX-License-Identifier: MIT
// The page in Firefox, and how a reader finds things in it.
import { type Browser, launch, type Page } from "puppeteer-core";
import { kPatience, until } from "./until.ts";

/// Headless, without WebGL: whether it works on a computer without graphics card would depend on its drivers.
export function launchFirefox(): Promise<Browser> {
  return launch({
    browser: "firefox",
    executablePath: process.env["SWITCHBOARD_FIREFOX"] ?? "/usr/bin/firefox-esr",
    headless: true,
    timeout: kPatience,
    protocolTimeout: 2 * kPatience,
    extraPrefsFirefox: { "webgl.disabled": true },
  });
}

/// The text of the first element that the selector finds; empty while there is none.
export async function textOf(page: Page, selector: string): Promise<string> {
  const found = await page.$(selector);
  if (found === null) return "";
  const text = await found.evaluate((element) => (element as unknown as { innerText: string }).innerText);
  await found.dispose();
  return text;
}

/// Waits for the first prompt: a command typed now is accepted.
export async function ready(page: Page): Promise<void> {
  const found = async (): Promise<string> => {
    return (await page.$("#status[data-lamp=ready]")) === null ? textOf(page, "#boot-card") : "ready";
  };
  await until("first prompt", found, (text) => text === "ready");
}

/// Types a line at the first terminal and waits until it shows `output`, which must not be part of the line.
export async function run(page: Page, line: string, output: string): Promise<void> {
  await page.focus("#screen-0 .xterm-helper-textarea");
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
  const screen = (): Promise<string> => textOf(page, "#screen-0 .xterm-rows");
  await until(`'${output}' after '${line}'`, screen, (text) => text.includes(output));
}
