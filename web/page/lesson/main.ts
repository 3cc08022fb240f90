// SPDX-License-Identifier: MIT
// Entry of lessons.js: the page imports it when somebody wants a lesson.
import "../style/lessons.css";
import { Lessons } from "./Lessons.ts";
import type { LessonModule } from "./LessonModule.ts";

/// The style comes from a file of its own. A lesson without it is better than none.
function loadStyle(): Promise<void> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("lessons.css", import.meta.url).href;
  return new Promise((resolve) => {
    for (const event of ["load", "error"]) link.addEventListener(event, () => resolve(), { once: true });
    document.head.append(link);
  });
}

export const startLessons: LessonModule["startLessons"] = async (container, host) => {
  await loadStyle();
  return new Lessons(container, host);
};
