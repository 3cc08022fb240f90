// SPDX-License-Identifier: MIT
// Names an entry of a recording for people.
import type { Entry, Input } from "./Recording.ts";

const kLongestShown = 12; // bytes

function describeBytes(bytes: Uint8Array): string {
  const shown = [...bytes.subarray(0, kLongestShown)].map((byte) =>
    byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : byte === 0x0d ? "Enter" : `0x${byte.toString(16).padStart(2, "0")}`,
  );
  return `${shown.join(" ")}${bytes.length > kLongestShown ? " …" : ""}`;
}

function describeInput(input: Input): string {
  switch (input.kind) {
    case "bytes":
      return `'${describeBytes(input.bytes)}' at terminal ${input.device}`;
    case "kill":
      return `the kill of task ${input.task}`;
    case "marker":
      return `the marker '${input.name}'`;
    case "end":
      return "the end";
    default:
      return `the input '${input.kind}'`;
  }
}

/// For example: 'l' at terminal 0 (3.104 s).
export function describeEntry({ input, time }: Entry): string {
  return `${describeInput(input)} (${(time / 1e6).toFixed(3)} s)`;
}
