// SPDX-License-Identifier: MIT
// The machine as inspectors see it. It outlives restarts: behind it is always the machine of now.
import type { AnswerValue } from "../../worker/protocol.ts";
import type { InspectorSource, Unsubscribe } from "../InspectorSource.ts";
import type { MachineLink, Request } from "./MachineLink.ts";
import { TraceHistory, type TraceCallback } from "./TraceHistory.ts";

function asBuffer(value: AnswerValue): ArrayBuffer {
  if (value instanceof ArrayBuffer) return value;
  throw new Error("the machine answered with something else than structs");
}

export class MachineSource implements InspectorSource {
  private readonly _history = new TraceHistory();
  private readonly _restarts = new Set<() => void>();
  private _link: MachineLink | null = null;
  private _trace = false; // an inspector wants it
  private _held = false; // the page itself needs it

  /// Whether the trace is on, for the start of the next machine.
  get trace(): boolean {
    return this._trace || this._held;
  }

  /// A machine begins.
  connect(link: MachineLink): void {
    this._link = link;
    this.rewound();
  }

  /// The machine was put back: what was traced is void.
  rewound(): void {
    this._history.clear();
    for (const callback of this._restarts) callback();
  }

  /// Records came from the machine.
  addRecords(records: ArrayBuffer): void {
    this._history.add(records);
  }

  onTrace(callback: TraceCallback): Unsubscribe {
    return this._history.subscribe(callback);
  }

  onRestart(callback: () => void): Unsubscribe {
    this._restarts.add(callback);
    return () => void this._restarts.delete(callback);
  }

  setTrace(on: boolean): void {
    this._switch(() => (this._trace = on));
  }

  /// As long as the trace is held it is on, whatever the inspectors want.
  holdTrace(on: boolean): void {
    this._switch(() => (this._held = on));
  }

  async requestTasks(): Promise<ArrayBuffer> {
    return asBuffer(await this._ask({ kind: "snapshot", subject: "tasks", task: 0 }));
  }

  async requestPhones(task: number): Promise<ArrayBuffer> {
    return asBuffer(await this._ask({ kind: "snapshot", subject: "phones", task }));
  }

  async requestCalls(task: number): Promise<ArrayBuffer> {
    return asBuffer(await this._ask({ kind: "snapshot", subject: "calls", task }));
  }

  async kill(task: number): Promise<boolean> {
    return (await this._ask({ kind: "kill", task })) === true;
  }

  async interfaces(): Promise<string> {
    return String(await this._ask({ kind: "interfaces" }));
  }

  /// The inputs of the session so far, as text.
  async recording(): Promise<string> {
    return String(await this._ask({ kind: "recording" }));
  }

  /// The session so far, packed for a link.
  async session(): Promise<string> {
    return String(await this._ask({ kind: "share" }));
  }

  private _switch(change: () => void): void {
    const before = this.trace;
    change();
    if (this.trace !== before) this._link?.send({ kind: "trace", on: this.trace });
  }

  private _ask(request: Request): Promise<AnswerValue> {
    return this._link?.request(request) ?? Promise.reject(new Error("there is no machine yet"));
  }
}
