// SPDX-License-Identifier: MIT
// Markdown as elements of the page. Nothing is ever parsed as HTML: every text of a lesson becomes a text node, and what
// looks like HTML is shown as it is written.
import type { Token, Tokens } from "marked";
import { make } from "../dom.ts";
import { readInline, type Mark } from "./inline.ts";

/// What the marks of a lesson do.
export interface MarkListener {
  onExec(command: string): void;
  onOpen(code: string): void;
  /// Puts the values of a problem in the place of their names.
  fill(text: string): string;
}

const kLink = /^(https?:\/\/|#|\.{0,2}\/|[\w-]+(\.[\w-]+)*(\/|$|#))/i;

/// Only addresses of the web, of this site and of this page; a browser strips the same control characters.
export function isSafeLink(address: string): boolean {
  const plain = address.replace(/[\u0000-\u0020]/g, "");
  return kLink.test(plain) && !/^[a-z][a-z0-9+.-]*:/i.test(plain.replace(/^https?:/i, ""));
}

export class Markdown {
  constructor(private readonly _listener: MarkListener) {}

  /// Elements of whole blocks.
  blocks(tokens: readonly Token[]): Node[] {
    return tokens.flatMap((token) => this._block(token));
  }

  /// Elements of a line.
  line(tokens: readonly Token[]): Node[] {
    return readInline(tokens).pieces.map((piece) => ("mark" in piece ? this._mark(piece.mark, piece.code) : this._inline(piece.token)));
  }

  private _block(token: Token): Node[] {
    switch (token.type) {
      case "paragraph":
        return [make("p", {}, ...this.line((token as Tokens.Paragraph).tokens))];
      case "heading":
        return [make("h4", {}, ...this.line((token as Tokens.Heading).tokens))];
      case "list":
        return [this._list(token as Tokens.List)];
      case "blockquote":
        return [make("blockquote", {}, ...this.blocks((token as Tokens.Blockquote).tokens))];
      case "code":
        return [make("pre", { class: "sample" }, make("code", { text: (token as Tokens.Code).text }))];
      case "table":
        return [this._table(token as Tokens.Table)];
      case "hr":
        return [make("hr")];
      case "space":
      case "def":
        return [];
      default:
        return "tokens" in token && token.tokens ? [make("p", {}, ...this.line(token.tokens))] : [make("p", { text: token.raw })];
    }
  }

  private _list(token: Tokens.List): HTMLElement {
    const items = token.items.map((item) => make("li", {}, ...item.tokens.flatMap((part) => this._item(part))));
    return token.ordered ? make("ol", {}, ...items) : make("ul", {}, ...items);
  }

  /// A tight list has lines where a loose one has paragraphs.
  private _item(token: Token): Node[] {
    return token.type === "text" && "tokens" in token && token.tokens ? this.line(token.tokens) : this._block(token);
  }

  private _table({ header, rows }: Tokens.Table): HTMLElement {
    const head = header.map(({ tokens }) => make("th", { attributes: { scope: "col" } }, ...this.line(tokens)));
    const lines = rows.map((row) => make("tr", {}, ...row.map(({ tokens }) => make("td", {}, ...this.line(tokens)))));
    return make("table", { class: "facts" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...lines));
  }

  private _inline(token: Token): Node {
    switch (token.type) {
      case "strong":
        return make("strong", {}, ...this.line((token as Tokens.Strong).tokens));
      case "em":
        return make("em", {}, ...this.line((token as Tokens.Em).tokens));
      case "codespan":
        return make("code", { text: this._listener.fill((token as Tokens.Codespan).text) });
      case "br":
        return make("br");
      case "link":
        return this._link(token as Tokens.Link);
      case "escape":
      case "text":
        return document.createTextNode(this._listener.fill((token as Tokens.Text).text));
      default:
        return document.createTextNode(token.raw);
    }
  }

  private _link(token: Tokens.Link): Node {
    if (!isSafeLink(token.href)) return document.createTextNode(token.raw);
    const attributes: Record<string, string> = { href: token.href };
    if (/^https?:/i.test(token.href)) Object.assign(attributes, { target: "_blank", rel: "noopener noreferrer" });
    return make("a", { attributes }, ...this.line(token.tokens));
  }

  private _mark(mark: Mark, code: string): Node {
    const text = this._listener.fill(code);
    if (mark === "source") return make("code", { class: "source", text, title: "A file of the source tree" });
    const [action, verb]: [() => void, string] =
      mark === "exec" ? [() => this._listener.onExec(text), "Run"] : [() => this._listener.onOpen(text), "Open in the inspector:"];
    const button = make("button", {
      class: `do ${mark}`,
      title: `${verb} ${text}`,
      attributes: { type: "button", "aria-label": `${verb} ${text}` },
    });
    button.append(make("span", { class: "do-sign", text: mark === "exec" ? "▶" : "◱", attributes: { "aria-hidden": "true" } }));
    button.append(make("code", { text }));
    button.addEventListener("click", action);
    return button;
  }
}
