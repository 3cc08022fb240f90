// SPDX-License-Identifier: MIT
// The inspector as tables: for browsers without WebGL2, and for readers who want text.
import { decodeTasks } from "../../machine/Info.ts";
import { atMostEvery } from "../dom.ts";
import type { InspectorHandle, InspectorSource, InspectorView, Unsubscribe } from "../InspectorSource.ts";
import { CallModel } from "./CallModel.ts";
import { CallsView } from "./CallsView.ts";
import { parseInterfaces } from "./interfaces.ts";
import { LadderView } from "./LadderView.ts";
import { Names } from "./Names.ts";
import { TasksView } from "./TasksView.ts";
import { readRecords, TraceKind, type TraceRecord } from "./TraceRecord.ts";
import { ViolationLog } from "./ViolationLog.ts";
import { ViolationsView } from "./ViolationsView.ts";

const kTasksEvery = 1000; // milliseconds
const kCallsEvery = 250;

export class FallbackView implements InspectorHandle {
  private readonly _source: InspectorSource;
  private readonly _names = new Names();
  private readonly _model = new CallModel();
  private readonly _log = new ViolationLog();
  private readonly _tasks: TasksView;
  private readonly _calls: CallsView;
  private readonly _ladder: LadderView;
  private readonly _violations: ViolationsView;
  private readonly _container: HTMLElement;
  private readonly _ends: Unsubscribe[];
  private readonly _showCalls = atMostEvery(kCallsEvery, () => this._refreshCalls());
  private readonly _timer: number;
  private _visible = true;

  constructor(container: HTMLElement, source: InspectorSource) {
    this._source = source;
    this._container = container;
    this._tasks = new TasksView(source, this._names);
    this._ladder = new LadderView(this._model, this._names, () => this._pick(null));
    this._calls = new CallsView(this._model, this._names, (call) => this._pick(call));
    this._violations = new ViolationsView(this._log, this._names, (call) => this._pick(call));
    container.replaceChildren(
      ...[this._tasks, this._calls, this._ladder, this._violations].map(({ element }) => element),
    );
    this._ends = [
      source.onTrace((records) => this._addRecords(readRecords(records))),
      source.onRestart(() => this._restart()),
    ];
    this._timer = window.setInterval(() => this._refreshTasks(), kTasksEvery);
    this._readNames();
    this._refreshTasks();
  }

  setTheme(): void {
    // The style sheet follows the page by itself.
  }

  setVisible(visible: boolean): void {
    this._visible = visible;
    if (!visible) return;
    this._refreshTasks();
    this._refreshCalls();
  }

  /// All tables are on one page: the one that says most about the view comes into sight.
  show(view: InspectorView, filter: string | null): void {
    if (filter !== null) this._calls.setFilter(filter);
    const shown = view === "tasks" || view === "board" ? this._tasks : view === "ladder" ? this._ladder : this._calls;
    shown.element.scrollIntoView({ block: "nearest" });
  }

  stop(): void {
    for (const end of this._ends) end();
    window.clearInterval(this._timer);
    this._container.replaceChildren();
  }

  /// New tasks are asked for by name at once: a short one may be gone a second later.
  private _addRecords(records: readonly TraceRecord[]): void {
    this._model.add(records);
    this._log.add(records);
    const fresh = records.some(
      ({ kind, target }) => kind === TraceKind.taskCreated && !this._names.knowsTask(target),
    );
    if (fresh) void this._learnTasks();
    this._showCalls();
  }

  private async _learnTasks(): Promise<void> {
    try {
      this._names.setTasks(decodeTasks(new Uint8Array(await this._source.requestTasks())));
      this._showCalls();
    } catch {
      // The machine has ended; its successor will be asked.
    }
  }

  private _restart(): void {
    this._model.clear();
    this._log.clear();
    this._names.forgetTasks();
    this._tasks.clear();
    this._pick(null);
    this._refreshCalls();
  }

  private _pick(call: number | null): void {
    this._calls.pick(call);
    this._ladder.show(call);
    if (call !== null) this._ladder.element.scrollIntoView({ block: "nearest" });
  }

  private _readNames(): void {
    const learn = async (): Promise<void> =>
      this._names.setInterfaces(parseInterfaces(await this._source.interfaces()));
    learn().then(this._showCalls, (error: unknown) =>
      console.warn("The names of methods could not be read.", error),
    );
  }

  private _refreshTasks(): void {
    if (!this._visible || document.hidden) return;
    this._tasks.refresh().catch(() => undefined); // no machine: the last facts stay
  }

  private _refreshCalls(): void {
    if (!this._visible) return;
    this._calls.refresh();
    this._ladder.refresh();
    this._violations.refresh();
  }
}
