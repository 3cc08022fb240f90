// SPDX-License-Identifier: MIT
// Keys for the inspector. It listens on its own canvas only: what is typed elsewhere never comes here.
import type { InputQueue } from "./InputQueue.ts";
import type { InspectorCore } from "./inspector_core.js";
import { textAt, withTexts } from "./memory.ts";
import type { Surface } from "./Surface.ts";

// In the order of inspector::Key.
const KEYS = [
  "Tab", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", "Insert", "Delete",
  "Backspace", " ", "Enter", "Escape", "a", "c", "v", "x", "y", "z",
];
const FIRST_LETTER = KEYS.indexOf("a");

export class Keyboard {
  private readonly _core: InspectorCore;
  private readonly _surface: Surface;
  private readonly _queue: InputQueue;

  constructor(core: InspectorCore, surface: Surface, queue: InputQueue) {
    const { canvas } = surface;
    this._core = core;
    this._surface = surface;
    this._queue = queue;
    canvas.addEventListener("keydown", (event) => this._onDown(event));
    canvas.addEventListener("keyup", (event) => this._onUp(event));
    canvas.addEventListener("blur", () => this._releaseAll());
    canvas.addEventListener("paste", (event) => this._onPaste(event));
  }

  /** After a frame: what the user copied goes to the clipboard. */
  copyOut(): void {
    const text = textAt(this._core, this._core._inspector_take_copied());
    if (text !== null) void navigator.clipboard?.writeText(text).catch(() => undefined);
  }

  private _onDown(event: KeyboardEvent): void {
    if (event.key === "Tab" || event.isComposing) return; // Tab leaves the inspector
    const command = event.ctrlKey || event.metaKey;
    const key = KEYS.indexOf(event.key.length === 1 ? event.key.toLowerCase() : event.key);
    const isText = event.key.length === 1 && !command && !event.altKey;
    if (!isText && (key < 0 || (command && key < FIRST_LETTER))) return;
    // The paste event brings the text; without a selection the browser's own copy does nothing.
    if (!(command && event.key.toLowerCase() === "v")) event.preventDefault();
    if (key >= 0 && (command || key < FIRST_LETTER)) this._press(key, event, command);
    if (isText) this._type(event.key);
  }

  private _press(key: number, event: KeyboardEvent, command: boolean): void {
    // The browser repeats a held key; each repetition must look like a new press.
    if (event.repeat) this._queue.addChange(() => this._core._inspector_key(key, 0));
    const { shiftKey, altKey } = event;
    this._queue.addChange(() => {
      this._core._inspector_modifiers(Number(command), Number(shiftKey), Number(altKey));
      this._core._inspector_key(key, 1);
    });
  }

  private _onUp(event: KeyboardEvent): void {
    const key = KEYS.indexOf(event.key.length === 1 ? event.key.toLowerCase() : event.key);
    const { ctrlKey, metaKey, shiftKey, altKey } = event;
    this._queue.addChange(() => {
      if (key >= 0) this._core._inspector_key(key, 0);
      this._core._inspector_modifiers(Number(ctrlKey || metaKey), Number(shiftKey), Number(altKey));
    });
  }

  private _releaseAll(): void {
    this._queue.addChange(() => {
      KEYS.forEach((_name, key) => this._core._inspector_key(key, 0));
      this._core._inspector_modifiers(0, 0, 0);
    });
  }

  private _onPaste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    event.preventDefault();
    if (text !== "") this._type(text.replace(/\s+/g, " ").slice(0, 250));
  }

  private _type(text: string): void {
    this._surface.provide(text);
    this._queue.add(() => withTexts(this._core, [text], (address = 0) => this._core._inspector_text(address)));
  }
}
