// SPDX-License-Identifier: MIT
// F6 goes round the parts of the page: a terminal takes every other key for the machine, and nobody may be
// caught in it.
import { find } from "../dom.ts";

interface Stop {
  readonly area: HTMLElement;
  readonly enter: () => void;
}

function focusFirst(area: HTMLElement): void {
  area.querySelector<HTMLElement>("button:not([disabled]), [tabindex='0'], canvas")?.focus();
}

function stops(focusTerminal: () => void): Stop[] {
  const bar = find("bar", HTMLElement);
  const inspector = find("inspector", HTMLElement);
  const lesson = find("lesson", HTMLElement);
  return [
    { area: find("terminals", HTMLElement), enter: focusTerminal },
    { area: inspector, enter: () => focusFirst(inspector) },
    { area: bar, enter: () => focusFirst(bar) },
    { area: lesson, enter: () => focusFirst(lesson) },
  ].filter(({ area }) => area.offsetParent !== null);
}

/// Moves the focus to the next part of the page, or to the one before.
export function moveFocus(backwards: boolean, focusTerminal: () => void): void {
  const all = stops(focusTerminal);
  const at = all.findIndex(({ area }) => area.contains(document.activeElement));
  const next = (at + (backwards ? all.length - 1 : 1) + all.length) % all.length;
  all[at < 0 ? 0 : next]?.enter();
}
