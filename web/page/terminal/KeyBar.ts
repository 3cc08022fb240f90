// SPDX-License-Identifier: MIT
// Keys that a phone's keyboard lacks. Only shown where the main pointer is a finger, see style.css.
import { makeButton } from "../dom.ts";

const kKeys: readonly (readonly [label: string, name: string, sent: string])[] = [
  ["Esc", "Escape", "\x1b"],
  ["Tab", "Tab", "\t"],
  ["^C", "Control C", "\x03"],
  ["^D", "Control D", "\x04"],
  ["↑", "Up", "\x1b[A"],
  ["↓", "Down", "\x1b[B"],
  ["←", "Left", "\x1b[D"],
  ["→", "Right", "\x1b[C"],
  ["|", "Pipe", "|"],
  ["-", "Minus", "-"],
  ["/", "Slash", "/"],
];

export class KeyBar {
  /// `type` sends a text to the terminal as if it were typed.
  constructor(container: HTMLElement, type: (text: string) => void) {
    for (const [label, name, sent] of kKeys) {
      const button = makeButton(label, "key", () => type(sent));
      button.setAttribute("aria-label", name);
      button.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the keyboard open
      container.append(button);
    }
  }
}
