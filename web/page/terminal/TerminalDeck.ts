// SPDX-License-Identifier: MIT
// The machine's terminals as tabs. Terminal n is device n; its shell appears when its tab is opened.
import { kTerminalCount, type PageMessage, type TerminalSize } from "../../worker/protocol.ts";
import { make } from "../dom.ts";
import type { ThemeName } from "../InspectorSource.ts";
import { InputPump } from "./InputPump.ts";
import { TerminalView } from "./TerminalView.ts";

/// What the deck tells its owner.
export interface DeckListener {
  /// A message for the machine.
  send(message: PageMessage): void;
  onPrompt(terminal: number): void;
  /// A program asks for a link to the session, with a marker of this name unless it is "".
  onShare(marker: string): void;
  /// How much pasted input waits for the machine, in bytes.
  onWaiting(bytes: number): void;
  /// Whether another terminal can be opened.
  onTabs(canOpen: boolean): void;
}

interface Tab {
  readonly button: HTMLButtonElement;
  readonly element: HTMLElement;
  readonly pump: InputPump;
  /// Made when it is first needed: four terminals would take their time before the first prompt.
  view: TerminalView | null;
  /// Has a tab and, since the last restart, a shell.
  opened: boolean;
}

const kClear = "\x1bc\x1b[3J"; // the screen, all modes, and what was scrolled away

export class TerminalDeck {
  private readonly _list: HTMLElement;
  private readonly _screens: HTMLElement;
  private readonly _listener: DeckListener;
  private readonly _tabs: Tab[];
  private _theme: ThemeName;
  private _screenReader: boolean;
  private _active = 0;
  private _played = false; // by a recorded session
  private _readOnly = false; // whatever plays

  constructor(
    list: HTMLElement,
    screens: HTMLElement,
    theme: ThemeName,
    screenReader: boolean,
    listener: DeckListener,
  ) {
    this._list = list;
    this._screens = screens;
    this._listener = listener;
    this._theme = theme;
    this._screenReader = screenReader;
    this._tabs = Array.from({ length: kTerminalCount }, (_, index) => this._createTab(index));
    list.addEventListener("keydown", (event) => this._key(event));
    new ResizeObserver(() => this._view.fit()).observe(screens);
    this._show(0);
  }

  /// Sizes of all terminals; those without a tab will be as large as the visible one.
  get sizes(): TerminalSize[] {
    return this._tabs.map(() => this._view.size);
  }

  focus(): void {
    this._view.focus();
  }

  /// Takes the focus when the reader has not put it somewhere else meanwhile, or into the page around a frame.
  focusUnlessElsewhere(): void {
    const { activeElement } = document;
    if (window.self !== window.top && !document.hasFocus()) return;
    if (activeElement === null || activeElement === document.body) this.focus();
  }

  /// Bytes of the machine. Tells the worker when they are on the screen.
  write(terminal: number, bytes: Uint8Array): void {
    const tab = this._tabs[terminal];
    if (tab === undefined) return;
    const shown = (): void => this._listener.send({ kind: "shown", terminal, bytes: bytes.length });
    this._viewOf(terminal).write(bytes, shown);
    if (terminal !== this._active && tab.opened) tab.button.classList.add("unseen");
  }

  /// Text of the page itself on the first terminal.
  print(text: string): void {
    if (text !== "") this._viewOf(0).write(text);
  }

  taken(terminal: number, bytes: number): void {
    this._tabs[terminal]?.pump.taken(bytes);
    this._tellWaiting();
  }

  type(text: string): void {
    this._view.type(text);
  }

  /// Opens the next terminal that has no tab yet.
  openNext(): void {
    const next = this._tabs.findIndex((tab) => !tab.opened);
    if (next < 0) return;
    this._show(next);
    this._listener.send({ kind: "open", terminal: next });
    this.focus();
  }

