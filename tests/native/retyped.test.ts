// SPDX-License-Identifier: MIT
// A session from a link, run by the command line on both machines: replayed in the one, typed again at the other. Each
// connection carries the same messages.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Recording } from "../../web/machine/Recording.ts";
import { packSession } from "../../web/machine/SessionLink.ts";
import { System } from "../harness/system.ts";
import type { TraceRecord } from "../harness/trace.ts";
import { differences, messages, sequences } from "./sequences.ts";

const kLines = ["cat /etc/motd", "echo some text > /tmp/file", "cat /tmp/file", "ls /tmp; rm /tmp/file", "cat /tmp/file"];
const kLimit = 300_000; // milliseconds

async function link(): Promise<string> {
  const system = await System.boot({ target: "wasm", record: true });
  try {
    for (const line of kLines) await system.run(line);
    return `#session=${await packSession((await system.machine.session()) as Recording)}`;
  } finally {
    await system.end();
  }
}

/// What the command line prints, what it says on standard error, and its status.
function os(...words: string[]): Promise<{ shown: string; said: string; status: number }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [".tools/os.mjs", ...words], { timeout: kLimit }, (error, stdout, stderr) => {
      resolve({ shown: stdout, said: stderr, status: typeof error?.code === "number" ? error.code : 0 });
    });
  });
}

interface TraceLine extends TraceRecord {
  readonly source_name?: string;
  readonly target_name?: string;
  readonly error?: number;
}

/// From the first program that the shell starts.
function sequencesIn(path: string): string[] {
  const lines = readFileSync(path, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as TraceLine);
  const names = new Map<number, string>();
  for (const { source, source_name, target, target_name } of lines) {
    if (source_name !== undefined && !names.has(source)) names.set(source, source_name);
    if (target_name !== undefined && !names.has(target)) names.set(target, target_name);
  }
  const start = lines.findIndex(({ kind, source_name, target_name }) => kind === "call" && source_name === "sh" && target_name === "loader");
  const records = lines.slice(start).map((line) => {
    const letters = ((line.interface as string | undefined) ?? "").padEnd(4); // the file leaves out blanks at the end
    return { ...line, interface: letters, method: line.method ?? line.error ?? 0 };
  });
  return sequences(messages(records, names));
}

test("a link is the same session on an emulated PC: the same text, the same messages on each connection", { timeout: 2 * kLimit }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "switchboard-"));
  try {
    const session = await link();
    const play = async (target: string): Promise<string[]> => {
      const trace = join(folder, target);
      const { shown, status } = await os("--target", target, "--replay", session, "--trace", trace);
      assert.match(shown, /some text[^]*file[^]*no such file/i, shown);
      assert.equal(status, target === "wasm" ? 0 : 1, "a replay was reproduced, the last command failed");
      return sequencesIn(trace);
    };
    const browser = await play("wasm");
    const pc = await play("x86_64");
    assert.ok(browser.length >= 10, `only ${browser.length} connections`);
    assert.deepEqual(differences(pc, browser), []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a session with a kill from outside is refused by a PC in words", { timeout: kLimit }, async () => {
  const killed = `switchboard-recording 1\nbuild 0\nseed 1\nreal-time 0\n10 1000 kill 7\n20 2000 end\n`;
  const folder = mkdtempSync(join(tmpdir(), "switchboard-"));
  try {
    const path = join(folder, "killed");
    writeFileSync(path, killed);
    const { said, status } = await os("--target", "x86_64", "--replay", path);
    assert.match(said, /cannot be typed at a PC: it ends task 7 from outside/);
    assert.equal(status, 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
