// SPDX-License-Identifier: MIT
// Carries facts from the machine into the inspector, and the user's wishes back.
import { parseInterfaces } from "../../page/fallback/interfaces.ts";
import type { InspectorSource, Unsubscribe } from "../../page/InspectorSource.ts";
import type { InspectorCore } from "./inspector_core.js";
import { withBytes, withTexts } from "./memory.ts";

const POLL_MILLISECONDS = 250;
// Sizes of the structs of kernel/abi.
const TRACE_RECORD = 64;
const TASK_INFO = 144;
const PHONE_INFO = 24;
const CALL_INFO = 64;

function equal(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((byte, i) => byte === b[i]);
}

export class Feed {
  private readonly _core: InspectorCore;
  private readonly _source: InspectorSource;
  private readonly _onNews: () => void;
  private readonly _subscriptions: Unsubscribe[] = [];
  private readonly _last = new Map<string, Uint8Array>();
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _polling = false;
  private _active = false;
  private _stopped = false;
  private _tracing = true;

  /** `onNews` is called after the inspector got something new. */
  constructor(core: InspectorCore, source: InspectorSource, onNews: () => void) {
    this._core = core;
    this._source = source;
    this._onNews = onNews;
  }

  /** Names first, so that no row appears without them. */
  async start(): Promise<void> {
    await this._deliverNames().catch(() => undefined); // without names, numbers are shown
    if (this._stopped) return;
    this._source.setTrace(true);
    this._subscriptions.push(
      this._source.onTrace((records) => this._deliverTrace(records)),
      this._source.onRestart(() => this._restart()),
    );
  }

  /** Only an active feed asks for snapshots; the trace goes on in any case. */
  setActive(active: boolean): void {
    this._active = active;
    clearTimeout(this._timer);
    if (!active) return;
    if (!this._tracing) this._source.setTrace(false); // the page switches it on when it shows the pane
    void this._poll();
  }

  /** After a frame: what the user asked for meanwhile. */
  carryWishes(): void {
    const victim = this._core._inspector_take_kill();
    if (victim !== 0) void this._source.kill(victim).then(() => this._poll(), () => undefined);
    const tracing = this._core._inspector_wants_trace() !== 0;
    if (tracing !== this._tracing) this._source.setTrace(tracing);
    this._tracing = tracing;
  }

  stop(): void {
    this._stopped = true;
    this._active = false;
    clearTimeout(this._timer);
    for (const unsubscribe of this._subscriptions) unsubscribe();
  }

  private async _deliverNames(): Promise<void> {
    for (const description of parseInterfaces(await this._source.interfaces())) {
      withTexts(this._core, [description.name], (name = 0) => this._core._inspector_interface(description.id, name));
      for (const method of description.methods) {
        const texts = [method.name, method.arguments, method.results];
        withTexts(this._core, texts, (name = 0, args = 0, results = 0) =>
          this._core._inspector_method(description.id, method.number, name, args, results),
        );
      }
    }
  }

  private _deliverTrace(records: ArrayBuffer): void {
    const count = Math.floor(records.byteLength / TRACE_RECORD);
    if (count === 0) return;
    withBytes(this._core, new Uint8Array(records), (address) => this._core._inspector_trace(address, count));
    this._onNews();
  }

  private _restart(): void {
    this._last.clear();
    this._core._inspector_restart();
    this._onNews();
  }

  private async _poll(): Promise<void> {
    if (this._polling || !this._active) return;
    this._polling = true;
    try {
      await this._request();
    } catch {
      // The machine has halted: what is on the screen stays, the next poll finds it again after a restart.
    }
    this._polling = false;
    clearTimeout(this._timer);
    if (this._active) this._timer = setTimeout(() => void this._poll(), POLL_MILLISECONDS);
  }

  private async _request(): Promise<void> {
    const core = this._core;
    this._deliver("tasks", await this._source.requestTasks(), TASK_INFO, (at, count) => core._inspector_tasks(at, count));
    const task = core._inspector_wanted_task();
    if (task === 0 || this._stopped) return;
    const [phones, calls] = await Promise.all([this._source.requestPhones(task), this._source.requestCalls(task)]);
    this._deliver(`phones ${task}`, phones, PHONE_INFO, (at, count) => core._inspector_phones(task, at, count));
    this._deliver(`calls ${task}`, calls, CALL_INFO, (at, count) => core._inspector_calls(task, at, count));
  }

  private _deliver(name: string, buffer: ArrayBuffer, size: number, use: (address: number, count: number) => void): void {
    const bytes = new Uint8Array(buffer);
    const slot = name.split(" ")[0] ?? name;
    const isNew = !equal(bytes, this._last.get(name));
    if (this._stopped) return;
    withBytes(this._core, bytes, (address) => use(address, Math.floor(bytes.length / size)));
    if (!isNew) return;
    for (const known of this._last.keys()) if (known.startsWith(slot)) this._last.delete(known);
    this._last.set(name, bytes.slice());
    this._onNews();
  }
}
