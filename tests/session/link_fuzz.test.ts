// SPDX-License-Identifier: MIT
// A link is written by whoever wants to. Whatever it holds, reading it ends in a session or in a MachineError that says
// what is wrong, in bounded time and memory.
import assert from "node:assert/strict";
import { test } from "node:test";
import { MachineError } from "../../web/machine/MachineError.ts";
import type { Entry, Input, Recording } from "../../web/machine/Recording.ts";
import { decodeSession, encodeSession } from "../../web/machine/SessionCode.ts";
import { packSession, unpackSession } from "../../web/machine/SessionLink.ts";

const kSeconds = Number(process.env["SWITCHBOARD_FUZZ_SECONDS"] ?? 60);
const kSeed = Number(process.env["SWITCHBOARD_FUZZ_SEED"] ?? 1);
const kWholeLinks = 50; // one of so many goes through base64 and deflate as well
const kLongest = 10_000; // milliseconds for one link

let state = kSeed;
function random(below: number): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

function entry(input: Input, time: number, after?: number): Entry {
  return { step: undefined, after, time, input };
}

function seeds(): Recording[] {
  const hash = "0123456789abcdef";
  const letters = [..."ls -l /bin | head\r"].map((letter, at) =>
    entry({ kind: "bytes", device: 0, bytes: Uint8Array.of(letter.charCodeAt(0)) }, at < 17 ? 32_000 : 960_000),
  );
  const others = [
    entry({ kind: "open", device: 0, columns: 80, rows: 24 }, 32_000, 0),
    entry({ kind: "trace", mask: 1 }, 32_000, 64),
    ...letters,
    entry({ kind: "bytes", device: 2, bytes: new Uint8Array(300).fill(7) }, 960_000, 12),
    entry({ kind: "kill", task: 12 }, 1_000_000),
    entry({ kind: "real", offset: -7 }, 1_000_001),
    entry({ kind: "marker", name: "here", hash }, 1_000_001),
    entry({ kind: "end", hash }, 1_000_001),
  ];
  const header = { build: hash, seed: 5n, realTime: 1_790_000_000_000_000n };
  return [
    { ...header, entries: [], readings: [], failures: new Set() },
    { ...header, entries: others, readings: [1n, 100n, 100_000n], failures: new Set([3]) },
  ];
}

/// One to four changes: a byte, a bit, a piece gone, doubled, or filled with one of the values that end numbers or do not.
function mutate(bytes: Uint8Array): Uint8Array {
  let changed = [...bytes];
  for (let count = 1 + random(4); count > 0; count--) {
    const at = random(changed.length + 1);
    const size = random(9);
    const kind = random(6);
    if (kind === 0) changed[at] = random(256);
    else if (kind === 1) changed[at] = (changed[at] ?? 0) ^ (1 << random(8));
    else if (kind === 2) changed.splice(at, size);
    else if (kind === 3) changed.splice(at, 0, ...changed.slice(at, at + size));
    else if (kind === 4) changed.fill([0, 0x7f, 0x80, 0xff][random(4)] as number, at, at + size);
    else changed = changed.slice(0, at);
  }
  return Uint8Array.from(changed, (byte) => byte ?? 0);
}

/// Whether it was read; throws anything that is not a MachineError.
function reads(code: Uint8Array): boolean {
  try {
    decodeSession(code);
    return true;
  } catch (thrown) {
    if (thrown instanceof MachineError && thrown.message !== "") return false;
    throw new Error(`code ${Buffer.from(code).toString("hex")}: ${String(thrown)}`);
  }
}

async function readsLink(text: string): Promise<boolean> {
  try {
    await unpackSession(text);
    return true;
  } catch (thrown) {
    if (thrown instanceof MachineError && thrown.message !== "") return false;
    throw new Error(`link ${text}: ${String(thrown)}`);
  }
}

test(`mutated links end in a session or in words, for ${kSeconds} seconds`, { timeout: kSeconds * 1000 + 60_000 }, async () => {
  const codes = seeds().map(encodeSession);
  const texts = await Promise.all(seeds().map(packSession));
  const end = Date.now() + kSeconds * 1000;
  let count = 0;
  let read = 0;
  let longest = 0;
  for (let now = Date.now(); now < end; count++) {
    const which = random(codes.length);
    const whole = count % kWholeLinks === 0;
    const mutated = whole ? mutate(Buffer.from(texts[which] as string)) : mutate(codes[which] as Uint8Array);
    if (whole ? await readsLink(Buffer.from(mutated).toString("latin1")) : reads(mutated)) read++;
    const after = Date.now();
    longest = Math.max(longest, after - now);
    now = after;
  }
  console.log(`${count} links, ${read} of them sessions; the longest took ${longest} ms`);
  assert.ok(read > 0 && read < count, "both outcomes happen");
  assert.ok(longest < kLongest, `${longest} ms`);
});
