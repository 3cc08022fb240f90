// SPDX-License-Identifier: MIT
// The figures that the project promises, and the decision whether a measured value keeps the promise.

export type Target = "node" | "chromium" | "x86_64";

/// What is measured. Times are in nanoseconds, sizes in bytes, ratios without unit.
export interface FigureKind {
  readonly name: string;
  readonly text: string;
  readonly unit: "ns" | "B" | "x";
  /// The promise; a figure without one is a yardstick.
  readonly target?: { readonly kind: "at most" | "at least"; readonly value: number };
  /// The same operation in HelenOS 0.14.1, in the same unit: in v86 in Chromium, for a PC in QEMU (amd64, TCG).
  readonly reference?: number;
  /// Only a page has it.
  readonly page?: true;
}

export interface Figure extends FigureKind {
  /// Undefined when it could not be measured; then `remark` says why.
  readonly value: number | undefined;
  /// Undefined for a yardstick, and without a value.
  readonly reached: boolean | undefined;
  /// What limits a missed figure, as far as other measurements show it.
  readonly remark: string | undefined;
}

const atMost = (value: number) => ({ kind: "at most", value }) as const;
const atLeast = (value: number) => ({ kind: "at least", value }) as const;
const kMicro = 1e3;
const kMilli = 1e6;

export const kFigures: readonly FigureKind[] = [
  { name: "pipe", text: "Linux: byte through a pipe and back", unit: "ns" },
  { name: "plain_call", text: "plain call inside a WebAssembly module", unit: "ns" },
  { name: "null_system_call", text: "system call that does nothing", unit: "ns" },
  {
    name: "empty_call", text: "empty call to another task and back, fibrils on both sides", unit: "ns",
    target: atMost(400), reference: 231 * kMicro,
  },
  { name: "empty_call_vs_pipe", text: "so many times faster than the pipe", unit: "x", target: atLeast(14) },
  { name: "empty_call_vs_plain_call", text: "so many plain calls is an empty call", unit: "x" },
  { name: "generated_empty_call", text: "empty call: generated code / hand-written", unit: "x", target: atMost(1.05) },
  { name: "generated_call", text: "call with words: generated code / hand-written", unit: "x", target: atMost(1.05) },
  { name: "generated_data_1k", text: "call with 1 KiB: generated code / hand-written", unit: "x", target: atMost(1.05) },
  { name: "monitored_call", text: "call and answer: with the run-time monitor / without", unit: "x" },
  { name: "monitored_data_1k", text: "call with 1 KiB: with the run-time monitor / without", unit: "x" },
  { name: "monitor_message", text: "the run-time monitor: a message, of a call and its answer", unit: "ns", target: atMost(20) },
  {
    name: "monitor_data_message", text: "the run-time monitor: a message, of a call with 1 KiB", unit: "ns",
    target: atMost(20),
  },
  { name: "fibril_switch", text: "fibril switch, shallow", unit: "ns", target: atMost(60), reference: 900 },
  { name: "data_1k", text: "1 KiB data transfer", unit: "ns", target: atMost(kMicro), reference: 2.2 * kMilli },
  {
    name: "open_read_close_5k", text: "open, read 5 KB, close", unit: "ns", target: atMost(8 * kMicro),
    reference: 4.0 * kMilli,
  },
  { name: "spawn_exit", text: "spawn and exit", unit: "ns", target: atMost(0.5 * kMilli), reference: 180 * kMilli },
  { name: "boot_to_prompt", text: "kernel entry to prompt, warm process", unit: "ns", target: atMost(150 * kMilli) },
  { name: "replay_speed", text: "a session runs so many times faster than it was typed", unit: "x", target: atLeast(20) },
  { name: "seek", text: "to any moment of a session, forwards and backwards", unit: "ns", target: atMost(200 * kMilli) },
  { name: "snapshot_save", text: "the whole machine into a file after boot", unit: "ns", target: atMost(100 * kMilli) },
  { name: "snapshot_restore", text: "and back", unit: "ns", target: atMost(100 * kMilli) },
  { name: "snapshot_bytes", text: "size of that file", unit: "B", target: atMost(1e6) },
  {
    name: "page_to_command", text: "page load to an accepted command, loopback", unit: "ns",
    target: atMost(500 * kMilli), reference: 37e9, page: true,
  },
  { name: "bytes_until_prompt", text: "fetched until the prompt, gzip -9", unit: "B", target: atMost(490e3), page: true },
  {
    name: "bytes_with_inspector", text: "fetched with the inspector, gzip -9", unit: "B", target: atMost(750e3),
    page: true,
  },
  {
    name: "renderer_memory", text: "resident memory of the renderer, inspector open", unit: "B", target: atMost(200e6),
    reference: 26e6, page: true,
  },
];

