// SPDX-License-Identifier: MIT
// Entry of the page. All addresses are relative to this script, so that the folder works from any place.
import "@xterm/xterm/css/xterm.css";
import "./style.css";
import { App } from "./App.ts";

const app = new App({
  worker: new URL("worker.js", import.meta.url),
  bundle: new URL("system.tar.gz", import.meta.url),
  inspector: new URL("inspector.js", import.meta.url),
});
app.start(0);
