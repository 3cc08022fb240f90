// SPDX-License-Identifier: MIT
// The machine: kernel, tasks, devices and the gate, driven by the event loop of whoever owns it (a worker
// of the page, or Node). Load a Bundle, `await Machine.create(...)`, `start()`, then listen and type.
import type { Bundle } from "./Bundle.ts";
import { encodeText, engine, webAssembly } from "./Engine.ts";
import { Gate, type Size, type Source } from "./Gate.ts";
import { hostImports } from "./HostImports.ts";
import { Images } from "./Images.ts";
import { kCallInfoSize, kPhoneInfoSize, kTaskInfoSize } from "./Info.ts";
import { Kernel, type Stop } from "./Kernel.ts";
import { Live } from "./Live.ts";
import { MachineError } from "./MachineError.ts";
import type { Mark } from "./Marks.ts";
import type { MachineEvents, MachineOptions } from "./MachineOptions.ts";
import { Memories } from "./Memories.ts";
import { Outputs } from "./Outputs.ts";
import { Recorder } from "./Recorder.ts";
import { endAtMarker, type Header, type Recording } from "./Recording.ts";
import { formatRecording } from "./RecordingText.ts";
import { MemoryImage } from "./MemoryImage.ts";
import type { Replay } from "./Replay.ts";
import type { SavedMachine, Snapshot } from "./Snapshot.ts";
import { StateHash } from "./StateHash.ts";
import { Tasks } from "./Tasks.ts";
import { TraceReader } from "./TraceReader.ts";
import { Turns } from "./Turns.ts";

export type { Mark, MachineEvents, MachineOptions, Stop };

/// Started by the kernel, in this order; init starts all others.
export const kBootTasks = ["naming", "loader", "archive", "vfs", "init"] as const;
export const kKernelPath = "boot/kernel.wasm";
/// What must run before the first prompt; the rest is compiled while it boots.
const kFirst = /^(boot|srv)\/|^bin\/sh$/;

