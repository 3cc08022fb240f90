// SPDX-License-Identifier: MIT
// Output of terminal 0 for somebody else than a terminal: without marks, without colours.

// The request of the program `share`.
const kShare = /\x1b\]777;share;([^\x07\x1b]*)(\x07|\x1b\\)/g;
// OSC 133 up to its end (BEL or ESC \), and SGR.
const kMarks = /\x1b\]133;[^\x07\x1b]*(\x07|\x1b\\)/g;
const kColours = /\x1b\[[0-9;:]*m/g;

export class Screen {
  private readonly _decoder = new TextDecoder();
  private _held = "";

  /// `plain`: the reader is no terminal; colours go, and lines end as in a file. `onShare` hears that a program asks for
  /// a link to the session, with the name of a marker at this moment ("": none).
  constructor(
    private readonly _write: (text: string) => void,
    private readonly _plain: boolean,
    private readonly _onShare: (marker: string) => void = () => undefined,
  ) {}

  show(bytes: Uint8Array): void {
    const text = this._held + this._decoder.decode(bytes, { stream: true });
    const start = unfinished(text);
    this._held = text.slice(start);
    this._pass(text.slice(0, start));
  }

  /// Shows what was held back because it might have been the beginning of a sequence.
  flush(): void {
    this._pass(this._held + this._decoder.decode());
    this._held = "";
  }

  private _pass(text: string): void {
    for (const [, marker] of text.matchAll(kShare)) this._onShare(marker ?? "");
    const unmarked = text.replace(kMarks, "").replace(kShare, "");
    const shown = this._plain ? unmarked.replace(kColours, "").replace(/\r\n/g, "\n") : unmarked;
    if (shown !== "") this._write(shown);
  }
}

/// Where a sequence or a line end begins that is not complete yet; the length when there is none.
function unfinished(text: string): number {
  const found = /(\x1b(\[[0-9;:?]*|\][^\x07\x1b]*\x1b?)?|\r)$/.exec(text);
  return found === null || found[0].length > 4096 ? text.length : found.index;
}
