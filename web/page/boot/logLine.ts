// SPDX-License-Identifier: MIT
// Lines of the kernel log with both clocks: the virtual one, which the kernel wrote into the line, and the real one.

export interface LogLine {
  /// As the kernel wrote it.
  readonly text: string;
  /// Without the time at its beginning.
  readonly message: string;
  /// Virtual microseconds since boot.
  readonly uptime: number;
  /// Real milliseconds since the kernel was entered.
  readonly elapsed: number;
}

const kStamped = /^\[\s*(\d+)\.(\d{6})\] ?(.*)$/;

/// `uptime` counts for lines without a time of their own.
export function parseLogLine(text: string, uptime: number, elapsed: number): LogLine {
  const [, seconds, microseconds, message] = kStamped.exec(text) ?? [];
  if (message === undefined) return { text, message: text, uptime, elapsed };
  return { text, message, uptime: Number(seconds) * 1e6 + Number(microseconds), elapsed };
}

/// One line for people: real milliseconds, then what the kernel wrote.
export function formatLogLine(line: LogLine): string {
  return `${line.elapsed.toFixed(1).padStart(7)} ms  ${line.text}`;
}
