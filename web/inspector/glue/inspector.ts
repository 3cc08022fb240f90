// SPDX-License-Identifier: MIT
// The graphical inspector as the page sees it: see InspectorModule in web/page/InspectorSource.ts.
import {
  kInspectorViews,
  type InspectorHandle,
  type InspectorOptions,
  type InspectorSource,
  type InspectorView,
  type ThemeName,
} from "../../page/InspectorSource.ts";
import { Feed } from "./Feed.ts";
import { Frames } from "./Frames.ts";
import { InputQueue } from "./InputQueue.ts";
import createInspectorCore, { type InspectorCore } from "./inspector_core.js";
import { Keyboard } from "./Keyboard.ts";
import { withTexts } from "./memory.ts";
import { Mirror } from "./Mirror.ts";
import { Pointer } from "./Pointer.ts";
import { Surface } from "./Surface.ts";

class Inspector implements InspectorHandle {
  private readonly _core: InspectorCore;
  private readonly _surface: Surface;
  private readonly _keyboard: Keyboard;
  private readonly _pointer: Pointer;
  private readonly _mirror: Mirror;
  private readonly _queue: InputQueue;
  private readonly _frames: Frames;
  private readonly _feed: Feed;
  private readonly _motion = matchMedia("(prefers-reduced-motion: reduce)");
  private readonly _onMotion = (): void => this._core._inspector_reduce_motion(Number(this._motion.matches));

  constructor(core: InspectorCore, container: HTMLElement, source: InspectorSource, theme: ThemeName) {
    this._core = core;
    this._frames = new Frames((seconds) => this._draw(seconds));
    this._queue = new InputQueue(() => this._frames.onInput());
    this._surface = new Surface(core, container, () => this._frames.onInput());
    if (this._surface.isSlow) this._frames.spare();
    this._mirror = new Mirror(core, container, (text) => this._surface.provide(text));
    this._keyboard = new Keyboard(core, this._surface, this._queue);
    this._pointer = new Pointer(core, this._surface, this._queue);
    this._feed = new Feed(core, source, () => this._frames.onData());
    this._motion.addEventListener("change", this._onMotion);
    this._onMotion();
    this.setTheme(theme);
  }

  async start(): Promise<void> {
    await this._feed.start();
    this.setVisible(true);
  }

  setTheme(theme: ThemeName): void {
    this._core._inspector_theme(Number(theme === "dark"));
    this._frames.onInput();
  }

  setVisible(visible: boolean): void {
    this._frames.setRunning(visible);
    this._feed.setActive(visible);
  }

  show(view: InspectorView, filter: string | null): void {
    const page = kInspectorViews.indexOf(view);
    withTexts(this._core, filter === null ? [] : [filter], (text = 0) => this._core._inspector_show(page, text));
    this._frames.onInput();
  }

  stop(): void {
    this._frames.setRunning(false);
    this._feed.stop();
    this._motion.removeEventListener("change", this._onMotion);
    this._mirror.remove();
    this._surface.remove();
  }

  private _draw(seconds: number): number {
    const more = this._queue.applyNext();
    if (!this._surface.drawable) return -1;
    const next = this._core._inspector_frame(seconds);
    this._feed.carryWishes();
    this._keyboard.copyOut();
    this._pointer.showCursor();
    this._mirror.update();
    return more ? 0 : next;
  }
}

/** Rejects with an Error for people when the browser cannot draw it; the container is empty then. */
export async function startInspector(
  container: HTMLElement,
  source: InspectorSource,
  options: InspectorOptions,
): Promise<InspectorHandle> {
  const core = await createInspectorCore();
  const inspector = new Inspector(core, container, source, options.theme);
  await inspector.start();
  return inspector;
}
