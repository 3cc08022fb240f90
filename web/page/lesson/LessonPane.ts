// SPDX-License-Identifier: MIT
// The place of the lessons in the page: follows the address, and loads the rest when somebody wants a lesson.
import { lessonFragment, parsePageAddress, type LessonPlace } from "../address/PageAddress.ts";
import { find } from "../dom.ts";
import type { InspectorView } from "../InspectorSource.ts";
import type { Preferences } from "../layout/Preferences.ts";
import type { MachineSource } from "../link/MachineSource.ts";
import type { LessonModule, LessonsHandle } from "./LessonModule.ts";
import { PlaceTabs } from "./PlaceTabs.ts";

export interface PaneListener {
  /// Types into the terminal on the screen, which gets the focus.
  type(keys: string): void;
  /// Brings the inspector into sight.
  showInspector(): void;
  /// Chooses what the inspector shows when it is in sight.
  chooseView(view: InspectorView, filter: string | null): void;
  /// Takes the focus back from a lesson that is closed.
  focusTerminal(): void;
}

const kFragmentNames = ["lesson", "seed"];

export class LessonPane {
  private readonly _script: URL;
  private readonly _source: MachineSource;
  private readonly _preferences: Preferences;
  private readonly _listener: PaneListener;
  private readonly _work = find("work", HTMLElement);
  private readonly _pane = find("lesson", HTMLElement);
  private readonly _button = find("toggle-lessons", HTMLButtonElement);
  private readonly _tabs: PlaceTabs;
  private _handle: LessonsHandle | null = null;
  private _loading = false;
  private _ready = false;
  private _open = false;

  /// `script`: where lessons.js is.
  constructor(script: URL, source: MachineSource, preferences: Preferences, listener: PaneListener) {
    this._script = script;
    this._source = source;
    this._preferences = preferences;
    this._listener = listener;
    this._tabs = new PlaceTabs(this._work, find("places", HTMLElement), () => listener.showInspector());
    this._button.addEventListener("click", () => (this._open ? this._close() : this._follow(true)));
    window.addEventListener("hashchange", () => this._follow(false));
    if (this._asked) this._show(true);
  }

  /// The machine is ready: now there is time for a lesson.
  load(): void {
    this._ready = true;
    this._follow(this._open);
  }

  /// The address names a lesson, or something that is none.
  private get _asked(): boolean {
    return new URLSearchParams(location.hash.slice(1)).has("lesson");
  }

  /// Does what the address says; `wanted`: the pane is open or shall be, even if it names no lesson.
  private _follow(wanted: boolean): void {
    const open = wanted || this._asked;
    this._show(open);
    if (!open || !this._ready) return;
    if (this._handle === null) return void this._load();
    const { lesson, seed, problems } = parsePageAddress(location.hash);
    this._handle.open(lesson, seed, problems.filter((text) => /^The link says (lesson|seed)=/.test(text)));
  }

  private _show(open: boolean): void {
    if (open === this._open) return;
    this._open = open;
    this._pane.hidden = !open;
    this._work.classList.toggle("with-lesson", open);
    this._button.setAttribute("aria-pressed", String(open));
    this._tabs.setVisible(open);
    this._source.holdTrace(open);
    if (!open) this._handle?.close();
  }

  private async _load(): Promise<void> {
    if (this._loading) return;
    this._loading = true;
    try {
      const module = (await import(this._script.href)) as LessonModule;
      this._handle = await module.startLessons(this._pane, {
        source: this._source,
        preferences: this._preferences,
        folder: new URL("tutorials/", this._script),
        type: (keys) => {
          this._tabs.show("terminal");
          this._listener.type(keys);
        },
        show: (view, filter) => {
          this._tabs.show("inspector");
          this._listener.showInspector();
          this._listener.chooseView(view, filter);
        },
        prepare: (view) => this._listener.chooseView(view, null),
        go: (place, seed) => this._go(place, seed),
        setBadge: (text) => this._tabs.setBadge(text),
        close: () => this._close(),
      });
      this._follow(this._open);
    } catch (error) {
      this._pane.textContent = `The lessons could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
    }
    this._loading = false;
  }

  private _go(place: LessonPlace | null, seed: bigint | null): void {
    if (place !== null) {
      const address = lessonFragment(place, seed);
      // A problem that the page has chosen itself is no step that one would want to go back from.
      const isSame = parsePageAddress(location.hash).seed === null && location.hash === lessonFragment(place, null);
      if (!isSame) return void (location.hash = address);
      history.replaceState(null, "", address);
      return this._follow(true);
    }
    this._forgetPlace();
    this._follow(true);
  }

  private _close(): void {
    this._forgetPlace();
    this._show(false);
    this._listener.focusTerminal();
  }

  /// The address stays as it is but for the lesson.
  private _forgetPlace(): void {
    const kept = location.hash.slice(1).split("&").filter((field) => !kFragmentNames.includes(field.split("=")[0] ?? ""));
    const fragment = kept.join("&");
    if (this._asked) history.pushState(null, "", fragment === "" ? location.pathname + location.search : `#${fragment}`);
  }
}
