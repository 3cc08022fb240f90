// SPDX-License-Identifier: MIT
// The grammar of filters: or, and, not, parentheses, comparisons and words. docs/filter.md has it in full.
import type { Call } from "../fallback/CallModel.ts";
import { compare } from "./comparison.ts";
import { ancestorsOf, type Facts } from "./fields.ts";
import { FilterError } from "./FilterError.ts";
import { readTokens, type Token } from "./tokens.ts";
import { testOfWord } from "./words.ts";

export type Test = (call: Call, facts: Facts) => boolean;

const kDeepest = 50; // parentheses and "not" inside one another
const kJoins: ReadonlySet<string> = new Set(["and", "or"]);
const kEnd: Token = { kind: "end", text: "", at: 1 };

class Parser {
  private readonly _tokens: readonly Token[];
  private _next = 0;
  private _depth = 0;

  constructor(source: string) {
    this._tokens = readTokens(source);
  }

  whole(): Test {
    if (this._peek().kind === "end") return () => true;
    const test = this._or();
    if (this._peek().kind !== "end") throw new FilterError(this._peek().at, 'there is no "(" for this ")"');
    return test;
  }

  private _peek(): Token {
    return this._tokens[this._next] ?? kEnd;
  }

  private _take(): Token {
    const token = this._peek();
    this._next++;
    return token;
  }

  private _isWord(word: string): boolean {
    return this._peek().kind === "word" && this._peek().text === word;
  }

  private _or(): Test {
    const tests = [this._and()];
    while (this._isWord("or")) {
      this._take();
      tests.push(this._and());
    }
    return tests.length === 1 ? (tests[0] as Test) : (call, facts) => tests.some((test) => test(call, facts));
  }

  private _and(): Test {
    const tests = [this._term()];
    for (;;) {
      if (this._isWord("and")) this._take();
      else if (this._isWord("or") || this._peek().kind === "end" || this._peek().kind === "close") break;
      tests.push(this._term());
    }
    return tests.length === 1 ? (tests[0] as Test) : (call, facts) => tests.every((test) => test(call, facts));
  }

  private _term(): Test {
    const token = this._take();
    if (token.kind === "open") return this._inside(token);
    if (token.kind === "text") return testOfWord(token);
    if (token.kind !== "word" || kJoins.has(token.text)) return this._refuse(token);
    if (token.text === "not") return this._not(token);
    if (token.text === "under" && this._peek().kind === "open") return this._under();
    if (this._peek().kind === "operator") return compare(token, this._take(), this._value());
    return this._word(token);
  }

  private _not(token: Token): Test {
    const test = this._deeper(token, () => this._term());
    return (call, facts) => !test(call, facts);
  }

  private _under(): Test {
    const test = this._inside(this._take());
    return (call, facts) => ancestorsOf(call, facts).some((ancestor) => test(ancestor, facts));
  }

  private _inside(open: Token): Test {
    const test = this._deeper(open, () => this._or());
    if (this._peek().kind !== "close") throw new FilterError(open.at, 'this "(" has no ")"');
    this._take();
    return test;
  }

  private _deeper(token: Token, read: () => Test): Test {
    if (++this._depth > kDeepest) throw new FilterError(token.at, "this is too deep inside other parts");
    const test = read();
    this._depth--;
    return test;
  }

  private _value(): Token {
    const token = this._take();
    const isValue = token.kind === "text" || (token.kind === "word" && !kJoins.has(token.text));
    return isValue ? token : this._refuse(token);
  }

  private _word(token: Token): Test {
    if (token.text.length === 1 || !token.text.startsWith("-")) return testOfWord(token);
    const test = testOfWord({ ...token, text: token.text.slice(1) });
    return (call, facts) => !test(call, facts);
  }

  /// The token that was just taken cannot be here.
  private _refuse({ kind, text, at }: Token): never {
    const before = this._tokens[this._next - 2];
    if (kind === "end" && before !== undefined) throw new FilterError(at, `something is missing after "${before.text}"`);
    throw new FilterError(at, `something is missing before "${text}"`);
  }
}

/// What the text says, as a function. Throws a FilterError.
export function parseFilter(source: string): Test {
  return new Parser(source).whole();
}
