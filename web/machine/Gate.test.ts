// SPDX-License-Identifier: MIT
// A toy kernel with a state that remembers everything that ever happened to it shows whether a replay
// does the same things in the same order.
import assert from "node:assert/strict";
import test, { mock } from "node:test";
import { Gate, type Source } from "./Gate.ts";
import type { Kernel, Stop } from "./Kernel.ts";
import { Live } from "./Live.ts";
import { MachineError } from "./MachineError.ts";
import { Recorder } from "./Recorder.ts";
import type { Recording } from "./Recording.ts";
import { formatRecording, parseRecording } from "./RecordingText.ts";
import { Replay } from "./Replay.ts";

const kHeader = { build: "b", seed: 1n, realTime: 1_000_000_000_000n };
const kQueue = 20; // bytes that the toy's device holds
const kRefused = -2;

class ToyKernel {
  state = 1;
  stopped: Stop | undefined;
  steps = 0;
  time = 0;
  ready = 1;
  queued = 0;
  timeouts: number[] = [];
  gate: Gate | undefined;
  history: string[] = [];
  powerOffAt = Infinity;

  readonly exports = {
    kernel_clock: (uptime: bigint, real: bigint): void => {
      this.time = Number(uptime);
      this.mix(Number(real % 1_000_003n), `clock ${uptime}`);
      const due = this.timeouts.filter((time) => time <= this.time).length;
      this.timeouts = this.timeouts.filter((time) => time > this.time);
      if (this.state % 3 !== 0) this.ready += due; // sometimes a timeout has no effect
    },
    kernel_input: (device: number, size: number): number => {
      const taken = Math.min(size, kQueue - this.queued);
      this.queued += taken;
      if (taken > 0) this.mix(device * 100 + taken, `input ${device} ${taken}`);
      if (this.state % 4 !== 0) this.ready += taken;
      return taken;
    },
    kernel_device_state: (...values: number[]): void => this.mix(values.reduce((a, b) => a * 7 + b), "device"),
    kernel_kill: (task: number): void => this.mix(task, "kill"),
    kernel_trace: (mask: number): void => this.mix(mask, "trace"),
  };

  mix(value: number, what: string): void {
    this.state = Math.imul(this.state ^ value, 0x9e3779b1) >>> 1;
    this.history.push(`${this.steps}: ${what} -> ${this.state}`);
  }

  fill(bytes: Uint8Array): number {
    return bytes.length;
  }

  dispatches(): number {
    return this.steps;
  }

  deadline(): number {
    return this.timeouts.length === 0 ? -1 : Math.min(...this.timeouts);
  }

  run(until: number): boolean {
    while (this.ready > 0 && this.steps < until && this.stopped === undefined) this.dispatch();
    return this.ready > 0;
  }

  dispatch(): void {
    this.steps++;
    this.ready--;
    this.queued = Math.max(0, this.queued - 3);
    this.mix(this.time, "dispatch");
    if (this.state % 5 === 0) this.timeouts.push(this.time + (this.state % 9000));
    if (this.state % 11 === 0) this.mix(Number((this.gate?.preciseClock() ?? 0n) % 1000n), "precise");
    if (this.state % 13 === 0) this.mix(this.gate?.request(kRefused, () => this.allocate()) ?? 0, "request");
    if (this.state % 3 === 0) this.ready += this.ready < 5 ? 1 : 0;
    if (this.steps === this.powerOffAt) this.stopped = { kind: "power", power: "halt", status: 3 };
  }

  allocate: () => number = () => 0;
}

function connect(toy: ToyKernel, source: Source, recorder?: Recorder): Gate {
  toy.gate = new Gate(toy as unknown as Kernel, source, kHeader, recorder, { stateHash: () => toy.state.toString(16).padStart(16, "0") });
  return toy.gate;
}

function makeRandom(seed: number): (below: number) => number {
  let state = seed * 2654435761 + 1;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/// A session with random inputs at random times of a random clock; returns the toy and the recording's text.
function liveSession(seed: number, turns: number): { toy: ToyKernel; text: string } {
  const random = makeRandom(seed);
  let now = 0;
  mock.method(performance, "now", () => (now += random(40) / 10));
  const live = new Live(undefined);
  const recorder = new Recorder(kHeader);
  const toy = new ToyKernel();
  toy.allocate = () => (random(3) === 0 ? kRefused : 1);
  const gate = connect(toy, live, recorder);
  live.start();
  for (let turn = 0; turn < turns; turn++) {
    const device = random(4);
    if (random(8) === 0) live.push({ kind: "bytes", device, bytes: Uint8Array.from({ length: random(60) }, () => random(256)) });
    if (random(20) === 0) live.push({ kind: "size", device, columns: random(200), rows: random(50) });
    if (random(50) === 0) live.push({ kind: "kill", task: random(9) });
    if (random(90) === 0) live.push({ kind: "trace", mask: random(2) });
    if (gate.advance(1 + random(30)) !== "ran") now += random(3);
  }
  live.push({ kind: "end", hash: "" });
  while (toy.stopped === undefined) gate.advance(10);
  mock.restoreAll();
  return { toy, text: formatRecording(recorder) };
}

function replaySession(recording: Recording, quantum: number): ToyKernel {
  const toy = new ToyKernel();
  toy.allocate = () => 1;
  const gate = connect(toy, new Replay(recording));
  while (toy.stopped === undefined) gate.advance(quantum);
  return toy;
}

test("a replay does the same in the same order, 100 of 100, whatever its quantum", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { toy, text } = liveSession(seed, 400);
    const again = replaySession(parseRecording(text), 1 + (seed % 50));
    assert.deepEqual(again.history, toy.history, `seed ${seed}`);
    assert.deepEqual(again.stopped, { kind: "end" });
  }
});

