// SPDX-License-Identifier: MIT
// The right-hand pane: the graphical inspector, or the same facts as tables. Nothing of it is loaded before the
// machine is ready, so that it does not delay the first command.
import { find } from "../dom.ts";
import { FallbackView } from "../fallback/FallbackView.ts";
import type { InspectorHandle, InspectorModule, InspectorSource, ThemeName } from "../InspectorSource.ts";

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

export class InspectorPane {
  private readonly _source: InspectorSource;
  private readonly _script: URL;
  private readonly _notice = find("inspector-notice", HTMLElement);
  private readonly _graphicsArea = find("graphics", HTMLElement);
  private readonly _tablesArea = find("tables", HTMLElement);
  private readonly _asGraphics = find("as-graphics", HTMLButtonElement);
  private readonly _asTables = find("as-tables", HTMLButtonElement);
  private _theme: ThemeName;
  private _graphics: InspectorHandle | null = null;
  private _tables: InspectorHandle | null = null;
  private _loading = false;
  private _loaded = false;
  private _visible = true;
  private _wantsTables = false;
  /// Why there are no graphics; empty as long as they may be possible.
  private _obstacle = "";

  constructor(source: InspectorSource, script: URL, theme: ThemeName) {
    this._source = source;
    this._script = script;
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

  private _show(): void {
    const tables = this._wantsTables || this._obstacle !== "";
    this._asGraphics.setAttribute("aria-pressed", String(!tables));
    this._asTables.setAttribute("aria-pressed", String(tables));
    this._asGraphics.disabled = this._obstacle !== "";
    this._graphicsArea.hidden = tables;
    this._tablesArea.hidden = !tables;
    const needed = this._loaded && this._visible;
    if (needed && tables) this._tables ??= new FallbackView(this._tablesArea, this._source);
    this._graphics?.setVisible(this._visible && !tables);
    this._tables?.setVisible(this._visible && tables);
    this._showNotice();
    if (needed && !tables && this._graphics === null) void this._loadGraphics();
  }

  private _showNotice(): void {
    const text = this._noticeText();
    this._notice.hidden = text === "";
    this._notice.textContent = text;
  }

  private _noticeText(): string {
    if (!this._loaded) return "The inspector appears when the machine is ready.";
    if (this._obstacle !== "") return `${this._obstacle} The same facts are below as tables.`;
    return this._loading && !this._wantsTables ? "Loading the inspector …" : "";
  }

  private async _loadGraphics(): Promise<void> {
    if (this._loading) return;
    this._loading = true;
    this._showNotice();
    try {
      if (!hasWebGl2())
        throw new Error("This browser has no WebGL2, which the graphical inspector draws with.");
      const module: unknown = await import(this._script.href);
      if (!isInspector(module)) throw new Error("inspector.js is not an inspector.");
      this._graphics = await module.startInspector(this._graphicsArea, this._source, { theme: this._theme });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const sentence = /[.!]$/.test(reason) ? reason : `${reason}.`;
      this._obstacle = /WebGL/.test(reason)
        ? sentence
        : `The graphical inspector could not be started: ${sentence}`;
    }
    this._loading = false;
    this._show();
  }
}
