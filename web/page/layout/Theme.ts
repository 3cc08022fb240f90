// SPDX-License-Identifier: MIT
// Dark or light: the reader's choice if there was one, otherwise what the system prefers.
import type { ThemeName } from "../InspectorSource.ts";
import type { Preferences } from "./Preferences.ts";

export class Theme {
  private readonly _preferences: Preferences;
  private readonly _system = window.matchMedia("(prefers-color-scheme: light)");
  private readonly _listeners: ((name: ThemeName) => void)[] = [];

  private _given: ThemeName | null;

  /// `given`: what the address asks for; the reader's own choice is kept for other visits.
  constructor(preferences: Preferences, given: ThemeName | null = null) {
    this._preferences = preferences;
    this._given = given;
    this._system.addEventListener("change", () => this._apply());
    this._apply();
  }

  get name(): ThemeName {
    const chosen = this._given ?? this._preferences.text("theme");
    if (chosen === "dark" || chosen === "light") return chosen;
    return this._system.matches ? "light" : "dark";
  }

  toggle(): void {
    const { name } = this;
    this._given = null;
    this._preferences.setText("theme", name === "dark" ? "light" : "dark");
    this._apply();
  }

  onChange(listener: (name: ThemeName) => void): void {
    this._listeners.push(listener);
  }

  private _apply(): void {
    const { name } = this;
    document.documentElement.dataset["theme"] = name;
    for (const listener of this._listeners) listener(name);
  }
}
