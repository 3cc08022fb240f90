// SPDX-License-Identifier: MIT
// Connects one machine to the page: messages become inputs, what the machine does becomes messages.
import { decodeTasks } from "../machine/Info.ts";
import { Bundle } from "../machine/Bundle.ts";
import { Machine, type Stop } from "../machine/Machine.ts";
import type { MachineError, FailureCause } from "../machine/MachineError.ts";
import { OutputWindow } from "./OutputWindow.ts";
import type * as PlaybackModule from "./playback.ts";
import type { Stage } from "./Stage.ts";
import {
  kMaxUnread,
  kTerminalCount,
  type AnswerValue,
  type PageMessage,
  type SnapshotSubject,
  type TerminalSize,
  type WorkerFailure,
  type WorkerMessage,
} from "./protocol.ts";

export type Post = (message: WorkerMessage, transfer?: Transferable[]) => void;

const kInterfacesPath = "etc/interfaces.json";

const kFailures: Record<FailureCause, WorkerFailure> = {
  "no-webassembly": "no_webassembly",
  "damaged-bundle": "bundle_damaged",
  "missing-module": "bundle_damaged",
  "bad-module": "not_compiled",
  "no-memory": "out_of_memory",
  "bad-recording": "bad_session",
  kernel: "internal",
};

/// Also one that was thrown by the script playback.js, whose class is not the same class here.
function isMachineError(thrown: unknown): thrown is MachineError {
  return thrown instanceof Error && thrown.name === "MachineError" && "failure" in thrown;
}

/// Why the machine cannot run, as a message.
export function failureOf(thrown: unknown): WorkerMessage {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const failure = isMachineError(thrown) ? kFailures[thrown.failure] : "internal";
  return { kind: "failed", failure: thrown instanceof RangeError ? "out_of_memory" : failure, text };
}

/// Most visitors neither share a session nor play one, so what that takes is loaded when somebody does.
async function loadPlayback(): Promise<typeof PlaybackModule> {
  return (await import(new URL("playback.js", import.meta.url).href)) as typeof PlaybackModule;
}

type Question = Extract<PageMessage, { request: number }>;

export class Session {
  private readonly _post: Post;
  private readonly _window: OutputWindow;
  private readonly _sizes: TerminalSize[] = Array.from({ length: kTerminalCount }, () => ({
    columns: 80,
    rows: 24,
  }));
  private _machine: Machine | null = null;
  private _bundle: Bundle | null = null;
  private _stage: Stage | null = null; // when the machine plays a session
  private _wanted: { trace: boolean } | null = null; // what `start` said
  private readonly _early: PageMessage[] = [];
  private _origin = 0;
  private _bootedAt = 0;
  private _logRest = "";
  private _unread = 0; // bytes of trace records
  private _over = false;

  constructor(post: Post) {
    this._post = post;
    this._window = new OutputWindow(
      () => this._machine?.hold(),
      () => this._machine?.release(),
    );
  }

  /// Acts on a message of the page. What comes before machine and `start` are there waits for both.
  receive(message: PageMessage): void {
    if (this._over) return;
    if (message.kind === "bundle") void this._prepare(message.bundle, message.session);
    else if (message.kind === "start") this._start(message.sizes, message.trace);
    else if (message.kind === "stop") this._stop();
    else if (message.kind === "shown") this._window.shown(message.terminal, message.bytes);
    else if (message.kind === "read") this._unread -= message.bytes;
    else if (this._machine === null || this._wanted === null) this._early.push(message);
    else this._act(this._machine, message);
  }

  private async _prepare(bytes: ArrayBuffer, session: string): Promise<void> {
    this._origin = performance.now();
    try {
      this._phase("unpack");
      this._bundle = Bundle.open(new Uint8Array(bytes));
      if (this._bundle.archive.buffer !== bytes) free(bytes); // a tar that came unpacked is the archive itself
      this._phase("compile");
      this._stage = await this._openStage(session, this._bundle.build);
      const machine = await this._createMachine(this._bundle);
      if (!this._over) this._run(machine);
    } catch (thrown) {
      this._post(failureOf(thrown));
    }
  }

  private _start(sizes: TerminalSize[], trace: boolean): void {
    sizes.forEach((size, terminal) => (this._sizes[terminal] = size));
    this._wanted = { trace };
    if (this._machine !== null) this._attach(this._machine, trace);
  }

  private async _openStage(session: string, build: string): Promise<Stage | null> {
    if (session === "") return null;
    const show = (terminal: number, bytes: Uint8Array): void => this._output(terminal, bytes);
    const { Stage, unpackSession } = await loadPlayback();
    return new Stage(await unpackSession(session), build, this._post, show);
  }

  private _createMachine(bundle: Bundle): Promise<Machine> {
    const stage = this._stage;
    const events = {
      output: (terminal: number, bytes: Uint8Array) => this._output(terminal, bytes),
      taken: (terminal: number, bytes: number) => this._post({ kind: "taken", terminal, bytes }),
      log: (text: string) => this._log(text),
      trace: (records: Uint8Array) => this._records(records),
      stopped: (stop: Stop) => this._stopped(stop),
      ...stage?.events,
    };
    return Machine.create({ bundle, events, record: true, ...(stage === null ? {} : { replay: stage.player }) });
  }

