// SPDX-License-Identifier: MIT
// npm run -s bench: takes all figures in one run and says which promises are kept.
import { mkdirSync, readFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import type { Browser } from "puppeteer-core";
import { type Serve, Site, launch } from "./browser.ts";
import { exitStatus, judge, kFigures, kPcFigures, median } from "./figures.ts";
import { bootLimits, callLimits, pageLimits, pcLimits } from "./limits.ts";
import { kUsage, parseOptions, type Options } from "./options.ts";
import { measurePage } from "./page.ts";
import { measurePc, type PcPaths } from "./pc.ts";
import { measurePipe } from "./pipe.ts";
import { plainCallModule } from "./plain_call.ts";
import { type Boot, boots, inside, plainCall, sessions } from "./probe.ts";
import type { SessionCosts } from "./session_probe.ts";
import { asJson, asTable } from "./report.ts";

/// What .tools/bench.mjs has prepared.
export interface Prepared {
  /// Folder of the built page and bundle.
  readonly site: string;
  /// Path of the browser; undefined when there is none.
  readonly chromium: string | undefined;
  readonly serve: Serve;
  /// Folder for files of the benchmark, and in it probe.js: probe.ts as a script that defines `probe`.
  readonly folder: string;
  readonly pipeSource: string;
}

/// What it has prepared for a PC.
export interface PreparedPc {
  readonly pc: PcPaths;
  readonly folder: string;
}

interface Results {
  engine: string;
  readonly values: Map<string, number>;
  readonly remarks: Map<string, string>;
}

/// probe.ts where it runs.
interface Probe {
  boots(count: number): Promise<Boot[]>;
  inside(): Promise<string>;
  plainCall(module: Uint8Array): Promise<number>;
  sessions(): Promise<SessionCosts>;
}

// Chromium keeps the memories of ended machines for a while, and allows 123 in a process: eight machines.
const kBoots = 6;

function nodeProbe(site: string): Probe {
  const bundle = readFileSync(join(site, "system.tar.zst"));
  return { boots: (count) => boots(bundle, count), inside: () => inside(bundle), plainCall, sessions: () => sessions(bundle) };
}

/// Asks the probe in an empty page of the site, because the machine's own page would compete with what is
/// measured. Each question has a browser context, and with it a process, of its own.
function pageProbe(browser: Browser, site: Site, script: string): Probe {
  const ask = async (expression: string): Promise<unknown> => {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.goto(`${site.address}icon.svg`);
    await page.evaluate(readFileSync(script, "utf8"));
    const answer: unknown = await page.evaluate(`(async () => ${expression})()`);
    await context.close();
    return answer;
  };
  const bundle = 'new Uint8Array(await (await fetch("system.tar.zst")).arrayBuffer())';
  return {
    boots: async (count) => (await ask(`probe.boots(${bundle}, ${count})`)) as Boot[],
    sessions: async () => (await ask(`probe.sessions(${bundle})`)) as SessionCosts,
    inside: async () => String(await ask(`probe.inside(${bundle})`)),
    plainCall: async (module) => Number(await ask(`probe.plainCall(new Uint8Array([${module.join()}]))`)),
  };
}

/// The figures that the program inside the machine printed. Throws when there are none.
function readInside(text: string): [string, number][] {
  const found = [...text.matchAll(/"name":"(\w+)","value":([\d.]+),"unit":"(?:ns|x)"/g)];
  if (found.length === 0) throw new Error(`bench: the program bench in the machine printed no figures:\n${text}`);
  return found.map(([, name, value]) => [String(name), Number(value)]);
}

async function measureEngine(probe: Probe, prepared: Prepared, { values, remarks }: Results): Promise<void> {
  const put = (pairs: [string, number][]): void => pairs.forEach(([name, value]) => values.set(name, value));
  const pipe = measurePipe(prepared.pipeSource, prepared.folder);
  const plain = await probe.plainCall(plainCallModule(prepared.folder));
  put([["pipe", pipe], ["plain_call", plain], ...readInside(await probe.inside())]);
  const call = values.get("empty_call") ?? Number.NaN;
  put([["empty_call_vs_pipe", pipe / call], ["empty_call_vs_plain_call", call / plain]]);
  const times = await probe.boots(kBoots);
  put([["boot_to_prompt", median(times.slice(1).map(({ milliseconds }) => milliseconds)) * 1e6]]);
  const { typed, replayed, seek, save, restore, bytes } = await probe.sessions();
  put([["replay_speed", typed / replayed], ["seek", seek * 1e6], ["snapshot_save", save * 1e6]]);
  put([["snapshot_restore", restore * 1e6], ["snapshot_bytes", bytes]]);
  for (const [name, remark] of [...callLimits(values), ...bootLimits(times)]) remarks.set(name, remark);
}

function sum(sizes: ReadonlyMap<string, number>): number {
  return [...sizes.values()].reduce((total, size) => total + size, 0);
}

async function measureSite(browser: Browser, site: Site, { values, remarks }: Results): Promise<void> {
  const figures = await measurePage(browser, site);
  values.set("page_to_command", figures.load.command * 1e6);
  values.set("bytes_until_prompt", sum(figures.load.untilPrompt));
  values.set("bytes_with_inspector", sum(figures.withInspector));
  values.set("renderer_memory", figures.memory.resident);
  for (const [name, remark] of pageLimits(figures)) remarks.set(name, remark);
}

async function measureChromium(prepared: Prepared, results: Results): Promise<void> {
  if (prepared.chromium === undefined) throw new Error("bench: there is no Chromium; --target node measures without it");
  const site = await Site.open(prepared.serve, prepared.site);
  const browser = await launch(prepared.chromium);
  try {
    results.engine = await browser.version();
    await measureSite(browser, site, results);
    await measureEngine(pageProbe(browser, site, join(prepared.folder, "probe.js")), prepared, results);
  } finally {
    await browser.close();
    site.close();
  }
}

async function measureNode(prepared: Prepared, results: Results): Promise<void> {
  results.engine = `Node ${process.version}`;
  for (const { name, page } of kFigures) if (page) results.remarks.set(name, "a figure of the page: --target chromium");
  await measureEngine(nodeProbe(prepared.site), prepared, results);
}

/// The options, or undefined for wrong ones, after a message and the usage.
export function optionsOf(words: readonly string[]): Options | undefined {
  try {
    return parseOptions(words);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${kUsage}`);
    return undefined;
  }
}

async function measure(options: Options, prepared: Prepared | PreparedPc, results: Results): Promise<void> {
  if ("pc" in prepared) {
    results.engine = await measurePc(prepared.pc, results.values);
    for (const [name, remark] of pcLimits(results.values)) results.remarks.set(name, remark);
  } else await (options.target === "chromium" ? measureChromium : measureNode)(prepared, results);
}

/// Resolves to the exit status: 0, or with `strict` 1 when a promise is missed. Rejects when something could not be
/// measured at all.
export async function main(options: Options, prepared: Prepared | PreparedPc): Promise<number> {
  mkdirSync(prepared.folder, { recursive: true });
  const results: Results = { engine: "", values: new Map(), remarks: new Map() };
  const onPc = "pc" in prepared;
  const before = loadavg()[0] ?? 0;
  await measure(options, prepared, results);
  const circumstances = {
    engine: results.engine, processors: availableParallelism(), load: [before, loadavg()[0] ?? 0] as const,
    reference: onPc ? "QEMU" : "v86",
  };
  const figures = judge(results.values, results.remarks, onPc ? kPcFigures : kFigures);
  process.stdout.write((options.json ? asJson : asTable)(figures, circumstances));
  return exitStatus(figures, options.strict);
}
