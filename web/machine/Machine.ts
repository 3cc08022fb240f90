// SPDX-License-Identifier: MIT
// The machine: kernel, tasks, devices and the gate, driven by the event loop of whoever owns it (a worker
// of the page, or Node). Load a Bundle, `await Machine.create(...)`, `start()`, then listen and type.
import type { Bundle } from "./Bundle.ts";
import { encodeText, engine, webAssembly } from "./Engine.ts";
import { Gate, type Source } from "./Gate.ts";
import { hostImports } from "./HostImports.ts";
import { Images } from "./Images.ts";
import { kCallInfoSize, kPhoneInfoSize, kTaskInfoSize } from "./Info.ts";
import { Kernel, type Stop } from "./Kernel.ts";
import { Live } from "./Live.ts";
import { MachineError } from "./MachineError.ts";
import type { Mark } from "./Marks.ts";
import { Memories } from "./Memories.ts";
import { Outputs } from "./Outputs.ts";
import { Recorder, type Header, type Recording } from "./Recording.ts";
import { Replay } from "./Replay.ts";
import { StateHash } from "./StateHash.ts";
import { Tasks } from "./Tasks.ts";
import { TraceReader } from "./TraceReader.ts";
import { Turns } from "./Turns.ts";

export type { Mark, Stop };

/// Called between dispatches, in the order in which things happened. Every array is the receiver's own.
export interface MachineEvents {
  /// Bytes that a terminal shows, prompt marks (OSC 133) included.
  output?(terminal: number, bytes: Uint8Array): void;
  /// A prompt mark, after the output that ends with it.
  mark?(terminal: number, mark: Mark): void;
  /// So many bytes of input() have reached the terminal's device.
  taken?(terminal: number, bytes: number): void;
  /// Once: the first prompt accepts a command.
  ready?(): void;
  /// New text of the kernel log.
  log?(text: string): void;
  /// Records of 64 bytes (kernel/abi/trace.hpp), and how many were lost before them. Only while tracing.
  trace?(records: Uint8Array, lost: number): void;
  /// Once, last: the machine does not run any more, and why.
  stopped?(stop: Stop): void;
}

export interface MachineOptions {
  readonly bundle: Bundle;
  readonly events: MachineEvents;
  /// Seed of all randomness inside; default: from the engine's source of randomness.
  readonly seed?: bigint;
  /// Microseconds since 1970 at boot; default: now, and then it follows the wall clock.
  readonly realTime?: bigint;
  /// Keep a recording; see recorder().
  readonly record?: boolean;
  /// Run this recording instead of live inputs; input(), resize() and the like then do nothing.
  readonly replay?: Recording;
}

/// Started by the kernel, in this order; init starts all others.
export const kBootTasks = ["naming", "loader", "archive", "vfs", "init"] as const;
export const kKernelPath = "boot/kernel.wasm";
/// What must run before the first prompt; the rest is compiled while it boots.
const kFirst = /^(boot|srv)\/|^bin\/sh$/;

function randomSeed(): bigint {
  return engine.crypto.getRandomValues(new BigInt64Array(1))[0] ?? 0n;
}

async function compileKernel(bundle: Bundle) {
  const bytes = bundle.require(kKernelPath);
  try {
    return await webAssembly().compile(bytes);
  } catch (thrown) {
    throw new MachineError("bad-module", `${kKernelPath} is not a WebAssembly module: ${String(thrown)}`);
  }
}

export class Machine {
  private readonly _memories = new Memories();
  private readonly _images = new Images();
  private readonly _tasks = new Tasks(this._memories);
  private readonly _outputs: Outputs;
  private readonly _events: MachineEvents;
  private readonly _live: Live | undefined;
  private readonly _recorder: Recorder | undefined;
  private readonly _turns: Turns;
  private readonly _logDecoder = new engine.TextDecoder();
  private _kernel!: Kernel;
  private _gate!: Gate;
  private _trace: TraceReader | undefined;
  private _logAt = 0n;

