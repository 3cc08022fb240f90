// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { CallModel, durationOf } from "./CallModel.ts";
import { ladderOf } from "./ladder.ts";
import { encodeRecords, makeRecords } from "./testing.ts";
import { readRecords, TraceFlag, TraceKind } from "./TraceRecord.ts";

const kLibc = 9;
const kVfs = 4;
const kTmpfs = 5;

// A read that vfs passes on to tmpfs, which takes the client's data_read: the talk's diagram.
const kForwardedRead = [
  { kind: TraceKind.call, call: 1, source: kLibc, target: kVfs, method: 1030, words: [3, 100], step: 1 },
  {
    kind: TraceKind.call,
    call: 2,
    parent: 0,
    source: kLibc,
    target: kVfs,
    method: 6,
    words: [64, 100],
    step: 1,
  },
  { kind: TraceKind.delivered, call: 1, target: kVfs, step: 2 },
  { kind: TraceKind.forward, call: 1, source: kVfs, target: kTmpfs, method: 1024, words: [7, 0], step: 2 },
  { kind: TraceKind.forward, call: 2, source: kVfs, target: kTmpfs, method: 6, words: [64, 100], step: 2 },
  { kind: TraceKind.delivered, call: 1, target: kTmpfs, step: 3 },
  { kind: TraceKind.data, call: 2, source: kTmpfs, target: kLibc, words: [100], step: 3 },
  { kind: TraceKind.answer, call: 2, source: kTmpfs, target: kLibc, step: 3 },
  { kind: TraceKind.answer, call: 1, source: kTmpfs, target: kLibc, words: [100], step: 3, time: 250 },
];

function modelOf(records: Parameters<typeof makeRecords>[0]): CallModel {
  const model = new CallModel();
  model.add(makeRecords(records));
  return model;
}

test("a record survives writing and reading", () => {
  const fields = {
    time: 123456789012,
    sequence: 7,
    step: 8,
    call: 9,
    parent: 10,
    interfaceId: 0x20736676,
    method: 1025,
    source: 65535,
    target: 2,
    kind: 5,
    flags: 1,
    handle: 17,
    words: [1, 2, 3, 4, 4294967295],
  };
  assert.deepEqual(readRecords(encodeRecords([fields])), [fields]);
});

test("half a record at the end is ignored", () => {
  assert.equal(readRecords(encodeRecords([{}, {}]).slice(0, 100)).length, 1);
});

test("a forwarded call keeps its identity and is answered by its last server", () => {
  const call = modelOf(kForwardedRead).find(1);
  assert.ok(call);
  assert.equal(call.receiver, kVfs);
  assert.deepEqual(
    call.hops.map(({ from, to, method }) => [from, to, method]),
    [[kVfs, kTmpfs, 1024]],
  );
  assert.equal(call.answer?.from, kTmpfs);
  assert.equal(call.state, "answered");
  assert.deepEqual(durationOf(call), { time: 250, steps: 2 });
});

test("moved bytes belong to the call that asked for them", () => {
  const call = modelOf(kForwardedRead).find(2);
  assert.deepEqual(
    call?.transfers.map(({ kind, from, to, bytes }) => [kind, from, to, bytes]),
    [["data", kTmpfs, kLibc, 100]],
  );
});

test("a call made to serve another one is its child, and the ladder holds both in the order of the trace", () => {
  const model = modelOf([
    { kind: TraceKind.call, call: 1, source: 9, target: 4 },
    { kind: TraceKind.delivered, call: 1, target: 4 },
    { kind: TraceKind.call, call: 2, parent: 1, source: 4, target: 5 },
    { kind: TraceKind.answer, call: 2, source: 5, target: 4 },
    { kind: TraceKind.answer, call: 1, source: 4, target: 9 },
  ]);
  const inner = model.find(2);
  const outer = model.find(1);
  assert.ok(inner && outer);
  assert.equal(model.rootOf(inner), outer);
  const ladder = ladderOf(outer);
  assert.deepEqual(ladder.columns, [9, 4, 5]);
  assert.deepEqual(
    ladder.arrows.map(({ kind, from, to, depth }) => [kind, from, to, depth]),
    [
      ["call", 9, 4, 0],
      ["call", 4, 5, 1],
      ["answer", 5, 4, 1],
      ["answer", 4, 9, 0],
    ],
  );
});

test("the transfer of a call is in the ladder of that call, though it has no parent", () => {
  const model = modelOf(kForwardedRead);
  const read = model.find(1);
  const transfer = model.find(2);
  assert.ok(read && transfer);
  assert.equal(model.rootOf(transfer), read);
  assert.deepEqual(
    ladderOf(read).arrows.map(({ kind, from, to }) => [kind, from, to]),
    [
      ["call", kLibc, kVfs],
      ["call", kLibc, kVfs],
      ["forward", kVfs, kTmpfs],
      ["forward", kVfs, kTmpfs],
      ["data", kTmpfs, kLibc],
      ["answer", kTmpfs, kLibc],
      ["answer", kTmpfs, kLibc],
    ],
  );
});

