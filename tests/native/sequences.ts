// SPDX-License-Identifier: MIT
// What a trace says about each connection, in a form that is the same on both machines: tasks go by name, because ids are
// the kernel's business.
import { taskNameIn } from "../../web/page/fallback/TraceRecord.ts";
import type { TraceRecord } from "../harness/trace.ts";

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

/// Calls and forwards with their answers, in the order in which they were sent. `tasks`: names of those that there were.
export function messages(records: readonly TraceRecord[], tasks: ReadonlyMap<number, string>): Message[] {
  const names = new Map(tasks);
  const answers = new Map<number, number>();
  for (const { kind, call, method } of records) if (kind === "answered") answers.set(call, method);
  const found: Message[] = [];
  for (const record of records) {
    if (record.kind === "task_created") names.set(record.target, taskNameIn(record.words));
    if (record.kind !== "call" && record.kind !== "forward") continue;
    const [from, to] = [record.source, record.target].map((id) => names.get(id) ?? "kernel") as [string, string];
    if (kOwnBusiness.has(from) || kOwnBusiness.has(to) || isTyping(from, to)) continue;
    if (kOfLibrary.has(`${record.interface}.${record.method}`)) continue;
    const text = `${record.kind} ${from} -> ${to}: ${record.interface}.${record.method} = ${answers.get(record.call) ?? "none"}`;
    found.push({ connection: `${record.source} ${record.target} ${record.handle}`, text });
  }
  return found;
}

/// Each connection's sequence as one text; sorted, because connections of different programs do not wait for each other.
export function sequences(found: readonly Message[]): string[] {
  const connections = new Map<string, string[]>();
  for (const { connection, text } of found) connections.set(connection, [...(connections.get(connection) ?? []), text]);
  return [...connections.values()].map((texts) => texts.join("\n")).sort();
}

/// What only one of them has, at most two of each; empty when they are equal.
export function differences(one: readonly string[], other: readonly string[]): string[] {
  const only = (these: readonly string[], those: readonly string[]): string[] => these.filter((text) => !those.includes(text)).slice(0, 2);
  return [...only(one, other), ...only(other, one)];
}
