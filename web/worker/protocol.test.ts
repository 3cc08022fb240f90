// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { asPageMessage, asWorkerMessage, describeMessage } from "./protocol.ts";

const size = { columns: 80, rows: 24 };

test("a page message of every kind is accepted", () => {
  const messages: unknown[] = [
    { kind: "bundle", bundle: new ArrayBuffer(1), session: "" },
    { kind: "start", sizes: [size, size, size, size], trace: true },
    { kind: "input", terminal: 3, bytes: new Uint8Array(2) },
    { kind: "shown", terminal: 0, bytes: 10 },
    { kind: "read", bytes: 64 },
    { kind: "resize", terminal: 0, size },
    { kind: "open", terminal: 1 },
    { kind: "trace", on: false },
    { kind: "kill", request: 1, task: 7 },
    { kind: "snapshot", request: 2, subject: "phones", task: 7 },
    { kind: "interfaces", request: 3 },
    { kind: "recording", request: 4 },
    { kind: "share", request: 5 },
    { kind: "marker", name: "here" },
    { kind: "play" },
    { kind: "pause" },
    { kind: "seek", time: 1e6 },
    { kind: "step", by: -1 },
    { kind: "pace", speed: 2, idleLimit: 2e6 },
    { kind: "leave" },
    { kind: "stop" },
  ];
  for (const message of messages) assert.equal(asPageMessage(message), message);
});

test("a worker message of every kind is accepted", () => {
  const messages: unknown[] = [
    { kind: "alive" },
    { kind: "phase", phase: "compile", elapsed: 1.5 },
    { kind: "log", text: "naming", uptime: 3, elapsed: 4.25 },
    { kind: "output", terminal: 0, bytes: new Uint8Array(0) },
    { kind: "taken", terminal: 0, bytes: 12 },
    { kind: "records", records: new ArrayBuffer(128) },
    { kind: "answer", request: 1, value: true },
    { kind: "answer", request: 1, value: new ArrayBuffer(0) },
    { kind: "answer", request: 1, value: "" },
    { kind: "refusal", request: 1, reason: "no such task" },
    { kind: "session", session: { build: "b", sameBuild: true, duration: 5, markers: [{ time: 1, name: "x" }] } },
    { kind: "position", state: "playing", time: 1.5, step: 3 },
    { kind: "verdict", difference: "" },
    { kind: "rewound" },
    { kind: "sized", terminal: 1, size },
    { kind: "power", power: "reboot", status: 0 },
    { kind: "panic", text: "queue" },
    { kind: "failed", failure: "out_of_memory", text: "" },
    { kind: "stopped" },
  ];
  for (const message of messages) assert.equal(asWorkerMessage(message), message);
});

test("neither side accepts the messages of the other", () => {
  assert.equal(asPageMessage({ kind: "alive" }), null);
  assert.equal(asWorkerMessage({ kind: "stop" }), null);
});

test("what is not an object, has no kind, or a kind of every object is refused", () => {
  const inherited: unknown[] = [{ kind: "toString" }, { kind: "__proto__" }, { kind: "constructor" }];
  for (const value of [null, undefined, 7, "stop", [], {}, { kind: 7 }, ...inherited]) {
    assert.equal(asPageMessage(value), null);
    assert.equal(asWorkerMessage(value), null);
  }
});

test("a terminal that the machine has not is refused", () => {
  for (const terminal of [4, -1, 0.5, NaN, "0"]) {
    assert.equal(asPageMessage({ kind: "open", terminal }), null);
    assert.equal(asWorkerMessage({ kind: "taken", terminal, bytes: 0 }), null);
  }
});

test("a size without cells is refused", () => {
  for (const rows of [0, -1, 65536, Infinity]) {
    assert.equal(asPageMessage({ kind: "resize", terminal: 0, size: { columns: 80, rows } }), null);
  }
  assert.equal(asPageMessage({ kind: "start", sizes: [size], trace: true }), null);
});

test("half a trace record is refused", () => {
  assert.equal(asWorkerMessage({ kind: "records", records: new ArrayBuffer(96) }), null);
});

test("a missing field is refused", () => {
  assert.equal(asPageMessage({ kind: "kill", task: 3 }), null);
  assert.equal(asWorkerMessage({ kind: "answer", request: 3 }), null);
});

test("a refused message is named in the report", () => {
  assert.equal(describeMessage({ kind: "kill", task: 3 }), "kill (task)");
  assert.equal(describeMessage({}), "a message without a kind (no fields)");
  assert.equal(describeMessage(7), "7");
});
