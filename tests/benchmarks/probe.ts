// SPDX-License-Identifier: MIT
// What is measured next to the engine. Runs in Node and, as a script, in a page: it knows neither.
import { Bundle } from "../../web/machine/Bundle.ts";
import { type WasmFunction, engine, webAssembly } from "../../web/machine/Engine.ts";
import { Machine } from "../../web/machine/Machine.ts";
import type { MarkKind } from "../../web/machine/Marks.ts";

interface Session {
  readonly machine: Machine;
  /// Milliseconds from Machine.start to the first prompt.
  readonly prompt: number;
  /// Resolves with what the terminal showed meanwhile, when the command has ended.
  run(line: string): Promise<string>;
  end(): Promise<void>;
}

export interface Boot {
  readonly milliseconds: number;
  readonly dispatches: number;
}

const kLimit = 120_000; // milliseconds
// So many rounds that the engine has long optimized when the median one runs.
const kCommand = "bench --json -r 60";

/// A promise that something else fulfils; rejects with `what` after a limit.
function expect(what: string): { readonly promise: Promise<void>; readonly fulfil: () => void } {
  let fulfil = (): void => undefined;
  const promise = new Promise<void>((resolve, reject) => {
    const timer = engine.setTimeout(() => reject(new Error(`bench: no ${what} within ${kLimit} ms`)), kLimit);
    fulfil = (): void => {
      engine.clearTimeout(timer);
      resolve();
    };
  });
  return { promise, fulfil };
}

async function boot(bundle: Bundle): Promise<Session> {
  const decoder = new engine.TextDecoder();
  let text = "";
  const waiting = new Map<MarkKind | "stopped", () => void>();
  const wait = (event: MarkKind | "stopped", what: string): Promise<void> => {
    const { promise, fulfil } = expect(what);
    waiting.set(event, fulfil);
    return promise;
  };
  const machine = await Machine.create({
    bundle,
    events: {
      output: (terminal, bytes) => void (terminal === 0 && (text += decoder.decode(bytes, { stream: true }))),
      mark: (terminal, { kind }) => void (terminal === 0 && waiting.get(kind)?.()),
      stopped: () => waiting.get("stopped")?.(),
    },
  });
  const ready = wait("ready", "prompt");
  const begin = engine.performance.now();
  machine.start();
  await ready;
  const prompt = engine.performance.now() - begin;
  const run = async (line: string): Promise<string> => {
    text = "";
    const finished = wait("finished", `end of '${line}'`);
    machine.input(0, new engine.TextEncoder().encode(`${line}\r`));
    await finished;
    return text;
  };
  const end = async (): Promise<void> => {
    const stopped = wait("stopped", "end of the machine");
    machine.stop();
    await stopped;
  };
  return { machine, prompt, run, end };
}

/// Boots so often, one after the other in this process. The first boot also pays for cold code.
export async function boots(bytes: Uint8Array, count: number): Promise<Boot[]> {
  const bundle = Bundle.open(bytes);
  const results: Boot[] = [];
  for (let i = 0; i < count; ++i) {
    const session = await boot(bundle);
    results.push({ milliseconds: session.prompt, dispatches: session.machine.dispatches });
    await session.end();
  }
  return results;
}

/// What the program `bench` prints inside a fresh machine.
export async function inside(bytes: Uint8Array): Promise<string> {
  const session = await boot(Bundle.open(bytes));
  const text = await session.run(kCommand);
  await session.end();
  return text;
}

/// Nanoseconds of a call inside a module, the loop around it included: the median of samples. The module is
/// that of plain_call.ts.
export async function plainCall(bytes: Uint8Array): Promise<number> {
  const wasm = webAssembly();
  const { exports } = new wasm.Instance(await wasm.compile(bytes), {});
  const time = (name: string, count: number): number => {
    const begin = engine.performance.now();
    (exports[name] as WasmFunction)(...([count] as never[]));
    return ((engine.performance.now() - begin) * 1e6) / count;
  };
  const kCalls = 2_000_000;
  for (let i = 0; i < 10; ++i) time("calls", kCalls); // the optimizing compiler takes over
  const samples = Array.from({ length: 21 }, () => time("calls", kCalls));
  samples.sort((left, right) => left - right);
  return samples[10]!;
}

export { sessions } from "./session_probe.ts";
