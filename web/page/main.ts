// SPDX-License-Identifier: MIT
// The page itself; start/main.ts loads it.
import "@xterm/xterm/css/xterm.css";
import "./style.css";
import { App, type PageModule } from "./App.ts";

export const startPage: PageModule["startPage"] = (parts) => {
  new App(parts).start(0);
};
