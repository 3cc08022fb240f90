// SPDX-License-Identifier: MIT
// Figures as people read them.
import type { Duration } from "./CallModel.ts";

/// Virtual time since boot, in seconds with microseconds.
export function formatTime(microseconds: number): string {
  return (microseconds / 1e6).toFixed(6);
}

/// Virtual time stands still while a task runs: most calls take no time, but always some steps (dispatches).
export function formatDuration(duration: Duration | null): string {
  if (duration === null) return "";
  const steps = `${duration.steps} ${duration.steps === 1 ? "step" : "steps"}`;
  if (duration.time === 0) return steps;
  const time = duration.time < 1000 ? `${duration.time} µs` : `${(duration.time / 1000).toFixed(1)} ms`;
  return `${time}, ${steps}`;
}

/// Bytes with a decimal unit.
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(bytes < 1e4 ? 1 : 0)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/// Milliseconds of the real clock.
export function formatMilliseconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}