/// 32 bits are enough to be different, and a link has to carry them.
function randomSeed(): bigint {
  return BigInt.asUintN(32, engine.crypto.getRandomValues(new BigInt64Array(1))[0] ?? 0n);
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
  private readonly _taken: (terminal: number, bytes: number) => void;
  private readonly _replay: Replay | undefined;
  private _live: Live | undefined;
  private _source: Source;
  private readonly _recorder: Recorder | undefined;
  private readonly _turns: Turns;
  private readonly _logDecoder = new engine.TextDecoder();
  private _kernel!: Kernel;
  private _gate!: Gate;
  private _trace: TraceReader | undefined;
  private _logAt = 0n;
  private readonly _markWaiters: (() => void)[] = [];

  private constructor(options: MachineOptions, header: Header) {
    this._events = options.events;
    this._outputs = new Outputs(options.events);
    const wallTime = options.realTime === undefined ? header.realTime : undefined;
    this._taken = (terminal, bytes) => options.events.taken?.(terminal, bytes);
    this._replay = options.replay;
    this._live = options.replay === undefined ? new Live(wallTime, this._taken) : undefined;
    this._source = (this._live ?? this._replay) as Source;
    this._recorder = options.record === true ? new Recorder(header) : undefined;
    const until = (deadline: number): number => this._source.millisecondsUntil(deadline);
    this._turns = new Turns((quantum) => this._gate.advance(quantum), (waits) => this._endTurn(waits), until);
  }

  /// Compiles and links everything and makes the boot tasks; nothing runs before start().
  /// Throws MachineError: no-webassembly, missing-module, bad-module, no-memory, bad-recording or kernel.
  static async create(options: MachineOptions): Promise<Machine> {
    const { bundle } = options;
    const replay = options.replay?.recording;
    if (engine.WebAssembly === undefined) {
      throw new MachineError("no-webassembly", "WebAssembly is switched off or not supported by this engine");
    }
    if (replay !== undefined && replay.build !== bundle.build && options.replay?.lenient !== true) {
      const which = `recorded with build ${replay.build}, this is build ${bundle.build}`;
      throw new MachineError("bad-recording", `the recording does not fit: ${which}`);
    }
    const header: Header = replay ?? {
      build: bundle.build,
      seed: options.seed ?? randomSeed(),
      realTime: options.realTime ?? BigInt(Date.now()) * 1000n,
    };
    const machine = new Machine(options, header);
    await machine._load(bundle, header);
    return machine;
  }

  /// Begins to run; virtual time 0 is now. Returns at once: everything happens in later turns.
  start(): void {
    this._live?.start(this.uptime);
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

  /// Ends the replay as it stands: inputs are live from now on, and virtual time goes on as real time does.
  fork(): void {
    if (this._live !== undefined) return;
    this._goLive(this._replay?.recording.realTime);
    this._turns.wake();
  }

  /// A moment with a name, and with its state hash: an input that changes nothing. Resolves when it has passed.
  mark(name: string): Promise<void> {
    if (this._live === undefined || this.stopped !== undefined) return Promise.resolve();
    this._live.push({ kind: "marker", name, hash: "" });
    this._turns.wake();
    return new Promise((resolve) => this._markWaiters.push(resolve));
  }

  /// What a recording of the session up to this moment is, with its hash at the end; undefined if none is kept.
  async session(): Promise<Recording | undefined> {
    const recorder = this._recorder;
    if (recorder === undefined || this.stopped !== undefined) return recorder;
    await this.mark("");
    return endAtMarker(recorder);
  }

  /// Looks for something to do: what the source offers has changed.
  wake(): void {
    this._turns.wake();
  }

  /// Sizes of the terminals that somebody has looked at.
  get sizes(): ReadonlyMap<number, Size> {
    return this._gate.sizes;
  }

  /// Stops as an input between two dispatches, so that a recording ends exactly there; then event `stopped`.
  stop(): void {
    this._live?.push({ kind: "end", hash: "" });
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

  /// The recording up to this moment as a file, where its replay will stop; empty if none is kept.
  recordingText(): string {
    const recorder = this._recorder;
    if (recorder === undefined) return "";
    return formatRecording(this.stopped === undefined ? this._ended(recorder) : recorder);
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

  /// The whole machine as it is now, between two turns. `before`: an earlier snapshot, with which pages are shared.
  save(before?: Snapshot): Snapshot {
    return {
      step: this.dispatches,
      time: this.uptime,
      gate: this._gate.save(),
      kernel: MemoryImage.of(this._memories.view(0), before?.kernel),
      tasks: this._tasks.save(before?.tasks ?? []),
      images: this._images.save(),
      logAt: this._logAt,
      recorded: this._recorder?.save(),
      replayed: this._replay?.save(),
    };
  }

  /// Puts everything back as it was, forwards or backwards; a machine that had stopped can run again. The trace is
  /// read from its beginning, as far as the kernel still has it. Throws MachineError "no-memory".
  restore(snapshot: Snapshot): void {
    this._tasks.restore(snapshot.tasks);
    this._memories.growTo(0, snapshot.kernel.size);
    snapshot.kernel.restore(this._memories.view(0));
    this._images.restore(snapshot.images);
    this._gate.restore(snapshot.gate);
    this._logAt = snapshot.logAt;
    if (snapshot.recorded !== undefined) this._recorder?.restore(snapshot.recorded);
    if (snapshot.replayed !== undefined) this._replay?.restore(snapshot.replayed);
    this._kernel.stopped = undefined;
    this._trace?.rewind();
  }

  /// Becomes a machine that was saved, which goes on from there when it is started; its recording goes on, too. Throws
  /// MachineError "no-memory"; the machine is of no use then.
  become({ snapshot, recording, lastStep }: SavedMachine): void {
    this.restore(snapshot);
    this._recorder?.become(recording, lastStep);
    this._goLive(recording.realTime);
  }

  /// The executables of this machine.
  get images(): Images {
    return this._images;
  }

  private async _load(bundle: Bundle, header: Header): Promise<void> {
    const [module] = await Promise.all([compileKernel(bundle), this._images.precompile(bundle.executables(kFirst))]);
    void this._images.precompile(bundle.executables()); // what is compiled already is skipped
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
    this._gate = new Gate(this._kernel, this._source, header, this._recorder, {
      stateHash: () => this.stateHash(),
      resized: (terminal, size) => this._events.resized?.(terminal, size),
      marked: () => this._marked(),
    });
    for (const name of kBootTasks) this._bootTask(bundle, name);
    this._boot(header);
  }

  /// `realTime`: as in Live.
  private _goLive(realTime: bigint | undefined): void {
    this._live = new Live(realTime, this._taken);
    this._live.start(this.uptime);
    this._source = this._live;
    this._gate.use(this._live);
  }

  private _marked(): void {
    this._markWaiters.shift()?.();
  }

  /// As if the machine were stopped now.
  private _ended(recording: Recording): Recording {
    const input = { kind: "end", hash: this.stateHash() } as const;
    const end = { step: this.dispatches, after: this.dispatches - (recording.entries.at(-1)?.step ?? 0), time: this.uptime, input };
    return { ...recording, entries: [...recording.entries, end] };
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
  private _endTurn(waits: boolean): boolean {
    this._outputs.flush();
    this._readLog();
    this._readTrace();
    this._events.turned?.(waits);
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
