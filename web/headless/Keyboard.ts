// SPDX-License-Identifier: MIT
// The terminal that we run in as terminal 0 of the machine: keys in raw mode, size, and a key to leave with.
// When standard input is no terminal, its lines are typed, and its end is Ctrl-D.
import type { Target } from "./Target.ts";

export const kLeaveKey = 0x1d; // Ctrl-]
const kEndOfInput = 0x04; // Ctrl-D
const kDefaultSize = { columns: 80, rows: 24 };

export function terminalSize(): { columns: number; rows: number } {
  const { columns, rows } = process.stdout;
  return columns > 0 && rows > 0 ? { columns, rows } : kDefaultSize;
}

/// Connects standard input; returns what disconnects it and puts the terminal back as it was.
export function connectKeyboard(target: Target, leave: () => void): () => void {
  return process.stdin.isTTY ? connectTerminal(target, leave) : connectPipe(target);
}

function connectTerminal(target: Target, leave: () => void): () => void {
  const { stdin, stdout } = process;
  const typed = (bytes: Buffer): void => {
    const at = bytes.indexOf(kLeaveKey);
    target.input(at < 0 ? bytes : bytes.subarray(0, at));
    if (at >= 0) leave();
  };
  const resized = (): void => {
    const { columns, rows } = terminalSize();
    target.resize(columns, rows);
  };
  stdin.setRawMode(true);
  stdin.on("data", typed);
  stdout.on("resize", resized);
  return () => {
    stdin.off("data", typed);
    stdout.off("resize", resized);
    stdin.setRawMode(false);
    stdin.pause();
  };
}

function connectPipe(target: Target): () => void {
  const { stdin } = process;
  const typed = (bytes: Buffer): void => target.input(bytes.map((byte) => (byte === 0x0a ? 0x0d : byte)));
  const ended = (): void => target.input(Uint8Array.of(kEndOfInput));
  stdin.on("data", typed);
  stdin.on("end", ended);
  return () => {
    stdin.off("data", typed);
    stdin.off("end", ended);
    stdin.pause();
  };
}
