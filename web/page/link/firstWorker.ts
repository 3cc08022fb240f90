// SPDX-License-Identifier: MIT
// The worker of the first machine. This module is evaluated before the terminal's library, so that the browser
// loads the worker's script in another thread meanwhile.
let first: Worker | null = null;

/// A new worker of the page. Throws when the browser refuses to make workers at all.
export function createWorker(script: URL): Worker {
  return new Worker(script, { type: "module", name: "switchboard" });
}

/// The worker that was begun early, once; null when there is none, and afterwards. It must be taken before
/// control returns to the browser: nobody hears its messages before.
export function takeFirstWorker(): Worker | null {
  const worker = first;
  first = null;
  return worker;
}

try {
  first = createWorker(new URL("worker.js", import.meta.url));
} catch {
  // The one who asks for a worker will meet the same refusal and report it.
}
