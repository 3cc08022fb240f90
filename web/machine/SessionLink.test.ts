// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { MachineError } from "./MachineError.ts";
import type { Entry, Input, Recording } from "./Recording.ts";
import { encodeSession } from "./SessionCode.ts";
import { kLongestText, kMostUnpacked, packSession, unpackSession } from "./SessionLink.ts";

const kHash = "0123456789abcdef";

function recordingOf(entries: readonly Entry[]): Recording {
  return { build: "fedcba9876543210", seed: -5n, realTime: 1_790_000_000_000_000n, entries, readings: [], failures: new Set() };
}

function entry(input: Input, time = 0, after?: number): Entry {
  return { step: undefined, after, time, input };
}

const kAll: readonly Entry[] = [
  entry({ kind: "open", device: 0, columns: 80, rows: 24 }, 0, 0),
  entry({ kind: "trace", mask: 1 }, 8000, 120),
  entry({ kind: "clock" }, 16000, 70_000),
  entry({ kind: "bytes", device: 3, bytes: Uint8Array.from({ length: 256 }, (_, byte) => byte) }, 64_000),
  entry({ kind: "size", device: 1, columns: 132, rows: 50 }, 64_000),
  entry({ kind: "kill", task: 0x1_0005 }, 72_000),
  entry({ kind: "real", offset: -3_000_000 }, 80_000, 3),
  entry({ kind: "marker", name: "the moment – ☎", hash: kHash }, 88_000),
  entry({ kind: "end", hash: kHash }, 96_000),
];

test("every kind of input goes through a link unchanged", async () => {
  const recording = { ...recordingOf(kAll), readings: [500n, 700n, 1n << 50n], failures: new Set([7, 9]) };
  assert.deepEqual(await unpackSession(await packSession(recording)), recording);
});

test("times off the grid go through as well", async () => {
  const recording = recordingOf([entry({ kind: "clock" }, 1), entry({ kind: "end", hash: kHash }, 1_000_003)]);
  assert.deepEqual(await unpackSession(await packSession(recording)), recording);
});

const kCommands = [
  "ls -l /bin", "cat /etc/motd", "help", "tasks", "ipc trace cat /etc/motd", "echo hello > /tmp/a", "cat /tmp/a | wc -l",
  "kill 12", "uptime", "date", "mkdir /tmp/work", "cd /tmp/work", "seq 100 | sort -r | head -n 5", "ls -l", "echo $((6*7))",
  "cat /proc/tasks", "ipc phones vfs", "ipc calls init", "ps | grep sleep", "sleep 5 &", "jobs", "fg", "grep root /etc/passwd",
  "hexdump /etc/motd | head", "cp /etc/motd b", "mv b c", "rm c", "tree /srv", "ipc ladder ls", "top", "ipc violations", "ping",
  "services", "services restart tmpfs", "mount", "df", "free", "history", "clear", "cat a b c",
];

/// Forty commands as a live machine stamps them, with a second or more before each Enter.
function typedSession(): Recording {
  const entries: Entry[] = [entry({ kind: "trace", mask: 1 }, 0, 0), entry({ kind: "open", device: 0, columns: 118, rows: 41 }, 96_000, 2210)];
  let time = 3_000_000;
  kCommands.forEach((command, line) => {
    for (const letter of `${command}\r`) {
      if (letter === "\r") time += 8000 * (120 + ((line * 7919) % 601));
      entries.push(entry({ kind: "bytes", device: 0, bytes: Uint8Array.of(letter.charCodeAt(0)) }, time));
    }
  });
  entries.push(entry({ kind: "end", hash: kHash }, time));
  return { ...recordingOf(entries), seed: 0x5eed5eedn };
}

test("forty typed commands take at most 600 characters, which leaves 100 for the address", async () => {
  const text = await packSession(typedSession());
  assert.ok(text.length <= 600, `${text.length} characters`);
});

async function refusal(text: string): Promise<string> {
  try {
    await unpackSession(text);
  } catch (thrown) {
    assert.ok(thrown instanceof MachineError && thrown.failure === "bad-recording", String(thrown));
    return thrown.message;
  }
  return "accepted";
}

const pack = (code: Uint8Array): string => deflateRawSync(code).toString("base64url");

test("a link that was cut says so at every length", async () => {
  const text = await packSession(recordingOf(kAll));
  for (let length = 0; length < text.length; length++) assert.match(await refusal(text.slice(0, length)), /is damaged/, `${length}`);
});

test("a link with a foreign character names it", async () => {
  assert.match(await refusal("abc!"), /'!' does not belong there/);
});

test("a link of another format names both formats", async () => {
  assert.match(await refusal(pack(Uint8Array.of(9, 1, 2, 3))), /has format 9, this page reads format 1/);
});

test("a link that unpacks to 100 MB is refused before it fills the memory", async () => {
  const bomb = pack(new Uint8Array(100_000_000));
  assert.match(await refusal(bomb), new RegExp(`unpacks to more than ${kMostUnpacked} bytes`));
});

test("a link that announces more inputs than it has bytes is refused", async () => {
  const code = encodeSession(recordingOf([]));
  const many = [...code.subarray(0, -11), 0xff, 0xff, 0x3c]; // in the place of no entries and ten zeros
  assert.match(await refusal(pack(Uint8Array.from(many))), /do not fit into/);
});

test("a text longer than any link is refused unread", async () => {
  assert.match(await refusal("A".repeat(kLongestText + 1)), /are allowed/);
});

test("bytes behind the end are refused", async () => {
  assert.match(await refusal(pack(Uint8Array.of(...encodeSession(recordingOf(kAll)), 0))), /1 bytes are left over/);
});
