// SPDX-License-Identifier: MIT
// What a lesson adds to Markdown inside of a line: `COMMAND`{{exec}}, `VIEW FILTER`{{open}} and `PATH`{{source}}.
import type { Token, Tokens } from "marked";
import { kInspectorViews, type InspectorView } from "../InspectorSource.ts";

export type Mark = "exec" | "open" | "source";

/// A piece of a line: a token of Markdown, or code with a mark after it.
export type Piece = { readonly token: Token } | { readonly code: string; readonly mark: Mark };

const kMark = /^\{\{(\w*)\}\}/;
const kMarks: readonly string[] = ["exec", "open", "source"];

export interface Inline {
  readonly pieces: readonly Piece[];
  /// Names in {{ }} that mean nothing.
  readonly unknown: readonly string[];
}

/// Joins code with the mark that follows it.
export function readInline(tokens: readonly Token[]): Inline {
  const pieces: Piece[] = [];
  const unknown: string[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    const next = tokens[index + 1];
    const found = token.type === "codespan" && next?.type === "text" ? kMark.exec(next.raw) : null;
    if (found === null) {
      pieces.push({ token });
      continue;
    }
    const mark = found[1] ?? "";
    if (kMarks.includes(mark)) pieces.push({ code: (token as Tokens.Codespan).text, mark: mark as Mark });
    else unknown.push(mark);
    const rest = (next as Tokens.Text).raw.slice(found[0].length);
    if (rest !== "") pieces.push({ token: { type: "text", raw: rest, text: rest } });
    index++;
  }
  return { pieces, unknown };
}

export interface ViewWish {
  readonly view: InspectorView;
  /// Null: the filter stays as it is.
  readonly filter: string | null;
}

/// What `VIEW FILTER`{{open}} opens; null when there is no such view.
export function readViewWish(code: string): ViewWish | null {
  const [, name, filter = ""] = /^(\w+) *(.*)$/.exec(code) ?? [];
  const view = kInspectorViews.find((known) => known === name);
  if (view === undefined || (filter !== "" && view !== "calls")) return null;
  return { view, filter: view === "calls" ? filter : null };
}

/// What is typed for `COMMAND`{{exec}}: the line and Enter, or for ^C the key.
export function keysOf(command: string): string {
  const control = /^\^([A-Z])$/.exec(command);
  return control === null ? `${command}\r` : String.fromCharCode((control[1] ?? "").charCodeAt(0) - 64);
}
