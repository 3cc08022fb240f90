// SPDX-License-Identifier: MIT
// Entry of tables.js: the page imports it when tables are wanted, so that they do not delay the first prompt.
import "../style/tables.css";
import type { InspectorModule } from "../InspectorSource.ts";
import { FallbackView } from "./FallbackView.ts";

/// The style comes from a file of its own. Tables without it are better than none.
function loadStyle(): Promise<void> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("tables.css", import.meta.url).href;
  return new Promise((resolve) => {
    for (const event of ["load", "error"]) link.addEventListener(event, () => resolve(), { once: true });
    document.head.append(link);
  });
}

export const startInspector: InspectorModule["startInspector"] = async (container, source) => {
  await loadStyle();
  return new FallbackView(container, source);
};