  private constructor(options: MachineOptions, header: Header) {
    this._events = options.events;
    this._outputs = new Outputs(options.events);
    const wallTime = options.realTime === undefined ? header.realTime : undefined;
    const taken = (terminal: number, bytes: number): void => options.events.taken?.(terminal, bytes);
    this._live = options.replay ? undefined : new Live(wallTime, taken);
    this._recorder = options.record === true ? new Recorder(header) : undefined;
    const deadlineIn = (deadline: number): number => (deadline - (this._live?.now() ?? 0)) / 1000;
    this._turns = new Turns((quantum) => this._gate.advance(quantum), () => this._endTurn(), deadlineIn);
  }

  /// Compiles and links everything and makes the boot tasks; nothing runs before start().
  /// Throws MachineError: no-webassembly, missing-module, bad-module, no-memory, bad-recording or kernel.
  static async create(options: MachineOptions): Promise<Machine> {
    const { bundle, replay } = options;
    if (engine.WebAssembly === undefined) {
      throw new MachineError("no-webassembly", "WebAssembly is switched off or not supported by this engine");
    }
    if (replay !== undefined && replay.build !== bundle.build) {
      const which = `recorded with build ${replay.build}, this is build ${bundle.build}`;
      throw new MachineError("bad-recording", `the recording does not fit: ${which}`);
    }
    const header: Header = replay ?? {
      build: bundle.build,
      seed: options.seed ?? randomSeed(),
      realTime: options.realTime ?? BigInt(Date.now()) * 1000n,
    };
    const machine = new Machine(options, header);
    await machine._load(bundle, header, replay);
    return machine;
  }

  /// Begins to run; virtual time 0 is now. Returns at once: everything happens in later turns.
  start(): void {
    this._live?.start();
    this._turns.start();
  }

  /// Bytes typed at a terminal. What the device cannot take yet waits here.
  input(terminal: number, bytes: Uint8Array): void {
    this._live?.push({ kind: "bytes", device: terminal, bytes: bytes.slice() });
    this._turns.wake();
  }

  /// Somebody looks at a terminal for the first time; a shell appears on it.
  open(terminal: number, columns: number, rows: number): void {
    this._live?.push({ kind: "open", device: terminal, columns, rows });
    this._turns.wake();
  }

  resize(terminal: number, columns: number, rows: number): void {
    this._live?.push({ kind: "size", device: terminal, columns, rows });
    this._turns.wake();
  }

  /// Ends a task by id, from outside.
  kill(task: number): void {
    this._live?.push({ kind: "kill", task });
    this._turns.wake();
  }

  /// Switches the trace: 0 is off, 1 on; see TraceMask. It is an input as well: tasks can see whether it is on.
  /// A replay switches it as recorded; there, this only chooses whether the trace event is called.
  trace(mask: number): void {
    this._readTrace();
    this._trace = mask === 0 ? undefined : (this._trace ?? new TraceReader(this._kernel, this._memories));
    if (this._live === undefined) this._kernel.exports.kernel_trace(mask);
    this._live?.push({ kind: "trace", mask });
    this._turns.wake();
  }

  /// Stops as an input between two dispatches, so that a recording ends exactly there; then event `stopped`.
  stop(): void {
    this._live?.push({ kind: "end" });
    this._turns.wake();
  }

  /// While held nothing is dispatched, for readers that cannot keep up with the output. Not an input:
  /// the machine only sees that time has passed.
  hold(): void {
    this._turns.hold();
  }

  release(): void {
    this._turns.release();
  }

  /// abi::TaskInfo structs of all tasks; decodeTasks() in Info.ts reads them.
  readTasks(): Uint8Array {
    return this._kernel.taken(this._kernel.exports.kernel_tasks() * kTaskInfoSize);
  }

  /// abi::PhoneInfo structs of a task; empty when there is no such task.
  readPhones(task: number): Uint8Array {
    return this._kernel.taken(this._kernel.exports.kernel_phones(task) * kPhoneInfoSize);
  }

