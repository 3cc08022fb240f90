// SPDX-License-Identifier: MIT
// The same scenario sends the same messages on both machines: for each connection, who sent what to whom, in which
// order, and how it was answered. Tasks and methods go by name, because ids are the kernel's business.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { TargetName } from "../../web/headless/Options.ts";
import { plain, System } from "../harness/system.ts";
import type { TraceRecord } from "../harness/trace.ts";

const kLines = [
  "echo some text > /tmp/file", "cat /tmp/file", "ls /tmp", "cp /readme /tmp/copy && wc /tmp/copy", "rm /tmp/file; cat /tmp/file",
  "mkdir /tmp/d && cd /tmp/d && touch a b && ls && cd /", "true && false",
];

// What the hardware does with a terminal and when is each machine's own; devfs passes it on.
const kOwnBusiness = new Set(["console", "serial", "devfs"]);

// What the two editions of musl ask of their own accord: after opening with O_CLOEXEC one sets the flag again
// (descriptor_flags), and one asks a terminal for its size more often (control).
const kOfLibrary = new Set(["vfs .1047", "vfs .1049"]);

// The shell reads as many keys at a time as have come by then.
const isTyping = (from: string, to: string): boolean => from === "sh" && to === "vfs";

interface Message {
  readonly connection: string;
  readonly text: string;
}

/// Calls and forwards with their answers, in the order in which they were sent.
function messages(records: readonly TraceRecord[], tasks: ReadonlyMap<number, string>): Message[] {
  const names = new Map(tasks);
  const answers = new Map<number, number>();
  for (const { kind, call, method } of records) if (kind === "answered") answers.set(call, method);
  const found: Message[] = [];
  for (const record of records) {
    if (record.kind === "task_created") names.set(record.target, nameIn(record));
    if (record.kind !== "call" && record.kind !== "forward") continue;
    const [from, to] = [record.source, record.target].map((id) => names.get(id) ?? "kernel") as [string, string];
    if (kOwnBusiness.has(from) || kOwnBusiness.has(to) || isTyping(from, to)) continue;
    if (kOfLibrary.has(`${record.interface}.${record.method}`)) continue;
    const text = `${record.kind} ${from} -> ${to}: ${record.interface}.${record.method} = ${answers.get(record.call) ?? "none"}`;
    found.push({ connection: `${record.source} ${record.target} ${record.handle}`, text });
  }
  return found;
}

/// The name of a new task, which its record has in place of words.
function nameIn({ words }: TraceRecord): string {
  const bytes = Buffer.alloc(20);
  words.forEach((word, at) => bytes.writeUInt32LE(word, at * 4));
  return bytes.toString("utf8").replace(/\0[^]*/, "");
}

/// Each connection's sequence as one text; sorted, because connections of different programs do not wait for each other.
function sequences(found: readonly Message[]): string[] {
  const connections = new Map<string, string[]>();
  for (const { connection, text } of found) connections.set(connection, [...(connections.get(connection) ?? []), text]);
  return [...connections.values()].map((texts) => texts.join("\n")).sort();
}

async function play(target: TargetName): Promise<{ shown: string; sequences: string[] }> {
  const system = await System.boot({ target, trace: true });
  try {
    const tasks = new Map(system.tasks().map(({ id, name }) => [id, name]));
    const from = system.records.length;
    const shown: string[] = [];
    for (const line of kLines) {
      const { output, status } = await system.run(line, { timeout: 120_000 });
      shown.push(`${plain(output)}${status}`);
    }
    assert.equal(system.lost, 0);
    return { shown: shown.join("\n"), sequences: sequences(messages(system.records.slice(from), tasks)) };
  } finally {
    await system.end();
  }
}

test("a session's connections carry the same messages in the same order on both machines", async () => {
  const [browser, pc] = await Promise.all([play("wasm"), play("x86_64")]);
  assert.equal(pc.shown, browser.shown);
  assert.ok(browser.sequences.length >= 15, `only ${browser.sequences.length} connections`);
  const only = (one: readonly string[], other: readonly string[]): string[] => one.filter((text) => !other.includes(text));
  const [onPc, inBrowser] = [only(pc.sequences, browser.sequences), only(browser.sequences, pc.sequences)];
  assert.deepEqual(onPc.slice(0, 2), inBrowser.slice(0, 2), "the first that differ");
  assert.equal(pc.sequences.length, browser.sequences.length);
});
