// SPDX-License-Identifier: MIT
// What the page gives to an inspector, and what it expects back. The graphical inspector (web/inspector) and
// the tables (web/page/fallback) are both written against this file and nothing else of the page.

/// One method of a protocol, as the bundle's /etc/interfaces.json describes it.
export interface MethodDescription {
  readonly number: number;
  readonly name: string;
  /// The fields of the request, which parseFields() of fallback/fields.ts reads.
  readonly arguments: string;
  /// The fields of the answer.
  readonly results: string;
}

/// One protocol. `id` is kernel/abi's InterfaceId: four letters, the first one in the lowest byte.
export interface InterfaceDescription {
  readonly id: number;
  readonly name: string;
  readonly methods: readonly MethodDescription[];
}

export type ThemeName = "dark" | "light";

/// Takes back a subscription; calling it twice does nothing.
export type Unsubscribe = () => void;

/// The running machine as an inspector sees it. Every buffer holds the structs of kernel/abi as they are in
/// memory (little-endian, wasm32 layout). A buffer is shared by all its readers: nobody may change it, transfer
/// it, or keep it when the facts in it are enough. A request is rejected with an Error when the machine halts.
export interface InspectorSource {
  /// Whole abi::TraceRecord's (64 bytes each) in order; a new subscriber first gets the kept history.
  onTrace(callback: (records: ArrayBuffer) => void): Unsubscribe;
  /// Called after a restart of the machine: task ids and trace ids begin again, drop what you have.
  onRestart(callback: () => void): Unsubscribe;
  /// Switches the kernel's trace on or off. Off means: no records, no cost.
  setTrace(on: boolean): void;
  /// An array of abi::TaskInfo, 144 bytes each.
  requestTasks(): Promise<ArrayBuffer>;
  /// An array of abi::PhoneInfo, 24 bytes each; empty when the task is gone.
  requestPhones(task: number): Promise<ArrayBuffer>;
  /// An array of abi::CallInfo, 64 bytes each: the task's queues; empty when the task is gone.
  requestCalls(task: number): Promise<ArrayBuffer>;
  /// Ends a task, as an input from outside. Resolves to false when there was no such task.
  kill(task: number): Promise<boolean>;
  /// Names of protocols and methods as the bundle's /etc/interfaces.json, which parseInterfaces() of
  /// fallback/interfaces.ts reads; empty when the bundle has none.
  interfaces(): Promise<string>;
}

/// The views of an inspector, in the order of the graphical one's tabs.
export const kInspectorViews = ["calls", "ladder", "tasks", "board", "rules"] as const;
export type InspectorView = (typeof kInspectorViews)[number];

/// A started inspector.
export interface InspectorHandle {
  /// Follows the page's colours.
  setTheme(theme: ThemeName): void;
  /// A hidden inspector draws nothing and requests nothing, but goes on reading the trace.
  setVisible(visible: boolean): void;
  /// Opens a view. `filter` of the list of calls (docs/filter.md); null: as it is.
  show(view: InspectorView, filter: string | null): void;
  /// Ends everything that startInspector began and empties the container. The handle is dead afterwards.
  stop(): void;
}

export interface InspectorOptions {
  readonly theme: ThemeName;
}

/// The shape of the modules inspector.js and tables.js, which the page imports after the first prompt. Rejects with an
/// Error whose message is for people, for example when the browser has no WebGL2; the page then shows tables.
export interface InspectorModule {
  startInspector(
    container: HTMLElement,
    source: InspectorSource,
    options: InspectorOptions,
  ): Promise<InspectorHandle>;
}
