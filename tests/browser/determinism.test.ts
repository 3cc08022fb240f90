// SPDX-License-Identifier: MIT
// A recording made in Node ends in the same state in Node, in Chromium and in Firefox.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { build } from "esbuild";
import { parseRecording } from "../../web/machine/RecordingText.ts";
import { plain, System, withSystem } from "../harness/system.ts";
import { launchChromium, openPage, ready, run, screenOf } from "./chromium.ts";
import { launchFirefox } from "./firefox.ts";
import type { Order, Outcome } from "./order.ts";
import { kBundleName, readBundle, Site } from "./site.ts";
import { kPatience } from "./until.ts";

const kReplays = Number(process.env["SWITCHBOARD_REPLAYS"] ?? 10);
const kLimit = 4 * kPatience + kReplays * 10_000;

let bundle: Uint8Array;
let recording = "";
let hash = "";

/// Types, spawns, pipes, dies in several ways, is killed, draws random bytes and reads clocks.
async function session(system: System): Promise<void> {
  await system.run("ls -l /bin | head -n 5; echo $((6*7)) > /tmp/a; cat /tmp/a");
  for (const way of ["unreachable", "memory", "divide", "stack"]) await system.run(`fault ${way}`);
  await system.run("seq 200 | sort -r | tail -n 3");
  system.type("sleep 1000 & sleep 1000 &\r");
  await system.until((s) => s.tasks().filter((task) => task.name === "sleep").length === 2, "two sleepers");
  system.machine.kill(system.task("sleep"));
  await system.run("cat /dev/urandom | head -c 100 | hexdump");
  system.machine.open(1, 100, 30);
  await system.run("date; uptime; tasks");
}

before(
  async () => {
    bundle = await readBundle();
    await withSystem({ bundle, record: true, seed: 42n }, async (system) => {
      await session(system);
      await system.end();
      recording = system.machine.recordingText();
      hash = system.machine.stateHash();
    });
  },
  { timeout: 3 * kPatience },
);

/// The built page, and beside it an empty one with the script that replays.
async function openSite(): Promise<Site> {
  const { outputFiles } = await build({
    entryPoints: [join(process.cwd(), "tests/browser/page/replay.ts")],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
  });
  const script = outputFiles[0]!.contents;
  return Site.open("/", { "replay.html": "<!doctype html><title>Replay</title>", "replay.js": script });
}

/// JavaScript that carries out the order in a worker, as the page does, and becomes its outcome.
function expression(order: Order): string {
  return `new Promise((resolve, reject) => {
    const worker = new Worker("replay.js");
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(${JSON.stringify(order)});
  })`;
}

interface Tab {
  goto(address: string): Promise<unknown>;
  evaluate(code: string): Promise<unknown>;
}

/// The hash of each replay in a browser.
async function replayIn(tab: Tab, rounds: number): Promise<string[]> {
  const site = await openSite();
  try {
    await tab.goto(`${site.address}replay.html`);
    const code = expression({ bundle: kBundleName, recording });
    const hashes: string[] = [];
    while (hashes.length < rounds) {
      const outcome = (await tab.evaluate(code)) as Outcome;
      if ("error" in outcome) throw new Error(`replay ${hashes.length + 1}: ${outcome.error}`);
      hashes.push(outcome.hash);
    }
    return hashes;
  } finally {
    site.close();
  }
}

function expectEqual(hashes: readonly string[], rounds: number): void {
  assert.deepEqual(hashes, Array.from({ length: rounds }, () => hash));
}

test("in Node the replay ends in the state of the recording", { timeout: kLimit }, async () => {
  const system = await System.boot({ bundle, replay: parseRecording(recording) });
  await system.until((s) => s.stopped !== undefined, "end of the replay", kPatience);
  assert.deepEqual(system.stopped, { kind: "end" });
  assert.equal(system.machine.stateHash(), hash);
});

test(`in Chromium ${kReplays} of ${kReplays} replays end in that state`, { timeout: kLimit }, async () => {
  const browser = await launchChromium();
  try {
    expectEqual(await replayIn(await browser.newPage(), kReplays), kReplays);
  } finally {
    await browser.close();
  }
});

test("in Firefox, another engine, the replay ends in that state", { timeout: kLimit }, async () => {
  const browser = await launchFirefox();
  try {
    expectEqual(await replayIn(await browser.newPage(), 2), 2);
  } finally {
    await browser.close();
  }
});

test("a recording saved from the page shows the same session in Node", { timeout: kLimit }, async () => {
  const site = await Site.open();
  const browser = await launchChromium();
  try {
    const { page } = await openPage(browser);
    await page.goto(site.address);
    await ready(page);
    await run(page, page, "head -c 8 /dev/urandom | hexdump; date; echo sum:$((6*7))", "sum:42");
    const screen = await screenOf(page);
    await run(page, page, "echo later:$((1+1))", "later:2"); // a saved recording ends with its last input
    await page.locator("#open-about").click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save-recording").click()]);
    const system = await System.boot({ bundle, replay: parseRecording(await readFile(await download.path(), "utf8")) });
    await system.until((s) => s.stopped !== undefined, "end of the replay", kPatience);
    assert.deepEqual(system.stopped, { kind: "end" });
    const lines = screen.split("\n").map((line) => line.trimEnd());
    const from = lines.findIndex((line) => line.includes("/dev/urandom"));
    const shown = lines.slice(from + 1, lines.lastIndexOf("sum:42") + 1).join("\n");
    assert.match(shown, /\d\d:\d\d:\d\d[^]*sum:42$/);
    assert.ok(plain(system.terminals[0]!).includes(shown), `${shown}\n--- replayed:\n${system.describe()}`);
  } finally {
    await browser.close();
    site.close();
  }
});
