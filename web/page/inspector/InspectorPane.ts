// SPDX-License-Identifier: MIT
// The right-hand pane: the graphical inspector, or the same facts as tables. Nothing of it is loaded before the
// machine is ready, so that it does not delay the first command.
import { find } from "../dom.ts";
import type {
  InspectorHandle,
  InspectorModule,
  InspectorSource,
  InspectorView,
  ThemeName,
} from "../InspectorSource.ts";

function hasWebGl2(): boolean {
  try {
    const context = document.createElement("canvas").getContext("webgl2");
    context?.getExtension("WEBGL_lose_context")?.loseContext();
    return context !== null;
  } catch {
    return false;
  }
}

function isInspector(module: unknown): module is InspectorModule {
  return (
    typeof module === "object" &&
    module !== null &&
    typeof (module as Partial<InspectorModule>).startInspector === "function"
  );
}

/// Where the two inspectors are.
export interface InspectorScripts {
  readonly graphics: URL;
  readonly tables: URL;
}

async function importInspector(script: URL): Promise<InspectorModule> {
  const module: unknown = await import(script.href);
  if (!isInspector(module)) throw new Error(`${script.href} is not an inspector.`);
  return module;
}

/// What an error says, as a sentence.
function sentenceOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return /[.!]$/.test(reason) ? reason : `${reason}.`;
}

export class InspectorPane {
  private readonly _source: InspectorSource;
  private readonly _scripts: InspectorScripts;
  private readonly _notice = find("inspector-notice", HTMLElement);
  private readonly _graphicsArea = find("graphics", HTMLElement);
  private readonly _tablesArea = find("tables", HTMLElement);
  private readonly _asGraphics = find("as-graphics", HTMLButtonElement);
  private readonly _asTables = find("as-tables", HTMLButtonElement);
  private _theme: ThemeName;
  private _graphics: InspectorHandle | null = null;
  private _tables: InspectorHandle | null = null;
  private _loading = false;
  private _loadingTables = false;
  private _loaded = false;
  private _visible = true;
  /// Wanted before there was an inspector that could show it.
  private _wish: { readonly view: InspectorView; readonly filter: string | null } | null = null;
  private _wantsTables = false;
  /// Why there are no graphics; empty as long as they may be possible.
  private _obstacle = "";
  /// Why there are no tables either.
  private _tablesObstacle = "";

  constructor(source: InspectorSource, scripts: InspectorScripts, theme: ThemeName) {
    this._source = source;
    this._scripts = scripts;
    this._theme = theme;
    this._asGraphics.addEventListener("click", () => this.setPrefersTables(false));
    this._asTables.addEventListener("click", () => this.setPrefersTables(true));
  }

  get visible(): boolean {
    return this._visible;
  }

  /// The machine is ready: now there is time for the inspector.
  load(): void {
    this._loaded = true;
    this._show();
  }

  /// The trace costs nothing while nobody looks.
  setVisible(visible: boolean): void {
    this._visible = visible;
    this._source.setTrace(visible);
    this._show();
  }

  setPrefersTables(on: boolean): void {
    this._wantsTables = on;
    this._show();
  }

  setTheme(theme: ThemeName): void {
    this._theme = theme;
    this._graphics?.setTheme(theme);
  }

  /// Opens a view, at once or when the inspector is there.
  show(view: InspectorView, filter: string | null): void {
    this._wish = { view, filter };
    this._grantWish();
  }

  private _grantWish(): void {
    const shown = this._tablesArea.hidden ? this._graphics : this._tables;
    if (this._wish === null || shown === null || !this._visible) return;
    shown.show(this._wish.view, this._wish.filter);
    this._wish = null;
  }

  private _show(): void {
    const tables = this._wantsTables || this._obstacle !== "";
    this._asGraphics.setAttribute("aria-pressed", String(!tables));
    this._asTables.setAttribute("aria-pressed", String(tables));
    this._asGraphics.disabled = this._obstacle !== "";
    this._graphicsArea.hidden = tables;
    this._tablesArea.hidden = !tables;
    const needed = this._loaded && this._visible;
    this._graphics?.setVisible(this._visible && !tables);
    this._tables?.setVisible(this._visible && tables);
    this._showNotice();
    if (needed && tables && this._tables === null) void this._loadTables();
    if (needed && !tables && this._graphics === null) void this._loadGraphics();
    this._grantWish();
  }

  private _showNotice(): void {
    const text = this._noticeText();
    this._notice.hidden = text === "";
    this._notice.textContent = text;
  }

  private _noticeText(): string {
    if (!this._loaded) return "The inspector appears when the machine is ready.";
    if (this._tablesObstacle !== "") return `${this._obstacle} ${this._tablesObstacle}`.trim();
    if (this._obstacle !== "") return `${this._obstacle} The same facts are below as tables.`;
    return this._loading && !this._wantsTables ? "Loading the inspector …" : "";
  }

  private async _loadTables(): Promise<void> {
    if (this._loadingTables) return;
    this._loadingTables = true;
    try {
      const module = await importInspector(this._scripts.tables);
      this._tables = await module.startInspector(this._tablesArea, this._source, { theme: this._theme });
      this._tablesObstacle = "";
      this._show();
    } catch (error) {
      this._tablesObstacle = `The tables could not be loaded: ${sentenceOf(error)}`;
      this._showNotice();
    }
    this._loadingTables = false;
  }

  private async _loadGraphics(): Promise<void> {
    if (this._loading) return;
    this._loading = true;
    this._showNotice();
    try {
      if (!hasWebGl2())
        throw new Error("This browser has no WebGL2, which the graphical inspector draws with.");
      const module = await importInspector(this._scripts.graphics);
      this._graphics = await module.startInspector(this._graphicsArea, this._source, { theme: this._theme });
    } catch (error) {
      const sentence = sentenceOf(error);
      this._obstacle = /WebGL/.test(sentence)
        ? sentence
        : `The graphical inspector could not be started: ${sentence}`;
    }
    this._loading = false;
    this._show();
  }
}
