// SPDX-License-Identifier: MIT
// What limits a figure, said with other figures of the same run.
import type { PageFigures } from "./page.ts";
import type { Boot } from "./probe.ts";
import { format } from "./report.ts";

export type Values = ReadonlyMap<string, number>;

function share(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)} %`;
}

/// Remarks about calls, by the name of the figure.
export function callLimits(values: Values): [string, string][] {
  const ns = (name: string): number => values.get(name) ?? 0;
  const call = ns("empty_call");
  const switches = 2 * ns("fibril_switch");
  const inCalls = (name: string): string => `as long as ${(ns(name) / call).toFixed(1)} empty calls of ${format(call, "ns")}`;
  const parts =
    `two fibril switches are ${share(switches, call)} of it (${format(switches, "ns")}), ` +
    `the rest is entering both tasks, the kernel's queues and the framework`;
  return [
    ["empty_call", parts],
    ["empty_call_vs_pipe", parts],
    ["fibril_switch", `the engine's code for one unwinding and rewinding, as long as ${(ns("fibril_switch") / ns("plain_call")).toFixed(0)} plain calls`],
    ["data_1k", `the call that carries it is ${share(call, ns("data_1k"))} of it; the rest is its second half and the copy`],
    ["open_read_close_5k", `${inCalls("open_read_close_5k")}: what counts is how many calls it makes`],
    ["spawn_exit", `${inCalls("spawn_exit")}: making the instance and running its cold code`],
  ];
}

/// Remarks about the boot; the first of the boots is the cold one.
export function bootLimits(boots: readonly Boot[]): [string, string][] {
  const [cold] = boots;
  if (cold === undefined) return [];
  const took = format(cold.milliseconds * 1e6, "ns");
  return [["boot_to_prompt", `${cold.dispatches} dispatches until the prompt; the first boot of the process took ${took}`]];
}

function largest(sizes: ReadonlyMap<string, number>): string {
  const sorted = [...sizes].sort(([, left], [, right]) => right - left);
  return sorted.slice(0, 4).map(([name, size]) => `${name} ${format(size, "B")}`).join(", ");
}

export function pageLimits({ bundle, prompt, command, untilPrompt, withInspector, memory }: PageFigures): [string, string][] {
  const ms = (value: number): string => format(value * 1e6, "ns");
  return [
    ["page_to_command", `bundle there after ${ms(bundle)}, prompt ${ms(prompt - bundle)} later, command ${ms(command - prompt)} later`],
    ["bytes_until_prompt", `the largest: ${largest(untilPrompt)}`],
    ["bytes_with_inspector", `the largest: ${largest(withInspector)}`],
    ["renderer_memory", `${format(memory.own, "B")} belong to the page, ${format(memory.resident - memory.own, "B")} are pages of Chromium's files`],
  ];
}