test("a transfer through another phone belongs to no call", () => {
  const model = modelOf([
    { kind: TraceKind.call, call: 1, source: 9, target: 4, handle: 1, method: 1030 },
    { kind: TraceKind.call, call: 2, source: 9, target: 4, handle: 2, method: 6 },
  ]);
  assert.equal(model.find(2)?.owner, null);
});

test("a ladder longer than its limit says how much it left out", () => {
  const call = modelOf(kForwardedRead).find(1);
  assert.ok(call);
  const ladder = ladderOf(call, 2);
  assert.equal(ladder.arrows.length, 2);
  assert.equal(ladder.omitted, 5);
});

test("only the first answer counts", () => {
  const model = modelOf([
    { kind: TraceKind.call, call: 1, source: 9, target: 4 },
    { kind: TraceKind.answer, call: 1, source: 4, target: 9, method: 1 },
    { kind: TraceKind.answer, call: 1, source: 4, target: 9, method: 0 },
  ]);
  assert.equal(model.find(1)?.answer?.error, 1);
});

test("a refused send stays refused when the kernel answers it", () => {
  const model = modelOf([
    { kind: TraceKind.call, call: 1, source: 9, target: 4, flags: TraceFlag.refused },
    { kind: TraceKind.answer, call: 1, source: 0, target: 9, method: 3, flags: TraceFlag.automatic },
  ]);
  const call = model.find(1);
  assert.equal(call?.state, "refused");
  assert.equal(call.answer?.automatic, true);
});

test("a call that the kernel refuses in the caller's own context is refused", () => {
  const flags = TraceFlag.refused | TraceFlag.automatic;
  const model = modelOf([
    { kind: TraceKind.call, call: 1, source: 9, target: 4 },
    { kind: TraceKind.answer, call: 1, target: 9, method: 3, flags },
  ]);
  assert.equal(model.find(1)?.state, "refused");
});

test("a call whose caller died is forgotten, even if it is answered later", () => {
  const model = modelOf([
    { kind: TraceKind.call, call: 1, source: 9, target: 4 },
    { kind: TraceKind.forgotten, call: 1 },
    { kind: TraceKind.answer, call: 1, source: 4, target: 9 },
  ]);
  assert.equal(model.find(1)?.state, "forgotten");
});

test("records about a call that is not known are ignored", () => {
  assert.equal(
    modelOf([
      { kind: TraceKind.answer, call: 5 },
      { kind: TraceKind.forward, call: 5 },
    ]).size,
    0,
  );
});

test("a call without an answer has no duration", () => {
  const call = modelOf([{ kind: TraceKind.call, call: 1, source: 9, target: 4 }]).find(1);
  assert.ok(call);
  assert.equal(durationOf(call), null);
});

test("lost records are counted", () => {
  assert.equal(modelOf([{ sequence: 1 }, { sequence: 5 }, { sequence: 6 }]).lost, 3);
});

test("a call whose owner made room stands alone", () => {
  const model = new CallModel(1);
  model.add(
    makeRecords([1, 2].map((call) => ({ kind: TraceKind.call, call, parent: call - 1, source: 9, target: 4 }))),
  );
  const call = model.find(2);
  assert.ok(call);
  assert.equal(model.rootOf(call), call);
});

test("the oldest calls make room for new ones", () => {
  const model = new CallModel(2);
  model.add(makeRecords([1, 2, 3].map((call) => ({ kind: TraceKind.call, call, source: 9, target: 4 }))));
  assert.deepEqual(
    [...model.calls()].map((call) => call.id),
    [2, 3],
  );
});

test("numbers that begin again after 2^32 lose nothing and keep the order of the ladder", () => {
  const first = 2 ** 32 - 5;
  const records = makeRecords(kForwardedRead).map((record, index) => ({ ...record, sequence: (first + index) >>> 0 }));
  const model = new CallModel();
  model.add(records);
  assert.equal(model.lost, 0);
  const call = model.find(1);
  assert.ok(call);
  const kinds = ladderOf(call).arrows.map(({ kind }) => kind);
  assert.deepEqual(kinds, ladderOf(modelOf(kForwardedRead).find(1) ?? call).arrows.map(({ kind }) => kind));
});

test("a gap around 2^32 is counted, and a new ring is not taken for one", () => {
  const [record] = makeRecords(kForwardedRead);
  assert.ok(record);
  const lostAfter = (...sequences: number[]): number => {
    const model = new CallModel();
    model.add(sequences.map((sequence) => ({ ...record, sequence })));
    return model.lost;
  };
  assert.equal(lostAfter(2 ** 32 - 2, 3), 4);
  assert.equal(lostAfter(5000, 1), 0);
});
