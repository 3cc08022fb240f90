// SPDX-License-Identifier: MIT
// One worker with one machine in it, as the page sees it: messages both ways, requests with answers, and an end.
import {
  asWorkerMessage,
  describeMessage,
  type AnswerValue,
  type PageMessage,
  type WorkerMessage,
} from "../../worker/protocol.ts";
import type { Preparation } from "../start/Preparation.ts";

/// `at` is when it happened, in the time of performance.now(): a worker may have begun before the page.
export interface LinkListener {
  onMessage(message: WorkerMessage, at: number): void;
  /// The worker's script could not be loaded, or threw, or spoke nonsense. `alive`: it had run before.
  onBroken(detail: string, alive: boolean, at: number): void;
}

/// What can be asked; the request number is the link's business.
export type Request =
  | { kind: "kill"; task: number }
  | { kind: "snapshot"; subject: "tasks" | "phones" | "calls"; task: number }
  | { kind: "interfaces" }
  | { kind: "recording" }
  | { kind: "share" };

interface Pending {
  readonly resolve: (value: AnswerValue) => void;
  readonly reject: (reason: Error) => void;
}

const kStopPatience = 400; // milliseconds for the worker to let go of its memories by itself

export class MachineLink {
  private readonly _worker: Worker;
  private readonly _listener: LinkListener;
  private readonly _pending = new Map<number, Pending>();
  private _nextRequest = 1;
  private _alive = false;
  private _ended = false;

  /// Throws when the browser has refused to make the worker.
  constructor(preparation: Preparation, listener: LinkListener) {
    if (preparation.worker === null) throw new Error(preparation.refusal);
    this._worker = preparation.worker;
    this._listener = listener;
  }

  /// Lets the listener hear what the worker has said and says. To be called once, when the owner is complete.
  listen(preparation: Preparation): void {
    preparation.listen({
      onMessage: (data, at) => this._receive(data, at),
      onError: (detail, at) => this._break(detail, at),
    });
  }

  send(message: PageMessage, transfer: Transferable[] = []): void {
    if (!this._ended) this._worker.postMessage(message, transfer);
  }

  /// Rejects with an Error when the machine cannot answer, or ends before it does.
  request(question: Request): Promise<AnswerValue> {
    if (this._ended) return Promise.reject(new Error("the machine has ended"));
    const request = this._nextRequest++;
    return new Promise((resolve, reject) => {
      this._pending.set(request, { resolve, reject });
      this.send({ ...question, request });
    });
  }

  /// Ends machine and worker; nothing is heard of them any more. A worker that ends by itself returns its
  /// memories at once, which matters because a browser has only some hundred of them.
  end(): void {
    if (this._ended) return;
    this.send({ kind: "stop" });
    this._ended = true;
    this._rejectAll("the machine was ended");
    const terminate = (): void => this._worker.terminate();
    const timer = window.setTimeout(terminate, kStopPatience);
    this._worker.addEventListener("message", (event: MessageEvent<unknown>) => {
      if (asWorkerMessage(event.data)?.kind !== "stopped") return;
      window.clearTimeout(timer);
      terminate();
    });
  }

  private _receive(data: unknown, at: number): void {
    if (this._ended) return;
    const message = asWorkerMessage(data);
    if (message === null) this._break(`The worker sent ${describeMessage(data)}, which is no message.`, at);
    else if (message.kind === "answer") this._settle(message.request)?.resolve(message.value);
    else if (message.kind === "refusal") this._settle(message.request)?.reject(new Error(message.reason));
    else this._pass(message, at);
  }

  private _pass(message: WorkerMessage, at: number): void {
    if (message.kind === "alive") this._alive = true;
    this._listener.onMessage(message, at);
  }

  private _settle(request: number): Pending | undefined {
    const pending = this._pending.get(request);
    this._pending.delete(request);
    return pending;
  }

  private _break(detail: string, at: number): void {
    if (this._ended) return;
    this._rejectAll(detail);
    this._listener.onBroken(detail, this._alive, at);
  }

  private _rejectAll(reason: string): void {
    for (const { reject } of this._pending.values()) reject(new Error(reason));
    this._pending.clear();
  }
}
