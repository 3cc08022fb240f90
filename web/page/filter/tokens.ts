// SPDX-License-Identifier: MIT
// The text of a filter as words, quoted texts, operators and parentheses. The C++ twin is
// web/inspector/model/filter_tokens.cpp; docs/filter.md describes both.
import { FilterError } from "./FilterError.ts";

export type TokenKind = "word" | "text" | "operator" | "open" | "close" | "end";

export interface Token {
  readonly kind: TokenKind;
  /// As written; of a quoted text what is between the quotes; of the end "".
  readonly text: string;
  /// Counted from 1.
  readonly at: number;
}

const kLongest = 2000; // characters
const kPattern = /(?<blank>[ \t\n]+)|(?<operator>[!<>]=|!~|[=~<>])|(?<open>\()|(?<close>\))|"(?<text>[^"]*)"|(?<word>[^ \t\n()"=~<>!]+)/y;

function tokenOf(groups: Readonly<Record<string, string | undefined>>, at: number): Token | null {
  for (const kind of ["word", "operator", "open", "close", "text"] as const) {
    const text = groups[kind];
    if (text !== undefined) return { kind, text, at };
  }
  return null;
}

/// The tokens in order, the last one an "end". Throws a FilterError.
export function readTokens(source: string): Token[] {
  if (source.length > kLongest) throw new FilterError(kLongest + 1, `a filter has at most ${kLongest} characters`);
  const tokens: Token[] = [];
  let index = 0;
  while (index < source.length) {
    kPattern.lastIndex = index;
    const found = kPattern.exec(source);
    if (found === null) {
      throw new FilterError(index + 1, source[index] === '"' ? "this quote has no end" : '"!" alone means nothing; != and !~ do');
    }
    const token = tokenOf(found.groups ?? {}, index + 1);
    if (token !== null) tokens.push(token);
    index = kPattern.lastIndex;
  }
  tokens.push({ kind: "end", text: "", at: source.length + 1 });
  return tokens;
}
