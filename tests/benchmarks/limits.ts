// SPDX-License-Identifier: MIT
// What limits a figure, said with other figures of the same run.
import type { PageFigures } from "./page.ts";
import type { Boot } from "./probe.ts";
import { format } from "./report.ts";

export type Values = ReadonlyMap<string, number>;

function share(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)} %`;
}

/// Each side of a call waits once, so each switches once.
function callParts(call: number, once: number, systemCall: number): string {
  const measured = `a fibril switch takes ${format(once, "ns")}, a system call ${format(systemCall, "ns")}`;
  if (2 * once > call) return `${measured}: switches between fibrils of one task are what is slow here`;
  return `${measured}: two switches are ${share(2 * once, call)} of it, the rest is in kernel and framework`;
}

/// Remarks about calls, by the name of the figure.
export function callLimits(values: Values): [string, string][] {
  const ns = (name: string): number => values.get(name) ?? 0;
  const call = ns("empty_call");
  const inCalls = (name: string): string => `as long as ${(ns(name) / call).toFixed(1)} empty calls of ${format(call, "ns")}`;
  const parts = callParts(call, ns("fibril_switch"), ns("null_system_call"));
  return [
    ["empty_call", parts],
    ["empty_call_vs_pipe", parts],
    ["fibril_switch", `as long as ${(ns("fibril_switch") / ns("plain_call")).toFixed(0)} plain calls: every frame between fibril and scheduler is unwound and rewound`],
    ["data_1k", `the call that carries it is ${share(call, ns("data_1k"))} of it; the rest is its second half and the copy`],
    ["open_read_close_5k", `${inCalls("open_read_close_5k")}: what counts is how many calls it makes`],
    ["spawn_exit", `${inCalls("spawn_exit")}: making the instance and running its cold code`],
  ];
}

/// Remarks about a PC under TCG, where each change of the address space makes the emulator forget all pages and the ways
/// between pieces of code. Instructions and pages of a way were counted once, with a plugin of QEMU.
export function pcLimits(values: Values): [string, string][] {
  const ns = (name: string): number => values.get(name) ?? 0;
  const call = ns("empty_call");
  const changes = `each way changes the address space; QEMU forgets all pages then and looks for some 20 again, page tables included`;
  return [
    ["empty_call", `${changes}; the 800 instructions of a way are the smaller part`],
    ["data_1k", `the call that carries it is ${share(call, ns("data_1k"))} of it`],
    ["open_read_close_5k", `as long as ${(ns("open_read_close_5k") / call).toFixed(1)} empty calls of ${format(call, "ns")}: ${changes}`],
    ["fibril_switch", "some 40 instructions, most of which read or write memory"],
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

export function pageLimits({ load, withInspector, memory }: PageFigures): [string, string][] {
  const ms = (value: number): string => format(value * 1e6, "ns");
  return [
    ["page_to_command", `prompt after ${ms(load.prompt)} (${load.phases}), then ${ms(load.command - load.prompt)} for the command while the inspector loads`],
    ["bytes_until_prompt", `the largest: ${largest(load.untilPrompt)}`],
    ["bytes_with_inspector", `the largest: ${largest(withInspector)}`],
    ["renderer_memory", `${format(memory.own, "B")} belong to the page, ${format(memory.resident - memory.own, "B")} are pages of Chromium's files`],
  ];
}
