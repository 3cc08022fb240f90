// SPDX-License-Identifier: MIT
// What the kernel tells of the machine while a lesson is open: calls and tasks of the trace, figures of snapshots. Nothing
// here has seen a terminal.
import { decodeTasks, type TaskInfo } from "../../machine/Info.ts";
import { CallModel, type Call } from "../fallback/CallModel.ts";
import { parseInterfaces } from "../fallback/interfaces.ts";
import { Names } from "../fallback/Names.ts";
import { readRecords, taskNameIn, TraceKind, type TraceRecord } from "../fallback/TraceRecord.ts";
import type { Facts } from "../filter/fields.ts";
import type { InspectorSource, Unsubscribe } from "../InspectorSource.ts";

export interface TaskFact {
  readonly id: number;
  readonly name: string;
  /// Number of the trace record; 0: before the trace.
  readonly born: number;
  /// Null while it lives.
  died: number | null;
  /// It did not end by itself.
  faulted: boolean;
}

const kPollEvery = 400; // milliseconds between snapshots
const kMostCalls = 50_000;
const kFaulted = 4; // of abi::TaskState
const kMostTasks = 5000; // the dead included

export class LessonFacts implements Facts {
  readonly model = new CallModel(kMostCalls);
  readonly names = new Names();
  private readonly _source: InspectorSource;
  private readonly _onNews: () => void;
  private readonly _ends: Unsubscribe[];
  private readonly _tasks = new Map<number, TaskFact>();
  private readonly _dead: TaskFact[] = [];
  private _figures: readonly TaskInfo[] = [];
  private _last = 0;
  private _restarts = 0;
  private _timer: number | undefined;

  /// `onNews` is called after something has changed.
  constructor(source: InspectorSource, onNews: () => void) {
    this._source = source;
    this._onNews = onNews;
    this._ends = [
      source.onTrace((records) => this._add(readRecords(records))),
      source.onRestart(() => this._restart()),
    ];
    void this._readNames();
    void this._poll();
  }

  /// Number of the latest record: what comes later is new.
  get now(): number {
    return this._last;
  }

  /// Counts the machines; a number of a record means nothing in the next one.
  get restarts(): number {
    return this._restarts;
  }

  /// The tasks of that name, the dead ones first.
  tasksNamed(name: string): TaskFact[] {
    return [...this._dead, ...this._tasks.values()].filter((task) => task.name === name);
  }

  /// Figures of the living tasks of that name, as the last snapshot has them.
  figuresOf(name: string): readonly TaskInfo[] {
    return this._figures.filter((task) => task.name === name);
  }

  /// Calls that were sent after the record `since`.
  callsSince(since: number): Call[] {
    return [...this.model.calls()].filter(({ sequence }) => ((sequence - since) | 0) > 0);
  }

  /// Calls that were answered after the record `since`, whenever they were sent.
  answersSince(since: number): Call[] {
    return [...this.model.calls()].filter(({ answer }) => answer !== null && ((answer.sequence - since) | 0) > 0);
  }

  stop(): void {
    for (const end of this._ends) end();
    window.clearTimeout(this._timer);
  }

  private _add(records: readonly TraceRecord[]): void {
    this.model.add(records);
    for (const record of records) {
      this._last = record.sequence;
      if (record.kind === TraceKind.taskCreated) this._born(record.target, taskNameIn(record.words), record.sequence);
      else if (record.kind === TraceKind.taskEnded) this._died(record.target, record.sequence, record.words[0] === kFaulted);
    }
    this._onNews();
  }

  private _born(id: number, name: string, born: number): void {
    this.names.setTask(id, name);
    this._tasks.set(id, { id, name, born, died: null, faulted: false });
  }

  private _died(id: number, died: number, faulted: boolean): void {
    const task = this._tasks.get(id);
    if (task === undefined) return;
    task.died = died;
    task.faulted = faulted;
    this._tasks.delete(id);
    this._dead.push(task);
    if (this._dead.length > kMostTasks) this._dead.shift();
  }

  private _restart(): void {
    this.model.clear();
    this.names.forgetTasks();
    this._tasks.clear();
    this._dead.length = 0;
    this._figures = [];
    this._last = 0;
    this._restarts++;
    this._onNews();
  }

  private async _readNames(): Promise<void> {
    try {
      this.names.setInterfaces(parseInterfaces(await this._source.interfaces()));
      this._onNews();
    } catch {
      // Without names no filter finds a method; the next lesson asks again.
    }
  }

  private async _poll(): Promise<void> {
    try {
      const restarts = this._restarts;
      const tasks = decodeTasks(new Uint8Array(await this._source.requestTasks()));
      if (restarts === this._restarts) this._learn(tasks);
    } catch {
      // There is no machine at the moment; the next one will answer.
    }
    this._timer = window.setTimeout(() => void this._poll(), kPollEvery);
  }

  /// A snapshot has whole names, and tasks that are older than the trace.
  private _learn(tasks: readonly TaskInfo[]): void {
    for (const { id, name } of tasks) {
      if (!this._tasks.has(id) && !this._dead.some((task) => task.id === id)) this._born(id, name, 0);
      else this.names.setTask(id, name);
    }
    this._figures = tasks;
    this._onNews();
  }
}
