// SPDX-License-Identifier: MIT
// One run of the machine, from the worker's start to its end: brings bundle and worker together, follows the
// phases of the start, and passes on what the machine does.
import { BootModel } from "../boot/BootModel.ts";
import type { FailureCause } from "../boot/failure.ts";
import { parseLogLine, type LogLine } from "../boot/logLine.ts";
import { formatBytes } from "../fallback/format.ts";
import type {
  PageMessage,
  PlaybackState,
  SessionFacts,
  TerminalSize,
  WorkerFailure,
  WorkerMessage,
  WorkerPhase,
} from "../../worker/protocol.ts";
import type { DownloadError } from "../start/download.ts";
import type { Preparation } from "../start/Preparation.ts";
import { MachineLink } from "./MachineLink.ts";

/// Why a machine that was ready does not run any more.
export type End =
  | { readonly kind: "halt"; readonly status: number }
  | { readonly kind: "reboot" }
  | { readonly kind: "panic"; readonly text: string }
  | { readonly kind: "broken"; readonly text: string };

export interface RunListener {
  /// Something about the start has changed.
  onBoot(model: BootModel): void;
  onLog(line: LogLine): void;
  onOutput(terminal: number, bytes: Uint8Array): void;
  onTaken(terminal: number, bytes: number): void;
  onRecords(records: ArrayBuffer): void;
  onEnd(end: End): void;
  /// The machine plays a session: see the messages of the same names in worker/protocol.ts.
  onSession(session: SessionFacts): void;
  onPosition(state: PlaybackState, time: number): void;
  onVerdict(difference: string): void;
  onRewound(): void;
  onSized(terminal: number, size: TerminalSize): void;
}

export interface RunOptions {
  /// The worker and the bundle on the way to it; may have begun long ago.
  readonly preparation: Preparation;
  /// Sizes of the terminals at the moment of the start.
  readonly sizes: () => TerminalSize[];
  readonly trace: () => boolean;
  /// The moment from which the reader waits, in the time of performance.now().
  readonly origin: number;
}

const kCheckEvery = 500; // milliseconds
const kCompilePhases: readonly WorkerFailure[] = ["bundle_damaged", "not_compiled", "no_webassembly"];

/// The script that downloads is another than this one, so its class of errors is not the same class here.
function downloadFailure(error: unknown): FailureCause {
  return (error as Partial<DownloadError> | null)?.failure ?? "internal";
}

export class Run {
  readonly model: BootModel;
  private readonly _options: RunOptions;
  private readonly _listener: RunListener;
  private readonly _link: MachineLink | null;
  private readonly _timer: number;
  private _over = false;
  private _now: number | null = null; // while told of something that happened before

  constructor(options: RunOptions, listener: RunListener) {
    this._options = options;
    this._listener = listener;
    this.model = new BootModel(() => this._now ?? performance.now(), options.origin);
    this._then(options.preparation.begun, () => {
      this.model.begin("page");
      this.model.begin("bundle");
    });
    this._link = this._connect();
    this._timer = window.setInterval(() => this._check(), kCheckEvery);
  }

  /// Begins to tell the listener. The machine boots as soon as it is prepared.
  start(): void {
    const { preparation, sizes, trace } = this._options;
    this._link?.listen(preparation);
    this.send({ kind: "start", sizes: sizes(), trace: trace() });
    void this._followBundle(preparation);
  }

  /// Null when the browser refused the worker.
  get link(): MachineLink | null {
    return this._link;
  }

  send(message: PageMessage): void {
    this._link?.send(message);
  }

  /// The first prompt is on the screen and takes a command.
  reachedPrompt(): void {
    if (this.model.readyAfter !== null) return;
    window.clearInterval(this._timer);
    for (const name of ["compile", "boot", "prompt"] as const) this.model.finish(name);
    this._tell();
  }

  /// Ends machine and worker; the listener hears nothing more.
  end(): void {
    this._over = true;
    window.clearInterval(this._timer);
    this._link?.end();
  }

