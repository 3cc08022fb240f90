// SPDX-License-Identifier: MIT
// What a filter can say about a call. The C++ twin is web/inspector/model/filter_fields.cpp.
import { isOpen, type Call, type CallModel } from "../fallback/CallModel.ts";
import { errorName, type Names } from "../fallback/Names.ts";

/// Where a filter finds what is not in the call itself.
export interface Facts {
  readonly model: Pick<CallModel, "find">;
  readonly names: Names;
}

export type FieldType = "number" | "task" | "text" | "state";

/// Of a task its id, of a text the text.
export type Value = number | string;

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /// May have several values. Any other field has one, or none as long as the fact is not there.
  readonly many: boolean;
  readonly read: (call: Call, facts: Facts) => readonly Value[];
}

export const kStates = ["waiting", "served", "answered", "refused", "forgotten", "lost", "notification"] as const;

const kMostAncestors = 1000; // a trace of nonsense may say that a call is its own ancestor

/// The calls that this one was made to serve, from the inside out, as far as they are known.
export function ancestorsOf(call: Call, { model }: Facts): Call[] {
  const found: Call[] = [];
  let at = model.find(call.parent);
  while (at !== undefined && found.length < kMostAncestors) {
    found.push(at);
    at = at.parent < at.id ? model.find(at.parent) : undefined;
  }
  return found;
}

function ancestorIds(call: Call, facts: Facts): number[] {
  const ids = [call, ...ancestorsOf(call, facts)].map(({ parent }) => parent);
  return ids.filter((id) => id !== 0);
}

function bytesOf(call: Call, kind: "data" | "shared"): number {
  return call.transfers.reduce((sum, transfer) => sum + (transfer.kind === kind ? transfer.bytes : 0), 0);
}

function one(name: string, type: FieldType, read: (call: Call, facts: Facts) => Value | null): Field {
  return {
    name,
    type,
    many: false,
    read: (call, facts) => {
      const value = read(call, facts);
      return value === null ? [] : [value];
    },
  };
}

function many(name: string, type: FieldType, read: Field["read"]): Field {
  return { name, type, many: true, read };
}

export const kFields: readonly Field[] = [
  one("id", "number", (call) => call.id),
  one("parent", "number", (call) => (call.parent === 0 ? null : call.parent)),
  many("under", "number", ancestorIds),
  one("from", "task", (call) => call.sender),
  one("to", "task", (call) => call.receiver),
  many("forwarded_by", "task", (call) => call.hops.map(({ from }) => from)),
  many("forwarded_to", "task", (call) => call.hops.map(({ to }) => to)),
  many("task", "task", (call) => [call.sender, call.receiver, ...call.hops.map(({ to }) => to)]),
  one("answered_by", "task", ({ answer }) => answer?.from ?? null),
  one("interface", "text", (call, { names }) => names.plainInterface(call.interfaceId)),
  one("method", "text", (call, { names }) => names.method(call.interfaceId, call.method)),
  one("state", "state", (call) => call.state),
  one("error", "text", ({ answer }) => (answer === null ? null : errorName(answer.error))),
  one("hops", "number", (call) => call.hops.length),
  one("bytes", "number", (call) => bytesOf(call, "data")),
  one("shared", "number", (call) => bytesOf(call, "shared")),
  one("steps", "number", (call) => (call.answer === null ? null : call.answer.step - call.step)),
];

export function hasFailed({ state, answer }: Call): boolean {
  return state === "refused" || state === "forgotten" || (answer !== null && answer.error !== 0);
}

/// What is:WORD can say.
export const kKinds: Readonly<Record<string, (call: Call) => boolean>> = {
  error: hasFailed,
  forwarded: ({ hops }) => hops.length > 0,
  notification: () => false, // the model keeps none
  automatic: ({ answer }) => answer?.automatic === true,
  open: isOpen,
  unanswered: ({ state }) => state === "waiting" || state === "served",
  data: ({ transfers }) => transfers.some(({ bytes }) => bytes > 0),
};

export function findField(name: string): Field | undefined {
  return kFields.find((field) => field.name === name);
}