  /// The servers start while the page still makes its terminals. Nobody has said yet whether the trace is wanted,
  /// and what is not recorded now cannot be shown later.
  private _run(machine: Machine): void {
    this._phase("boot");
    this._machine = machine;
    this._bootedAt = performance.now();
    machine.trace(1);
    if (this._wanted !== null) this._attach(machine, this._wanted.trace);
    if (this._stage === null) machine.start();
    else this._stage.start(machine);
  }

  /// The page is there: somebody looks at the first terminal, and it has a size.
  private _attach(machine: Machine, trace: boolean): void {
    if (!trace) machine.trace(0);
    this._open(machine, 0);
    for (const message of this._early.splice(0)) this._act(machine, message);
  }

  private _act(machine: Machine, message: PageMessage): void {
    if (this._stage?.act(message) === true) return;
    switch (message.kind) {
      case "input":
        return machine.input(message.terminal, message.bytes);
      case "resize":
        this._sizes[message.terminal] = message.size;
        return machine.resize(message.terminal, message.size.columns, message.size.rows);
      case "open":
        return this._open(machine, message.terminal);
      case "trace":
        return machine.trace(message.on ? 1 : 0);
      case "kill":
      case "snapshot":
      case "interfaces":
      case "recording":
      case "share":
        return void this._reply(machine, message);
      case "marker":
        return void machine.mark(message.name);
      default:
        return;
    }
  }

  private _open(machine: Machine, terminal: number): void {
    const { columns, rows } = this._sizes[terminal] as TerminalSize;
    machine.open(terminal, columns, rows);
  }

  private async _reply(machine: Machine, question: Question): Promise<void> {
    const { request } = question;
    try {
      const value = question.kind === "share" ? await this._share(machine) : this._answer(machine, question);
      this._post({ kind: "answer", request, value }, value instanceof ArrayBuffer ? [value] : []);
    } catch (thrown) {
      this._post({
        kind: "refusal",
        request,
        reason: thrown instanceof Error ? thrown.message : String(thrown),
      });
    }
  }

  private async _share(machine: Machine): Promise<string> {
    if (this._stage !== null && !this._stage.isLeft) throw new Error("it plays a session, which has a link already");
    const session = await machine.session();
    if (session === undefined) throw new Error("it keeps no recording");
    return (await loadPlayback()).packSession(session);
  }

  private _answer(machine: Machine, question: Exclude<Question, { kind: "share" }>): AnswerValue {
    switch (question.kind) {
      case "snapshot":
        return this._snapshot(machine, question.subject, question.task);
      case "kill":
        return this._kill(machine, question.task);
      case "interfaces":
        return new TextDecoder().decode(this._bundle?.file(kInterfacesPath) ?? new Uint8Array());
      case "recording":
        return machine.recordingText();
    }
  }

  private _snapshot(machine: Machine, subject: SnapshotSubject, task: number): ArrayBuffer {
    const read = {
      tasks: () => machine.readTasks(),
      phones: () => machine.readPhones(task),
      calls: () => machine.readCalls(task),
    };
    return copyOf(read[subject]());
  }

  /// The kill is an input and happens a little later; whether there is such a task is known now.
  private _kill(machine: Machine, task: number): boolean {
    const exists = decodeTasks(machine.readTasks()).some(({ id }) => id === task);
    if (exists) machine.kill(task);
    return exists;
  }

  private _output(terminal: number, bytes: Uint8Array): void {
    this._window.sent(terminal, bytes.length);
    this._post({ kind: "output", terminal, bytes });
  }

  private _records(records: Uint8Array): void {
    if (this._stage?.isPreparing === true) return;
    if (this._unread > kMaxUnread) return;
    this._unread += records.byteLength;
    const buffer = copyOf(records);
    this._post({ kind: "records", records: buffer }, [buffer]);
  }

  /// Only whole lines are passed on.
  private _log(text: string): void {
    if (this._stage?.repeats === true) return;
    const all = this._logRest + text;
    const end = all.lastIndexOf("\n");
    this._logRest = all.slice(end + 1);
    if (end < 0) return;
    const uptime = this._machine?.uptime ?? 0;
    this._post({ kind: "log", text: all.slice(0, end), uptime, elapsed: performance.now() - this._bootedAt });
  }

  private _stopped(stop: Stop): void {
    if (stop.kind === "power") this._post({ kind: "power", power: stop.power, status: stop.status });
    else if (stop.kind === "panic") this._post({ kind: "panic", text: stop.text });
    else if (stop.kind === "error") this._post(failureOf(stop.error));
  }

  /// Lets go of everything: the memories of the machine are freed with the worker.
  private _stop(): void {
    this._over = true;
    this._machine?.hold();
    this._machine = null;
    this._post({ kind: "stopped" });
  }

  private _phase(phase: "unpack" | "compile" | "boot"): void {
    this._post({ kind: "phase", phase, elapsed: performance.now() - this._origin });
  }
}

/// Memory that is not needed any more, before the next collection of garbage, which a quiet machine puts off.
function free(bytes: ArrayBuffer): void {
  (bytes as { transfer?(size: number): unknown }).transfer?.(0); // not in every browser
}

/// The bytes as a buffer of their own, without a copy where they already are one.
function copyOf(bytes: Uint8Array): ArrayBuffer {
  const { buffer } = bytes;
  const whole = buffer instanceof ArrayBuffer && bytes.byteLength === buffer.byteLength;
  return whole ? buffer : (bytes.slice().buffer as ArrayBuffer);
}