  private _connect(): MachineLink | null {
    try {
      return new MachineLink(this._options.preparation, {
        onMessage: (message, at) => this._then(at, () => this._receive(message)),
        onBroken: (detail, alive, at) => this._then(at, () => this._break(detail, alive)),
      });
    } catch (error) {
      this.model.fail("page", "worker_blocked", error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  /// Acts as if it were `at`.
  private _then(at: number, act: () => void): void {
    this._now = at;
    act();
    this._now = null;
  }

  private async _followBundle(preparation: Preparation): Promise<void> {
    preparation.watch((received, total) => {
      const percent =
        total === null ? "" : ` of ${formatBytes(total)}, ${Math.floor((100 * received) / total)} %`;
      this.model.progress("bundle", formatBytes(received) + percent);
      this._tell();
    });
    try {
      const { bytes, at } = await preparation.bundle;
      this._then(at, () => {
        this.model.finish("bundle", formatBytes(bytes.byteLength));
        this.model.begin("compile");
      });
    } catch (error) {
      this.model.fail("bundle", downloadFailure(error), error instanceof Error ? error.message : String(error));
    }
    this._tell();
  }

  private _receive(message: WorkerMessage): void {
    if (this._over) return;
    switch (message.kind) {
      case "alive":
        this.model.finish("page");
        return this._tell();
      case "phase":
        return this._phase(message.phase);
      case "log":
        return this._log(message.text, message.uptime, message.elapsed);
      case "output":
        return this._output(message.terminal, message.bytes);
      case "taken":
        return this._listener.onTaken(message.terminal, message.bytes);
      case "records":
        this._listener.onRecords(message.records);
        return this.send({ kind: "read", bytes: message.records.byteLength });
      case "session":
        return this._listener.onSession(message.session);
      case "position":
        return this._listener.onPosition(message.state, message.time);
      case "verdict":
        return this._listener.onVerdict(message.difference);
      case "rewound":
        return this._listener.onRewound();
      case "sized":
        return this._listener.onSized(message.terminal, message.size);
      case "failed":
        return this._fail(message.failure, message.text);
      case "power":
        return this._end(
          message.power === "halt" ? { kind: "halt", status: message.status } : { kind: "reboot" },
        );
      case "panic":
        return this._end({ kind: "panic", text: message.text });
      default:
        return;
    }
  }

  private _phase(phase: WorkerPhase): void {
    const details = { unpack: "unpacking", compile: "compiling", boot: "" };
    if (phase === "boot") {
      this.model.finish("compile", "");
      this.model.begin("boot");
    } else {
      this.model.progress("compile", details[phase]);
    }
    this._tell();
  }

  private _log(text: string, uptime: number, elapsed: number): void {
    for (const line of text.split("\n")) {
      const entry = parseLogLine(line, uptime, elapsed);
      this.model.addLog(entry);
      this._listener.onLog(entry);
    }
    this._tell();
  }

  /// The first output of the first terminal ends the start of the servers: now it is the shell's turn.
  private _output(terminal: number, bytes: Uint8Array): void {
    if (terminal === 0 && this.model.phase("prompt").state === "waiting") {
      this.model.finish("boot");
      this.model.begin("prompt");
      this._tell();
    }
    this._listener.onOutput(terminal, bytes);
  }

  private _fail(failure: WorkerFailure, text: string): void {
    if (this.model.readyAfter !== null) return this._end({ kind: "broken", text });
    const compiling = this.model.phase("compile").state !== "done";
    const phase = failure === "no_webassembly" ? "page" : compiling ? "compile" : "boot";
    this.model.fail(kCompilePhases.includes(failure) && phase !== "page" ? "compile" : phase, failure, text);
    this._tell();
  }

  private _break(detail: string, alive: boolean): void {
    if (this._over) return;
    if (this.model.readyAfter !== null) return this._end({ kind: "broken", text: detail });
    if (alive) this.model.fail(this.model.current?.name ?? "boot", "internal", detail);
    else this.model.fail("page", "worker_blocked", detail);
    this._tell();
  }

  /// Before the prompt an end is a failure of the start, with the log beside it.
  private _end(end: End): void {
    if (this.model.readyAfter !== null || end.kind === "reboot") return this._listener.onEnd(end);
    const text = end.kind === "halt" ? `The machine was halted with status ${end.status}.` : end.text;
    this.model.fail(this.model.current?.name ?? "boot", "internal", text);
    this._tell();
  }

  private _check(): void {
    this.model.check();
    if (this.model.failure !== null) this._tell();
  }

  private _tell(): void {
    if (!this._over) this._listener.onBoot(this.model);
  }
}