/// On a PC that QEMU emulates without help of the processor (TCG).
export const kPcFigures: readonly FigureKind[] = [
  { name: "null_system_call", text: "system call that does nothing", unit: "ns", target: atMost(150), reference: 371 },
  {
    name: "empty_call", text: "empty call to another task and back", unit: "ns", target: atMost(9 * kMicro),
    reference: 115 * kMicro,
  },
  { name: "generated_empty_call", text: "empty call: generated code / hand-written", unit: "x", target: atMost(1.05) },
  { name: "generated_call", text: "call with words: generated code / hand-written", unit: "x", target: atMost(1.05) },
  { name: "generated_data_1k", text: "call with 1 KiB: generated code / hand-written", unit: "x", target: atMost(1.05) },
  { name: "monitored_call", text: "call and answer: with the run-time monitor / without", unit: "x" },
  { name: "monitored_data_1k", text: "call with 1 KiB: with the run-time monitor / without", unit: "x" },
  { name: "monitor_message", text: "the run-time monitor: a message, of a call and its answer", unit: "ns", target: atMost(20) },
  {
    name: "monitor_data_message", text: "the run-time monitor: a message, of a call with 1 KiB", unit: "ns",
    target: atMost(20),
  },
  { name: "fibril_switch", text: "fibril switch", unit: "ns", target: atMost(35), reference: 245 },
  { name: "data_1k", text: "1 KiB data transfer", unit: "ns", target: atMost(20 * kMicro), reference: 586 * kMicro },
  {
    name: "open_read_close_5k", text: "open, read 5 KB, close", unit: "ns", target: atMost(150 * kMicro),
    reference: 1.91 * kMilli,
  },
  { name: "spawn_exit", text: "spawn and exit", unit: "ns", target: atMost(3 * kMilli), reference: 88 * kMilli },
  { name: "direct_to_prompt", text: "start of QEMU to prompt, kernel loaded by QEMU", unit: "ns", target: atMost(1.5e9) },
  {
    name: "image_to_prompt", text: "start of QEMU to prompt, image on BIOS", unit: "ns", target: atMost(4e9),
    reference: 15.5e9,
  },
  { name: "image_size", text: "the image", unit: "B", target: atMost(10e6), reference: 34e6 },
  {
    name: "resident_memory", text: "kernel, boot archive and tasks at the prompt", unit: "B", target: atMost(24e6),
    reference: 27.3e6,
  },
];

/// Whether the value keeps the promise; undefined when there is none, or no value.
export function isReached(kind: FigureKind, value: number | undefined): boolean | undefined {
  if (kind.target === undefined || value === undefined) return undefined;
  return kind.target.kind === "at most" ? value <= kind.target.value : value >= kind.target.value;
}

/// Middle of the values; of two middle ones the mean. Throws RangeError without values.
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const low = sorted[(sorted.length - 1) >> 1];
  const high = sorted[sorted.length >> 1];
  if (low === undefined || high === undefined) throw new RangeError("median of no values");
  return (low + high) / 2;
}

/// All figures of a kind, in order, with the decision. `values` and `remarks` go by the names of figures.
export function judge(
  values: ReadonlyMap<string, number>,
  remarks: ReadonlyMap<string, string>,
  kinds: readonly FigureKind[] = kFigures,
): Figure[] {
  return kinds.map((kind) => {
    const value = values.get(kind.name);
    const reached = isReached(kind, value);
    const remark = value === undefined || reached === false ? remarks.get(kind.name) : undefined;
    return { ...kind, value, reached, remark };
  });
}

/// 0, or with `strict` 1 when a promise is missed. What was not measured is not missed.
export function exitStatus(figures: readonly Figure[], strict: boolean): number {
  return strict && figures.some(({ reached }) => reached === false) ? 1 : 0;
}
