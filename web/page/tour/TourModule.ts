// SPDX-License-Identifier: MIT
// What the page gives to the tour. tour.js is loaded for who has never seen it, or asks for it.
export interface TourHost {
  /// The tour is over, whichever way.
  onEnd(): void;
}

/// The shape of the module tour.js.
export interface TourModule {
  /// Offers the tour in a card that nobody has to answer.
  offerTour(host: TourHost): void;
}