  /// A new machine begins: empty screens, and only the first terminal has a tab.
  restart(): void {
    for (const { view, pump } of this._tabs) {
      view?.reset();
      pump.reset();
    }
    this._tabs.forEach((tab, index) => {
      tab.opened = index === 0;
      tab.button.hidden = !tab.opened;
    });
    this._show(0);
    this._tellWaiting();
  }

  /// From now on nothing that is typed reaches the machine.
  setReadOnly(): void {
    this._readOnly = true;
    this.setPlayed(this._played);
  }

  /// A recorded session plays on the terminals: they take nothing, and have the sizes of the session.
  setPlayed(on: boolean): void {
    this._played = on;
    for (const { view } of this._tabs) {
      view?.setReadOnly(on || this._readOnly);
      if (!on) view?.setSize(null);
    }
  }

  /// The size of a terminal in the session; its tab appears.
  setSize(terminal: number, size: TerminalSize): void {
    const tab = this._tabs[terminal];
    if (tab === undefined) return;
    this._viewOf(terminal).setSize(size);
    tab.opened = true;
    tab.button.hidden = false;
  }

  /// Empties all screens, after what is still on the way to them.
  clear(): void {
    for (const { view } of this._tabs) view?.write(kClear);
  }

  setTheme(theme: ThemeName): void {
    this._theme = theme;
    for (const { view } of this._tabs) view?.setTheme(theme);
  }

  setScreenReader(on: boolean): void {
    this._screenReader = on;
    for (const { view } of this._tabs) view?.setScreenReader(on);
  }

  private get _view(): TerminalView {
    return this._viewOf(this._active);
  }

  private _viewOf(index: number): TerminalView {
    const tab = this._tabs[index] as Tab;
    tab.view ??= this._createView(index, tab);
    return tab.view;
  }

  private _createTab(index: number): Tab {
    const label = `Terminal ${index + 1}`;
    const button = make("button", {
      class: "tab",
      text: label,
      attributes: { type: "button", role: "tab", id: `tab-${index}`, "aria-controls": `screen-${index}` },
    });
    button.hidden = true;
    button.addEventListener("click", () => {
      this._show(index);
      this.focus();
    });
    this._list.append(button);
    const element = make("div", {
      class: "screen",
      attributes: { role: "tabpanel", id: `screen-${index}`, "aria-labelledby": `tab-${index}` },
    });
    this._screens.append(element);
    const pump = new InputPump((bytes) => this._listener.send({ kind: "input", terminal: index, bytes }));
    return { button, element, view: null, pump, opened: false };
  }

  private _createView(index: number, { element, pump }: Tab): TerminalView {
    const view = new TerminalView(element, this._theme, this._screenReader, {
      onInput: (bytes) => {
        pump.write(bytes);
        this._tellWaiting();
      },
      onSize: (size) => this._listener.send({ kind: "resize", terminal: index, size }),
      onPrompt: () => this._listener.onPrompt(index),
      onShare: (marker) => this._played || this._listener.onShare(marker),
    });
    view.setReadOnly(this._played || this._readOnly);
    return view;
  }

  private _show(index: number): void {
    this._active = index;
    this._tabs.forEach((tab, at) => {
      const active = at === index;
      tab.element.classList.toggle("hidden", !active);
      tab.button.setAttribute("aria-selected", String(active));
      tab.button.tabIndex = active ? 0 : -1;
    });
    const tab = this._tabs[index] as Tab;
    tab.opened = true;
    tab.button.hidden = false;
    tab.button.classList.remove("unseen");
    this._view.open();
    this._listener.onTabs(this._tabs.some((other) => !other.opened));
  }

  /// Arrow keys move between tabs, as the ARIA pattern for tabs asks.
  private _key(event: KeyboardEvent): void {
    const opened = this._tabs.flatMap((tab, index) => (tab.opened ? [index] : []));
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? opened.length - 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = opened[(opened.indexOf(this._active) + step) % opened.length] ?? 0;
    this._show(next);
    this._tabs[next]?.button.focus();
  }

  private _tellWaiting(): void {
    this._listener.onWaiting(this._tabs[this._active]?.pump.waiting ?? 0);
  }
}
