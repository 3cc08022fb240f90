// SPDX-License-Identifier: MIT
// Entry of the page. All addresses are relative to this script, so that the folder works from any place.
import "./link/firstWorker.ts"; // first: see there
import "@xterm/xterm/css/xterm.css";
import "./style.css";
import { App } from "./App.ts";

function start(): void {
  const app = new App({
    worker: new URL("worker.js", import.meta.url),
    bundle: new URL("system.tar.zst", import.meta.url),
    inspector: new URL("inspector.js", import.meta.url),
  });
  app.start(0);
}

/// Without the page there is nobody else to say it.
function reportFailure(error: unknown): void {
  const card = document.getElementById("boot-card");
  const reason = error instanceof Error ? error.message : String(error);
  if (card !== null)
    card.textContent = `The page could not be set up: ${reason}. Its files may be from different builds.`;
  console.error(error);
}

try {
  start();
} catch (error) {
  reportFailure(error);
}
