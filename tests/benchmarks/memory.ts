// SPDX-License-Identifier: MIT
// Memory of Chromium's renderers, as Linux counts it.
import { readdirSync, readFileSync } from "node:fs";

/// Bytes.
export interface Memory {
  /// Everything in memory, pages of the browser's own program included.
  readonly resident: number;
  /// Of that, what belongs to no file.
  readonly own: number;
}

interface Process {
  readonly parent: number;
  readonly command: string;
  readonly memory: Memory;
}

function readProcess(id: number): Process | undefined {
  try {
    const status = readFileSync(`/proc/${id}/status`, "utf8");
    const field = (name: string): number => Number(new RegExp(`^${name}:\\s*(\\d+)`, "m").exec(status)?.[1] ?? 0);
    const command = readFileSync(`/proc/${id}/cmdline`, "utf8");
    const memory = { resident: field("VmRSS") * 1024, own: field("RssAnon") * 1024 };
    return { parent: field("PPid"), command, memory };
  } catch {
    return undefined; // it ended meanwhile
  }
}

/// The biggest renderer among the descendants of a browser. Throws where there is no /proc or no renderer.
export function rendererMemory(browser: number): Memory {
  const all = new Map<number, Process>();
  for (const name of readdirSync("/proc")) {
    const process = /^\d+$/.test(name) ? readProcess(Number(name)) : undefined;
    if (process !== undefined) all.set(Number(name), process);
  }
  const descends = (id: number): boolean => {
    const parent = all.get(id)?.parent ?? 0;
    return parent === browser || (parent > 1 && descends(parent));
  };
  const renderers = [...all].filter(([id, { command }]) => command.includes("--type=renderer") && descends(id));
  const sizes = renderers.map(([, { memory }]) => memory).sort((left, right) => right.resident - left.resident);
  const biggest = sizes[0];
  if (biggest === undefined) throw new Error("bench: Chromium has no renderer that /proc shows");
  return biggest;
}
