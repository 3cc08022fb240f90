// SPDX-License-Identifier: MIT
// The reader's clipboard. Programs in the machine may write to it (OSC 52), but never read it.
import type { Terminal } from "@xterm/xterm";

const kMostBytes = 1 << 20;

/// Puts a text on the clipboard. Pages without a secure address have only the old way, which asks the focused
/// element what to copy; xterm.js answers with its selection.
export function copyText(text: string): void {
  if (text === "") return;
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard === undefined) document.execCommand("copy");
  else clipboard.writeText(text).catch(() => document.execCommand("copy"));
}

function decodeText(base64: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return bytes.length > kMostBytes ? null : new TextDecoder().decode(bytes);
  } catch {
    return null;
  }
}

/// ESC ] 52 ; c ; base64 BEL puts a text on the clipboard. A question ("?") gets no answer.
export function acceptClipboardWrites(terminal: Terminal): void {
  terminal.parser.registerOscHandler(52, (data) => {
    const text = decodeText(data.slice(data.indexOf(";") + 1));
    if (text !== null) copyText(text);
    return true;
  });
}
