// SPDX-License-Identifier: MIT
// Offers the tour to who has never seen it, once: whatever becomes of the offer, there is no second one.
import type { Preferences } from "../layout/Preferences.ts";
import type { TourModule } from "./TourModule.ts";

const kOffered = "tour.offered";

export class TourOffer {
  private readonly _script: URL;
  private readonly _preferences: Preferences;
  private readonly _onEnd: () => void;

  /// `script`: where tour.js is.
  constructor(script: URL, preferences: Preferences, onEnd: () => void) {
    this._script = script;
    this._preferences = preferences;
    this._onEnd = onEnd;
  }

  /// Nobody who follows a link, or looks at the page in a frame, is a visitor who looks around.
  offer(): void {
    if (this._preferences.flag(kOffered, false) || location.hash !== "" || window.self !== window.top) return;
    this._preferences.setFlag(kOffered, true);
    void this.show();
  }

  /// Without its script there is no tour, and nothing is lost.
  async show(): Promise<void> {
    try {
      const module = (await import(this._script.href)) as TourModule;
      module.offerTour({ onEnd: this._onEnd });
    } catch (error) {
      console.info("The tour could not be loaded.", error);
    }
  }
}
