// SPDX-License-Identifier: MIT
// The canvas: its WebGL2 context, and its size in pixels of the screen.
import { deliverFonts, familiesOf, hasRareLetters } from "./FontAtlas.ts";
import type { InspectorCore } from "./inspector_core.js";

export class Surface {
  readonly canvas: HTMLCanvasElement;
  scale = 1;
  private readonly _core: InspectorCore;
  private readonly _context: number;
  private readonly _observer: ResizeObserver;
  private readonly _onChange: () => void;
  private _lost = false;
  private _withRare = false;

  /** Puts a canvas into the container. Throws when the browser has no WebGL2. */
  constructor(core: InspectorCore, container: HTMLElement, onChange: () => void) {
    this._core = core;
    this._onChange = onChange;
    this.canvas = document.createElement("canvas");
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "application");
    this.canvas.setAttribute("aria-label", "Inspector. Keys 1 to 4 change the view, arrows choose a call or a task, Enter opens it, Delete on a task's page kills it, slash filters.");
    this.canvas.style.cssText = "position:absolute;inset:0;width:100%;height:100%;display:block;outline-offset:-2px;touch-action:none";
    this._context = core.GL.createContext(this.canvas, { majorVersion: 2, alpha: false, antialias: false, depth: false });
    if (this._context === 0 || !core.GL.makeContextCurrent(this._context))
      throw new Error("This browser has no WebGL2, which the graphical inspector draws with.");
    if (core._inspector_start() === 0) throw new Error("WebGL2 of this browser cannot draw the inspector.");
    this.canvas.addEventListener("webglcontextlost", (event) => {
      event.preventDefault();
      this._lost = true;
      core._inspector_context_lost();
    });
    this.canvas.addEventListener("webglcontextrestored", () => {
      this._lost = false;
      core._inspector_context_restored();
      onChange();
    });
    container.append(this.canvas);
    this._observer = this._observe();
  }

  /** True when no graphics hardware draws. */
  get isSlow(): boolean {
    const context = this.canvas.getContext("webgl2");
    const details = context?.getExtension("WEBGL_debug_renderer_info");
    const renderer: unknown = context?.getParameter(details?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
    return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(String(renderer));
  }

  get drawable(): boolean {
    return !this._lost && this.canvas.width > 1 && this.canvas.height > 1;
  }

  /** Makes sure that this text can be drawn; the next frame has its letters. */
  provide(text: string): void {
    if (this._withRare || !hasRareLetters(text)) return;
    this._withRare = true;
    if (!this.canvas.dataset["fonts"]) return; // they come with the first size
    this._deliverFonts();
    this._onChange();
  }

  remove(): void {
    this._observer.disconnect();
    this._core.GL.deleteContext(this._context);
    this.canvas.remove();
  }

  private _observe(): ResizeObserver {
    const observer = new ResizeObserver((entries) => {
      const entry = entries[entries.length - 1];
      if (entry === undefined) return;
      const ratio = window.devicePixelRatio;
      const width = Math.round(entry.contentRect.width * ratio);
      const height = Math.round(entry.contentRect.height * ratio);
      // The browser knows best how a fractional size was rounded, unless the ratio is a developer tool's invention.
      const exact = entry.devicePixelContentBoxSize?.[0];
      const honest = exact !== undefined && Math.abs(exact.inlineSize - width) <= 2 && Math.abs(exact.blockSize - height) <= 2;
      if (honest) this._resize(exact.inlineSize, exact.blockSize, ratio);
      else this._resize(width, height, ratio);
    });
    try {
      observer.observe(this.canvas, { box: "device-pixel-content-box" });
    } catch {
      observer.observe(this.canvas); // Safari does not know the other box
    }
    return observer;
  }

  private _resize(width: number, height: number, scale: number): void {
    if (width < 1 || height < 1) return;
    this.canvas.width = width;
    this.canvas.height = height;
    const fonts = scale !== this.scale || !this.canvas.dataset["fonts"];
    this.scale = scale;
    this._core._inspector_resize(width, height, scale);
    if (fonts) this._deliverFonts();
    this._onChange();
  }

  private _deliverFonts(): void {
    deliverFonts(this._core, familiesOf(this.canvas), this.scale, this._withRare);
    this.canvas.dataset["fonts"] = this._withRare ? "all" : "common";
  }
}
