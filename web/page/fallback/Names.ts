// SPDX-License-Identifier: MIT
// Numbers of the trace as words for people: tasks, interfaces, methods, errors, states.
import { kTaskStates, type TaskInfo } from "../../machine/Info.ts";
import type { InterfaceDescription, MethodDescription } from "../InspectorSource.ts";
import type { Call } from "./CallModel.ts";
import { type Field, nameOfNumber, numberIn, parseFields } from "./fields.ts";
import { lettersOf } from "./interfaces.ts";

// Must say the same as kernel/abi/error.hpp; names.test.ts compares the two.
export const kErrorNames: readonly string[] = [
  "ok",
  "no_entry",
  "no_memory",
  "limit",
  "refused",
  "forward_failed",
  "permission",
  "hung_up",
  "bad_party",
  "exists",
  "bad_memory",
  "not_supported",
  "address_unavailable",
  "timeout",
  "invalid",
  "busy",
  "overflow",
  "interrupted",
  "too_many_files",
  "name_too_long",
  "is_directory",
  "not_directory",
  "no_space",
  "not_empty",
  "bad_file",
  "domain",
  "range",
  "cross_device",
  "io",
  "too_many_links",
  "no_device",
  "no_file_system",
  "bad_checksum",
  "stalled",
  "empty",
  "negative_acknowledge",
  "again",
  "broken_pipe",
  "bad_executable",
  "protocol",
  "deadlock",
  "read_only",
];

const kSystemMethods: readonly MethodDescription[] = [
  { number: 0, name: "phone_hung_up", arguments: "", results: "" },
  { number: 1, name: "connect_to_me", arguments: "interface a2 a3 a4 label", results: "" },
  { number: 2, name: "connect_me_to", arguments: "interface a2 a3 flags", results: "a1 a2 a3 a4 phone" },
  { number: 4, name: "share_in", arguments: "size where", results: "base flags" },
  { number: 5, name: "share_out", arguments: "base size flags", results: "where" },
  { number: 6, name: "data_read", arguments: "buffer size flags", results: "source size" },
  { number: 7, name: "data_write", arguments: "buffer size flags", results: "destination size" },
  { number: 8, name: "delegate", arguments: "handle a2", results: "" },
  { number: 9, name: "ping", arguments: "", results: "" },
];

interface Method {
  readonly name: string;
  readonly arguments: readonly Field[];
  readonly results: readonly Field[];
}

function methodOf({ name, arguments: request, results }: MethodDescription): Method {
  return { name, arguments: parseFields(request), results: parseFields(results) };
}

const kFirstUserMethod = 1024;
const kPhoneStates: readonly string[] = ["", "connecting", "connected", "hung up", "slammed"];
const kQueues: readonly string[] = ["", "incoming", "dispatched", "answers"];

export function errorName(error: number): string {
  return kErrorNames[error] ?? `error ${error}`;
}

export function taskStateName(state: number): string {
  return kTaskStates[state] || `state ${state}`;
}

export function phoneStateName(state: number): string {
  return kPhoneStates[state] || `state ${state}`;
}

export function queueName(queue: number): string {
  return kQueues[queue] || `queue ${queue}`;
}

/// Names of this machine's tasks and protocols. Task names stay known after the task's end.
export class Names {
  private readonly _tasks = new Map<number, string>([[0, "kernel"]]);
  private readonly _interfaces = new Map<number, string>();
  private readonly _methods = new Map<string, Method>();

  constructor() {
    for (const method of kSystemMethods) this._methods.set(`system ${method.number}`, methodOf(method));
  }

  setInterfaces(descriptions: readonly InterfaceDescription[]): void {
    for (const { id, name, methods } of descriptions) {
      this._interfaces.set(id, name);
      for (const method of methods) this._methods.set(`${id} ${method.number}`, methodOf(method));
    }
  }

  setTasks(tasks: readonly TaskInfo[]): void {
    for (const { id, name } of tasks) this._tasks.set(id, name);
  }

  forgetTasks(): void {
    this._tasks.clear();
    this._tasks.set(0, "kernel");
  }

  knowsTask(id: number): boolean {
    return this._tasks.has(id);
  }

  /// Name and id, because several tasks may have one name.
  task(id: number): string {
    const name = this._tasks.get(id);
    if (id === 0) return "kernel";
    return name === undefined ? `task ${id}` : `${name} (${id})`;
  }

  /// Only the name, "task 17" where there is none.
  plainTask(id: number): string {
    return this._tasks.get(id) ?? `task ${id}`;
  }

  /// "" for none.
  plainInterface(id: number): string {
    return id === 0 ? "" : (this._interfaces.get(id) ?? lettersOf(id));
  }

  setTask(id: number, name: string): void {
    this._tasks.set(id, name);
  }

  interfaceName(id: number): string {
    if (id === 0) return "any";
    return this._interfaces.get(id) ?? lettersOf(id);
  }

  private _describe(interfaceId: number, method: number): Method | undefined {
    return this._methods.get(method < kFirstUserMethod ? `system ${method}` : `${interfaceId} ${method}`);
  }

  method(interfaceId: number, method: number): string {
    return this._describe(interfaceId, method)?.name ?? `method ${method}`;
  }

  /// The fields of a request; of a method that is not described, the words up to the last that is not zero.
  arguments(interfaceId: number, method: number, words: readonly number[]): string {
    return this._pairs(this._describe(interfaceId, method)?.arguments, words);
  }

  results(interfaceId: number, method: number, words: readonly number[]): string {
    return this._pairs(this._describe(interfaceId, method)?.results, words);
  }

  private _pairs(fields: readonly Field[] | undefined, words: readonly number[]): string {
    if (fields === undefined) {
      const used = words.reduce((count, word, index) => (word === 0 ? count : index + 1), 0);
      return words.slice(0, used).join(", ");
    }
    return fields.map((field) => `${field.name} ${this._value(field, words)}`).join(", ");
  }

  private _value(field: Field, words: readonly number[]): string {
    const number = numberIn(field, words);
    return field.name === "interface" ? this.interfaceName(number) : (nameOfNumber(field, number) ?? String(number));
  }

  /// For example "vfs.open" or "connect_me_to".
  fullMethod(interfaceId: number, method: number): string {
    const name = this.method(interfaceId, method);
    return method < kFirstUserMethod ? name : `${this.interfaceName(interfaceId)}.${name}`;
  }

  callName(call: Call): string {
    return this.fullMethod(call.interfaceId, call.method);
  }

  /// The results of a call: whoever answered knew it as the last hop has named it.
  answerResults(call: Call, words: readonly number[]): string {
    const asked = call.hops[call.hops.length - 1] ?? call;
    return this.results(asked.interfaceId, asked.method, words);
  }
}
