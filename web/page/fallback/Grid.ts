// SPDX-License-Identifier: MIT
// A table whose rows come and go. Rows are kept by key and only changed cells are written, so that focus,
// selection and a screen reader's place survive an update.
import { make } from "../dom.ts";

export interface Column {
  readonly title: string;
  /// Right-aligned, digits of one width.
  readonly figure?: boolean;
  /// What a short title means.
  readonly hint?: string;
}

export interface Row {
  readonly key: number;
  readonly cells: readonly string[];
  /// Style of the row, for example "failed".
  readonly class?: string;
}

export interface GridOptions {
  readonly caption: string;
  readonly columns: readonly Column[];
  /// Makes the first cell of each row a button.
  readonly onPick: (key: number) => void;
  /// An extra cell at the end of each row, made once a row.
  readonly action?: (key: number) => HTMLElement;
  readonly actionTitle?: string;
}

const kLong = 24; // letters; a longer text may be cut by its cell

interface Kept {
  readonly element: HTMLTableRowElement;
  readonly cells: readonly HTMLElement[];
  shown: readonly string[];
}

export class Grid {
  readonly element: HTMLElement;
  private readonly _options: GridOptions;
  private readonly _body = make("tbody");
  private readonly _rows = new Map<number, Kept>();
  private _picked: number | null = null;

  constructor(options: GridOptions) {
    this._options = options;
    const titles = options.columns.map(({ title, figure, hint = "" }) =>
      make("th", { text: title, class: figure ? "figure" : "", attributes: { scope: "col", title: hint } }),
    );
    if (options.action) {
      titles.push(
        make(
          "th",
          { class: "act-title", attributes: { scope: "col" } },
          make("span", { class: "unseen-text", text: options.actionTitle ?? "" }),
        ),
      );
    }
    const caption = make("caption", { class: "unseen-text", text: options.caption });
    const table = make(
      "table",
      { class: "grid" },
      caption,
      make("thead", {}, make("tr", {}, ...titles)),
      this._body,
    );
    const attributes = { tabindex: "0", role: "region", "aria-label": options.caption };
    this.element = make("div", { class: "scroll", attributes }, table);
  }

  /// Shows exactly these rows, in this order.
  show(rows: readonly Row[]): void {
    const wanted = new Set(rows.map((row) => row.key));
    for (const [key, kept] of this._rows) {
      if (wanted.has(key)) continue;
      kept.element.remove();
      this._rows.delete(key);
    }
    let before = this._body.firstElementChild;
    for (const row of rows) {
      const { element } = this._update(row);
      if (element === before) before = before.nextElementSibling;
      else this._body.insertBefore(element, before);
    }
  }

  /// Marks the row that details are shown for; null: none.
  pick(key: number | null): void {
    this._picked = key;
    for (const [other, { element }] of this._rows) element.classList.toggle("picked", other === key);
  }

  private _update(row: Row): Kept {
    const kept = this._rows.get(row.key) ?? this._create(row.key);
    row.cells.forEach((text, index) => {
      const cell = kept.cells[index];
      if (cell === undefined || kept.shown[index] === text) return;
      cell.textContent = text;
      cell.title = text.length > kLong ? text : "";
    });
    kept.shown = row.cells;
    kept.element.className = row.class ?? "";
    kept.element.classList.toggle("picked", row.key === this._picked);
    return kept;
  }

  private _create(key: number): Kept {
    const { columns, onPick, action } = this._options;
    const element = make("tr");
    const cells = columns.map(({ figure }, index) => {
      const cell = make("td", { class: figure ? "figure" : "" });
      element.append(cell);
      if (index > 0) return cell;
      const button = make("button", { class: "pick", attributes: { type: "button" } });
      button.addEventListener("click", () => onPick(key));
      cell.append(button);
      return button;
    });
    if (action) element.append(make("td", { class: "act" }, action(key)));
    const kept = { element, cells, shown: [] };
    this._rows.set(key, kept);
    return kept;
  }
}