test("a replay that is recorded gives the same recording", () => {
  const { text } = liveSession(7, 400);
  const toy = new ToyKernel();
  const recorder = new Recorder(kHeader);
  const gate = connect(toy, new Replay(parseRecording(text)), recorder);
  toy.allocate = () => 1;
  while (toy.stopped === undefined) gate.advance(9);
  assert.equal(formatRecording(recorder), text);
});

test("jumps to timeouts are not recorded", () => {
  let now = 0;
  mock.method(performance, "now", () => now);
  const live = new Live(undefined);
  const recorder = new Recorder(kHeader);
  const toy = new ToyKernel();
  toy.ready = 0;
  toy.timeouts = [1000, 5000, 9000];
  const gate = connect(toy, live, recorder);
  gate.advance(10); // finds out that nothing is ready
  for (; now < 20; now++) gate.advance(10);
  mock.restoreAll();
  assert.deepEqual(toy.timeouts, []);
  assert.equal(formatRecording(recorder).split("\n").length, 5); // the header and an empty end
});

test("a machine that waits says until when", () => {
  mock.method(performance, "now", () => 0);
  const toy = new ToyKernel();
  toy.ready = 0;
  toy.timeouts = [700];
  const gate = connect(toy, new Live(undefined));
  assert.equal(gate.advance(10), "ran");
  assert.deepEqual(gate.advance(10), { deadline: 700 });
  mock.restoreAll();
});

test("a full device gets the rest later, nothing lost", () => {
  let now = 0;
  mock.method(performance, "now", () => (now += 1));
  const toy = new ToyKernel();
  const live = new Live(undefined);
  const gate = connect(toy, live);
  toy.state = 1;
  live.push({ kind: "bytes", device: 0, bytes: new Uint8Array(1000) });
  let taken = 0;
  const input = toy.exports.kernel_input;
  toy.exports.kernel_input = (device, size) => {
    const fitted = input(device, size);
    taken += fitted;
    return fitted;
  };
  for (let turn = 0; turn < 5000; turn++) {
    toy.ready ||= 1;
    gate.advance(1);
  }
  mock.restoreAll();
  assert.equal(taken, 1000);
});

function failure(recording: Recording): MachineError {
  const { stopped } = replaySession(recording, 10);
  assert.ok(stopped?.kind === "error", JSON.stringify(stopped));
  return stopped.error;
}

test("a replay that goes another way says so instead of going on", () => {
  const { text } = liveSession(3, 300);
  const recording = parseRecording(text);
  const entries = recording.entries.map((entry) => ({ ...entry, after: 100_000 }));
  assert.match(failure({ ...recording, entries }).message, /went another way.*idle at dispatch/);
  assert.match(failure({ ...recording, readings: [] }).message, /readings of the precise clock/);
  assert.equal(failure({ ...recording, readings: [] }).failure, "bad-recording");
});

test("a power-off inside ends live and replay alike", () => {
  const recorder = new Recorder(kHeader);
  const live = new ToyKernel();
  live.powerOffAt = 3;
  live.ready = 5;
  const again = new ToyKernel();
  again.powerOffAt = 3;
  again.ready = 5;
  const liveGate = connect(live, new Live(undefined), recorder);
  while (live.stopped === undefined) liveGate.advance(100);
  const gate = connect(again, new Replay(parseRecording(formatRecording(recorder))));
  while (again.stopped === undefined) gate.advance(2);
  assert.deepEqual(again.stopped, { kind: "power", power: "halt", status: 3 });
  assert.deepEqual(again.history, live.history);
});

test("a recording that was cut off ends with its last input", () => {
  const whole = parseRecording(liveSession(11, 300).text);
  const cut = replaySession({ ...whole, entries: whole.entries.slice(0, 5) }, 3);
  assert.deepEqual(cut.stopped, { kind: "end" });
  assert.equal(cut.steps, whole.entries[4]?.step);
});

test("a trap of the kernel outside of a dispatch is a panic", () => {
  const toy = new ToyKernel();
  toy.exports.kernel_kill = () => {
    throw new Error("unreachable");
  };
  const live = new Live(undefined);
  const gate = connect(toy, live);
  live.push({ kind: "kill", task: 1 });
  gate.advance(5);
  assert.equal(toy.stopped?.kind, "panic");
});

test("a damaged recording names line and reason", () => {
  const { text } = liveSession(5, 50);
  const message = (damaged: string): string => {
    try {
      parseRecording(damaged);
    } catch (thrown) {
      assert.ok(thrown instanceof MachineError && thrown.failure === "bad-recording");
      return thrown.message;
    }
    return "accepted";
  };
  assert.match(message("hello"), /line 1: does not begin with/);
  assert.match(message(text.replace(/^seed/m, "sead")), /line 3: expected 'seed'/);
  assert.match(message(`${text}12 x clock\n`), /'x' is not a whole number/);
  assert.match(message(`${text}12 13 dance\n`), /unknown input 'dance'/);
  assert.equal(message(text), "accepted");
});

test("every byte survives the text form", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const recorder = new Recorder(kHeader);
  recorder.add({ time: 2, input: { kind: "bytes", device: 3, bytes } }, 1, false);
  assert.deepEqual(parseRecording(formatRecording(recorder)).entries, [{ step: 1, after: 1, time: 2, input: { kind: "bytes", device: 3, bytes } }]);
});
