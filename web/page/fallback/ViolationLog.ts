// SPDX-License-Identifier: MIT
// What the kernel's monitor says about messages that the description of their interface does not allow.
import { errorName, type Names } from "./Names.ts";
import { TraceKind, type TraceRecord } from "./TraceRecord.ts";

export interface Violation {
  /// Of the trace record, so that two are never the same.
  readonly sequence: number;
  readonly time: number;
  /// Trace id, 0 if none.
  readonly call: number;
  readonly interfaceId: number;
  /// Of the call, or of the one that was served; 0 if none.
  readonly method: number;
  readonly culprit: number;
  /// 0 if nobody is known.
  readonly partner: number;
  /// abi::Rule.
  readonly rule: number;
  readonly detail: readonly [number, number];
}

const kMostRows = 200;

export class ViolationLog {
  private _rows: Violation[] = [];
  private _total = 0;

  /// Newest first; the oldest are dropped.
  get rows(): readonly Violation[] {
    return this._rows;
  }

  /// Since the machine started, as far as the trace told.
  get total(): number {
    return this._total;
  }

  clear(): void {
    this._rows = [];
    this._total = 0;
  }

  /// Takes those records that tell of violations.
  add(records: readonly TraceRecord[]): void {
    for (const { kind, sequence, time, call, interfaceId, method, source, target, words } of records) {
      if (kind !== TraceKind.violation) continue;
      const [rule = 0, first = 0, second = 0, total = 0] = words;
      const detail = [first, second] as const;
      this._rows.unshift({ sequence, time, call, interfaceId, method, culprit: source, partner: target, rule, detail });
      this._total = total;
    }
    this._rows.length = Math.min(this._rows.length, kMostRows);
  }
}

/// "vfs.open", or the interface alone if the violation belongs to no call of it.
export function violatedMethod({ interfaceId, method }: Violation, names: Names): string {
  if (method !== 0) return names.fullMethod(interfaceId, method);
  return interfaceId === 0 ? "" : names.interfaceName(interfaceId);
}

/// The rule in words; abi/monitor.hpp has the numbers.
export function violatedRule({ rule, detail: [first, second] }: Violation, names: Names): string {
  const rules: Readonly<Record<number, () => string>> = {
    1: () => "no such method",
    2: () => "not allowed in this state",
    3: () => `${names.method(0, first)} is not what should follow`,
    4: () => `attachment of ${first}, the limit is ${second}`,
    5: () => `${names.method(0, second)} is missing`,
    6: () => "answered twice",
    7: () => "forgotten answer",
    8: () => `undeclared error: ${errorName(first)}`,
    9: () => `undeclared call of ${names.fullMethod(first, second)}`,
  };
  return rules[rule]?.() ?? `rule ${rule}`;
}
