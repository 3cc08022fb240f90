// SPDX-License-Identifier: MIT
// Entry of the page, small so that it runs at once: begins with the worker and the bundle, and only then lets the
// page itself run. A browser brings a worker's script through the thread of the page, which must be free for it.
// All addresses are relative to this script, so that the folder works from any place.
import type { PageModule } from "../App.ts";
import { type BundleOptions, Preparation } from "./Preparation.ts";

const kLongestWait = 120; // milliseconds; a slow network is no reason to show nothing
const kPage = new URL("page.js", import.meta.url);
const kWorker = new URL("worker.js", import.meta.url);
const kBundle = new URL("system.tar.zst", import.meta.url);
const kShare = new URL("share.js", import.meta.url);
const kLessons = new URL("lessons.js", import.meta.url);
const kTour = new URL("tour.js", import.meta.url);
const kInspectors = {
  graphics: new URL("inspector.js", import.meta.url),
  tables: new URL("tables.js", import.meta.url),
};

function prepare(bundle: Omit<BundleOptions, "address">): Preparation {
  return new Preparation(kWorker, { address: kBundle, ...bundle });
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/// Without the page there is nobody else to say it.
function reportFailure(error: unknown): void {
  const card = document.getElementById("boot-card");
  const reason = error instanceof Error ? error.message : String(error);
  if (card !== null)
    card.textContent = `The page could not be set up: ${reason}. Its files may be missing or from different builds.`;
  console.error(error);
}

async function start(): Promise<void> {
  const session = new URLSearchParams(location.hash.slice(1)).get("session") ?? "";
  const first = prepare({ kept: null, reload: false, session });
  await Promise.race([first.settled(), wait(kLongestWait)]);
  const { startPage } = (await import(kPage.href)) as PageModule;
  startPage({ first, prepare, inspectors: kInspectors, lessons: kLessons, share: kShare, tour: kTour });
}

start().catch(reportFailure);
