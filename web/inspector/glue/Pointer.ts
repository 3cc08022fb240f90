// SPDX-License-Identifier: MIT
// Mouse, pen and fingers. A finger that moves scrolls; one that does not, clicks.
import type { InputQueue } from "./InputQueue.ts";
import type { InspectorCore } from "./inspector_core.js";
import type { Surface } from "./Surface.ts";

const AWAY = -1e6;
const PIXELS_A_LINE = 34;
const CLICK_TOLERANCE = 8; // pixels of the page that a finger may tremble
const CURSORS = ["default", "text", "pointer", "ns-resize"];

export class Pointer {
  private readonly _core: InspectorCore;
  private readonly _surface: Surface;
  private readonly _queue: InputQueue;
  private _touch: { x: number; y: number; lastX: number; lastY: number; moved: boolean } | null = null;

  constructor(core: InspectorCore, surface: Surface, queue: InputQueue) {
    this._core = core;
    this._surface = surface;
    this._queue = queue;
    const canvas = surface.canvas;
    canvas.addEventListener("pointerdown", (event) => this._onDown(event));
    canvas.addEventListener("pointermove", (event) => this._onMove(event));
    canvas.addEventListener("pointerup", (event) => this._onUp(event));
    canvas.addEventListener("pointercancel", () => this._leave());
    canvas.addEventListener("pointerleave", () => this._leave());
    canvas.addEventListener("wheel", (event) => this._onWheel(event), { passive: false });
  }

  /** After a frame: the shape that the pointer has there. */
  showCursor(): void {
    const cursor = CURSORS[this._core._inspector_cursor()] ?? "default";
    if (this._surface.canvas.style.cursor !== cursor) this._surface.canvas.style.cursor = cursor;
  }

  private _place(event: MouseEvent): () => void {
    const x = event.offsetX * this._surface.scale;
    const y = event.offsetY * this._surface.scale;
    return () => this._core._inspector_pointer(x, y);
  }

  private _onDown(event: PointerEvent): void {
    this._surface.canvas.focus({ preventScroll: true });
    if (event.button !== 0) return;
    this._surface.canvas.setPointerCapture(event.pointerId);
    if (event.pointerType === "touch") {
      this._touch = { x: event.offsetX, y: event.offsetY, lastX: event.offsetX, lastY: event.offsetY, moved: false };
      return;
    }
    this._change(event, 1);
  }

  private _onMove(event: PointerEvent): void {
    const touch = this._touch;
    if (touch === null || event.pointerType !== "touch") {
      this._queue.add(this._place(event));
      return;
    }
    touch.moved ||= Math.hypot(event.offsetX - touch.x, event.offsetY - touch.y) > CLICK_TOLERANCE;
    if (!touch.moved) return;
    const dx = event.offsetX - touch.lastX;
    const dy = event.offsetY - touch.lastY;
    touch.lastX = event.offsetX;
    touch.lastY = event.offsetY;
    this._queue.add(this._place(event));
    this._queue.add(() => this._core._inspector_wheel(dx / PIXELS_A_LINE, dy / PIXELS_A_LINE));
  }

  private _onUp(event: PointerEvent): void {
    if (event.button !== 0) return;
    const touch = this._touch;
    this._touch = null;
    if (touch !== null) {
      if (touch.moved) return;
      this._change(event, 1);
    }
    this._change(event, 0);
    if (touch !== null) this._leave();
  }

  private _change(event: PointerEvent, down: number): void {
    const place = this._place(event);
    this._queue.addChange(() => {
      place();
      this._core._inspector_button(0, down);
    });
  }

  private _leave(): void {
    this._touch = null;
    this._queue.addChange(() => {
      this._core._inspector_button(0, 0);
      this._core._inspector_pointer(AWAY, AWAY);
    });
  }

  private _onWheel(event: WheelEvent): void {
    if (event.ctrlKey) return; // the browser's zoom
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? PIXELS_A_LINE : 1;
    const [x, y] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    this._queue.add(this._place(event));
    this._queue.add(() => this._core._inspector_wheel(-x / unit, -y / unit));
  }
}
