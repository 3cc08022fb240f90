// SPDX-License-Identifier: MIT
// One xterm.js terminal: what the machine prints, what the reader types, and the size of both.
import { FitAddon } from "@xterm/addon-fit";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { Terminal } from "@xterm/xterm";
import type { ThemeName } from "../InspectorSource.ts";
import type { TerminalSize } from "../../worker/protocol.ts";
import { measureAsUnicode14 } from "./characterWidth.ts";
import { acceptClipboardWrites, copyText } from "./clipboard.ts";
import { paletteOf } from "./palette.ts";

export interface TerminalListener {
  onInput(bytes: Uint8Array): void;
  onSize(size: TerminalSize): void;
  /// The shell's mark: its prompt is complete and takes input (OSC 133;B).
  onPrompt(): void;
  /// The program `share` asks for a link (OSC 777;share;NAME); `name`: of a marker at this moment, "" for none.
  onShare(name: string): void;
}

const kFonts =
  'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace';
const kFontSize = 14; // pixels
const kSmallestFont = 6;
const kScrollback = 5000;

function createTerminal(theme: ThemeName, screenReader: boolean): Terminal {
  return new Terminal({
    allowProposedApi: true, // to measure characters
    fontFamily: kFonts,
    fontSize: kFontSize,
    lineHeight: 1.2,
    cursorBlink: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    cursorInactiveStyle: "outline",
    scrollback: kScrollback,
    minimumContrastRatio: 4.5,
    macOptionIsMeta: true,
    logLevel: "off", // bytes that are no text are no error of the page
    theme: paletteOf(theme),
    screenReaderMode: screenReader,
  });
}

export class TerminalView {
  private readonly _element: HTMLElement;
  private readonly _terminal: Terminal;
  private readonly _fit = new FitAddon();
  private readonly _encoder = new TextEncoder();
  private _opened = false;
  private _size: TerminalSize | null = null; // given from outside

  /// `element` is the tab panel; the owner puts it into the page.
  constructor(element: HTMLElement, theme: ThemeName, screenReader: boolean, listener: TerminalListener) {
    this._element = element;
    this._terminal = createTerminal(theme, screenReader);
    this._terminal.loadAddon(this._fit);
    measureAsUnicode14(this._terminal);
    this._terminal.loadAddon(new WebLinksAddon());
    this._listen(listener);
  }

  get size(): TerminalSize {
    return { columns: this._terminal.cols, rows: this._terminal.rows };
  }

  /// Becomes visible; the element must be in the page and shown.
  open(): void {
    if (!this._opened) this._terminal.open(this._element);
    this._opened = true;
    this.fit();
  }

  /// Takes the size of its element. Nothing happens while it is hidden.
  fit(): void {
    if (!this._opened || this._element.clientHeight === 0) return;
    if (this._size === null) this._fit.fit();
    else this._fitFont(this._size);
  }

  /// Has this size whatever the size of its element, with smaller letters where it must; null: as large as the element.
  setSize(size: TerminalSize | null): void {
    this._size = size;
    if (size === null) this._terminal.options.fontSize = kFontSize;
    else this._terminal.resize(size.columns, size.rows);
    this.fit();
  }

  /// While read-only nothing that is typed reaches the machine.
  setReadOnly(on: boolean): void {
    this._terminal.options.disableStdin = on;
  }

  focus(): void {
    this._terminal.focus();
  }

  /// Shows bytes of the machine; `onShown` comes when they are on the screen.
  write(bytes: Uint8Array | string, onShown?: () => void): void {
    this._terminal.write(bytes, onShown);
  }

  /// As if typed, for buttons.
  type(text: string): void {
    this._terminal.input(text);
    this.focus();
  }

  /// Forgets everything: a new machine begins.
  reset(): void {
    this._terminal.reset();
  }

  setTheme(theme: ThemeName): void {
    this._terminal.options.theme = paletteOf(theme);
  }

  setScreenReader(on: boolean): void {
    this._terminal.options.screenReaderMode = on;
  }

  private _fitFont({ columns, rows }: TerminalSize): void {
    this._terminal.options.fontSize = kFontSize;
    const room = this._fit.proposeDimensions();
    if (room === undefined) return;
    const scale = Math.min(1, room.cols / columns, room.rows / rows);
    this._terminal.options.fontSize = Math.max(kSmallestFont, Math.floor(kFontSize * scale * 4) / 4);
  }

  private _listen(listener: TerminalListener): void {
    const terminal = this._terminal;
    terminal.onData((text) => listener.onInput(this._encoder.encode(text)));
    terminal.onBinary((text) => listener.onInput(Uint8Array.from(text, (letter) => letter.charCodeAt(0))));
    terminal.onResize(({ cols, rows }) => listener.onSize({ columns: cols, rows }));
    terminal.attachCustomKeyEventHandler((event) => this._passesKey(event));
    terminal.parser.registerOscHandler(133, (mark) => {
      if (mark.startsWith("B")) listener.onPrompt();
      return true;
    });
    terminal.parser.registerOscHandler(777, (request) => {
      const name = /^share;(.*)$/.exec(request)?.[1];
      if (name !== undefined) listener.onShare(name);
      return true;
    });
    acceptClipboardWrites(terminal);
  }

  /// False: the key is not for the machine. Ctrl-Shift-V is left to the browser, which pastes; F6 to the page.
  private _passesKey(event: KeyboardEvent): boolean {
    if (event.key === "F6") return false;
    if (!event.ctrlKey || !event.shiftKey || event.altKey) return true;
    if (event.code === "KeyV") return false;
    if (event.code !== "KeyC") return true;
    event.preventDefault(); // otherwise Chrome opens its developer tools
    if (event.type === "keydown") copyText(this._terminal.getSelection());
    return false;
  }
}
