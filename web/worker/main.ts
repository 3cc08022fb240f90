// SPDX-License-Identifier: MIT
// Entry of the worker in which the machine runs. The page lives in another thread and never waits for it.
import { asPageMessage, describeMessage, type WorkerMessage } from "./protocol.ts";
import { Session } from "./Session.ts";

const scope = self as unknown as DedicatedWorkerGlobalScope;
const post = (message: WorkerMessage, transfer: Transferable[] = []): void =>
  scope.postMessage(message, transfer);
const session = new Session(post);

function fail(failure: "no_webassembly" | "internal", text: string): void {
  post({ kind: "failed", failure, text });
}

scope.addEventListener("message", (event: MessageEvent<unknown>) => {
  const message = asPageMessage(event.data);
  if (message === null) fail("internal", `The page sent ${describeMessage(event.data)}, which is no message.`);
  else session.receive(message);
});
scope.addEventListener("unhandledrejection", (event) => fail("internal", String(event.reason)));

if (typeof WebAssembly === "object") post({ kind: "alive" });
else fail("no_webassembly", "WebAssembly is not defined in this browser.");