  /// abi::CallInfo structs of the calls in a task's queues.
  readCalls(task: number): Uint8Array {
    return this._kernel.taken(this._kernel.exports.kernel_calls(task) * kCallInfoSize);
  }

  /// The bytes of a task's memory now, for a display that reads it in place; valid until control returns.
  memory(slot: number): Uint8Array {
    return this._memories.view(slot);
  }

  /// Logical time: how many dispatches there were.
  get dispatches(): number {
    return this._kernel.dispatches();
  }

  /// Virtual microseconds since boot.
  get uptime(): number {
    return this._gate.time;
  }

  get stopped(): Stop | undefined {
    return this._kernel.stopped;
  }

  /// The recording up to this moment, where its replay will stop; empty if none is kept.
  recordingText(): string {
    const text = this._recorder?.text() ?? "";
    return text === "" || this.stopped !== undefined ? text : `${text}${this.dispatches} ${this.uptime} end\n`;
  }

  /// The recording so far, if one is kept.
  get recorder(): Recorder | undefined {
    return this._recorder;
  }

  /// Hash over all task memories, their exported globals and all kernel objects: equal for equal histories.
  stateHash(): string {
    const hash = new StateHash().wide(this._kernel.exports.kernel_hash());
    for (const slot of this._tasks.slots()) {
      hash.word(slot).bytes(this._memories.view(slot));
      for (const value of this._tasks.globals(slot)) hash.wide(value);
    }
    return hash.text();
  }

  private async _load(bundle: Bundle, header: Header, replay: Recording | undefined): Promise<void> {
    const [module] = await Promise.all([compileKernel(bundle), this._images.precompile(bundle.executables(kFirst))]);
    void this._images.precompile(bundle.executables()); // what is compiled already is skipped
    const source: Source = this._live ?? new Replay(replay as Recording);
    const host = hostImports({
      memories: this._memories,
      images: this._images,
      tasks: this._tasks,
      archive: bundle.archive,
      gate: () => this._gate,
      output: (device, bytes) => this._outputs.add(device, bytes),
      stop: (stop) => (this._kernel.stopped ??= stop),
    });
    this._kernel = new Kernel(module, { host }, this._memories, this._tasks);
    this._tasks.connect(this._kernel);
    this._gate = new Gate(this._kernel, source, header, this._recorder);
    for (const name of kBootTasks) this._bootTask(bundle, name);
    this._boot(header);
  }

  private _bootTask(bundle: Bundle, name: string): void {
    const path = `boot/${name}`;
    const image = this._images.create(bundle.require(path));
    if (image < 0) throw new MachineError("bad-module", `${path} is not an executable of this machine`);
    const result = this._kernel.exports.kernel_boot_image(this._kernel.fill(encodeText(name)), image);
    if (result < 0) throw new MachineError("kernel", `the kernel refuses ${path} (error ${-result})`);
  }

  private _boot(header: Header): void {
    const result = this._kernel.exports.kernel_boot(header.realTime, BigInt.asIntN(64, header.seed));
    if (result < 0) throw new MachineError("kernel", `the kernel does not boot (error ${-result})`);
  }

  /// Tells the listeners what the turn has brought. True when there will be no other turn.
  private _endTurn(): boolean {
    this._outputs.flush();
    this._readLog();
    this._readTrace();
    const stop = this._kernel.stopped;
    if (stop !== undefined) this._events.stopped?.(stop);
    return stop !== undefined;
  }

  private _readTrace(): void {
    const batch = this._trace?.read();
    if (batch !== undefined) this._events.trace?.(batch.records, batch.lost);
  }

  private _readLog(): void {
    if (this._events.log === undefined) return;
    const size = this._kernel.exports.kernel_log_text(this._logAt);
    if (size === 0) return;
    this._logAt += BigInt(size);
    this._events.log(this._logDecoder.decode(this._kernel.taken(size), { stream: true }));
  }
}
