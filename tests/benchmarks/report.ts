// SPDX-License-Identifier: MIT
// Figures as a table for people and as JSON for programs.
import type { Figure, FigureKind } from "./figures.ts";

/// Under what circumstances the figures were taken.
export interface Circumstances {
  /// Name and version of the engine.
  readonly engine: string;
  readonly processors: number;
  /// Load averages of one minute before and after.
  readonly load: readonly [number, number];
  /// Where the references were measured.
  readonly reference?: string;
}

const kScales: Readonly<Record<FigureKind["unit"], readonly (readonly [number, string])[]>> = {
  ns: [[1e9, "s"], [1e6, "ms"], [1e3, "us"], [1, "ns"]],
  B: [[1e6, "MB"], [1e3, "kB"], [1, "B"]],
  x: [[1, "x"]],
};

/// Like "231 us": three digits, in the largest unit that leaves something before the point.
export function format(value: number, unit: FigureKind["unit"]): string {
  const scales = kScales[unit];
  const [divisor, name] = scales.find(([factor]) => value >= factor) ?? scales[scales.length - 1]!;
  const scaled = value / divisor;
  const digits = scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2;
  return `${scaled.toFixed(digits)} ${name}`;
}

function verdict(figure: Figure): string {
  if (figure.value === undefined) return "not measured";
  if (figure.reached === undefined) return "";
  return figure.reached ? "reached" : "missed";
}

function row(figure: Figure): readonly string[] {
  const { text, unit, value, target, reference } = figure;
  return [
    text,
    value === undefined ? "-" : format(value, unit),
    target === undefined ? "" : `${target.kind} ${format(target.value, unit)}`,
    verdict(figure),
    reference === undefined ? "" : format(reference, unit),
  ];
}

function alignRight(column: number): boolean {
  return column === 1 || column === 4;
}

/// Like "2 of 13 promises missed: spawn and exit; 1 KiB data transfer".
function summary(figures: readonly Figure[]): string {
  const promised = figures.filter(({ reached }) => reached !== undefined);
  const missed = promised.filter(({ reached }) => reached === false);
  if (promised.length === 0) return "";
  if (missed.length === 0) return `\nall ${promised.length} measured promises reached\n`;
  return `\n${missed.length} of ${promised.length} measured promises missed: ${missed.map(({ text }) => text).join("; ")}\n`;
}

export function asTable(figures: readonly Figure[], circumstances: Circumstances): string {
  const rows = [["figure", "value", "target", "", `HelenOS in ${circumstances.reference ?? "v86"}`], ...figures.map(row)];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  const lines = rows.map((cells, at) => {
    const padded = cells.map((cell, i) => (alignRight(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)));
    const remark = figures[at - 1]?.remark;
    return padded.join("  ").trimEnd() + (remark === undefined ? "" : `\n    ${remark}`);
  });
  return `${describe(circumstances)}\n\n${lines.join("\n")}\n${summary(figures)}`;
}

/// A busy machine makes every time longer, so the reader is told how busy it was.
function describe({ engine, processors, load }: Circumstances): string {
  const [before, after] = load.map((value) => value.toFixed(2));
  const busy = Math.max(...load) > processors / 2 ? "; other programs ran, a quiet machine is faster" : "";
  return `${engine}, ${processors} processors, load average ${before} before and ${after} after${busy}. Medians.`;
}

export function asJson(figures: readonly Figure[], circumstances: Circumstances): string {
  const list = figures.map(({ name, value, unit, target, reached, reference, remark }) => ({
    name, value: value ?? null, unit, target: target ?? null, reached: reached ?? null, reference: reference ?? null,
    ...(remark === undefined ? {} : { remark }),
  }));
  return `${JSON.stringify({ ...circumstances, figures: list }, null, 2)}\n`;
}
