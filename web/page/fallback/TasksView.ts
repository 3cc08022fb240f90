// SPDX-License-Identifier: MIT
// The tasks with their queues and memory; for a chosen one its phones and the calls that wait in its queues.
import { decodeCalls, decodePhones, decodeTasks, type TaskInfo } from "../../machine/Info.ts";
import { make, makeButton } from "../dom.ts";
import type { InspectorSource } from "../InspectorSource.ts";
import { formatBytes } from "./format.ts";
import { Grid } from "./Grid.ts";
import { phoneStateName, queueName, taskStateName, type Names } from "./Names.ts";

const kConfirmFor = 3000; // milliseconds in which a second press on "Kill" counts

function queuesOf(task: TaskInfo): string[] {
  return [task.incoming, task.dispatched, task.answers, task.notifications].map(String);
}

function cellsOf(task: TaskInfo): string[] {
  return [
    task.name,
    String(task.id),
    taskStateName(task.state),
    ...queuesOf(task),
    String(task.phones),
    formatBytes(task.memory),
    formatBytes(task.kernelMemory),
    String(task.dispatches),
    String(task.callsSent),
    String(task.callsReceived),
  ];
}

const kColumns = [
  { title: "Task" },
  { title: "Id", figure: true },
  { title: "State" },
  { title: "In", figure: true, hint: "Calls that wait to be taken" },
  { title: "Taken", figure: true, hint: "Calls taken and not yet answered" },
  { title: "Answers", figure: true, hint: "Answers that wait to be taken" },
  { title: "Notes", figure: true, hint: "Notifications that wait to be taken" },
  { title: "Phones", figure: true },
  { title: "Memory", figure: true },
  { title: "Kernel", figure: true, hint: "Memory that the kernel holds for it" },
  { title: "Runs", figure: true },
  { title: "Calls out", figure: true },
  { title: "Calls in", figure: true },
];

export class TasksView {
  readonly element: HTMLElement;
  private readonly _source: InspectorSource;
  private readonly _names: Names;
  private readonly _grid: Grid;
  private readonly _details = make("div", { class: "task-details" });
  private readonly _note = make("p", { class: "note", attributes: { role: "status" } });
  private _picked: number | null = null;

  constructor(source: InspectorSource, names: Names) {
    this._source = source;
    this._names = names;
    this._grid = new Grid({
      caption: "Tasks with the lengths of their queues",
      columns: kColumns,
      onPick: (task) => this._pick(task),
      action: (task) => this._killButton(task),
      actionTitle: "End the task",
    });
    this.element = make(
      "section",
      { class: "block", attributes: { "aria-label": "Tasks" } },
      make("h3", { text: "Tasks" }),
      this._grid.element,
      this._note,
      this._details,
    );
  }

  /// Asks the machine and shows what it says. Rejects when the machine has ended.
  async refresh(): Promise<void> {
    const tasks = decodeTasks(new Uint8Array(await this._source.requestTasks()));
    this._names.setTasks(tasks);
    this._grid.show(tasks.map((task) => ({ key: task.id, cells: cellsOf(task) })));
    if (this._picked !== null) await this._showDetails(this._picked);
  }

  clear(): void {
    this._picked = null;
    this._grid.show([]);
    this._details.replaceChildren();
    this._note.textContent = "";
  }

  private _pick(task: number): void {
    this._picked = this._picked === task ? null : task;
    this._grid.pick(this._picked);
    if (this._picked === null) this._details.replaceChildren();
    else void this._showDetails(task).catch(() => undefined);
  }

  private async _showDetails(task: number): Promise<void> {
    const [phones, calls] = await Promise.all([
      this._source.requestPhones(task),
      this._source.requestCalls(task),
    ]);
    if (this._picked !== task) return;
    const phoneLines = decodePhones(new Uint8Array(phones)).map(
      (phone) =>
        `handle ${phone.handle}: ${phoneStateName(phone.state)} to ${this._names.task(phone.peer)}, ` +
        `${this._names.interfaceName(phone.interface)}, ${phone.activeCalls} active calls`,
    );
    const callLines = decodeCalls(new Uint8Array(calls)).map((call) => {
      const method = this._names.method(call.interface, Number(call.words[0] ?? 0n));
      return `${queueName(call.queue)}: ${this._names.interfaceName(call.interface)}.${method} from ${this._names.task(call.sender)}`;
    });
    const list = (lines: string[], none: string): HTMLElement =>
      lines.length === 0
        ? make("p", { class: "note", text: none })
        : make("ul", { class: "lines" }, ...lines.map((text) => make("li", { text })));
    this._details.replaceChildren(
      make("h4", { text: `Phones of ${this._names.task(task)}` }),
      list(phoneLines, "It has no phone."),
      make("h4", { text: `Calls in the queues of ${this._names.task(task)}` }),
      list(callLines, "Its queues are empty."),
    );
  }

  /// Ending a server by mistake would be a pity: the button asks once.
  private _killButton(task: number): HTMLElement {
    let armed: number | undefined;
    const button = makeButton("Kill", "danger", () => {
      if (armed !== undefined) return void this._kill(task);
      button.textContent = "Sure?";
      armed = window.setTimeout(() => {
        armed = undefined;
        button.textContent = "Kill";
      }, kConfirmFor);
    });
    button.addEventListener("focus", () =>
      button.setAttribute("aria-label", `${button.textContent ?? ""} ${this._names.task(task)}`),
    );
    return button;
  }

  private async _kill(task: number): Promise<void> {
    const name = this._names.task(task);
    try {
      this._note.textContent = (await this._source.kill(task))
        ? `${name} was killed.`
        : `${name} does not exist any more.`;
      await this.refresh();
    } catch (error) {
      this._note.textContent = `${name} was not killed: ${error instanceof Error ? error.message : String(error)}.`;
    }
  }
}
