// SPDX-License-Identifier: MIT
// Entry of tour.js.
import "../style/tour.css";
import { Tour } from "./Tour.ts";
import type { TourModule } from "./TourModule.ts";

export const offerTour: TourModule["offerTour"] = (host) => {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("tour.css", import.meta.url).href;
  for (const event of ["load", "error"]) link.addEventListener(event, () => new Tour(host), { once: true });
  document.head.append(link);
};
