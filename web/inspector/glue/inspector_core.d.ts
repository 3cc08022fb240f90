// SPDX-License-Identifier: MIT
// The compiled inspector: what backend/*.cpp exports. Numbers are int or float, texts are addresses of UTF-8.

export interface InspectorCore {
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  readonly GL: {
    createContext(canvas: HTMLCanvasElement, attributes: WebGLContextAttributes & { majorVersion: number }): number;
    makeContextCurrent(context: number): boolean;
    deleteContext(context: number): void;
  };
  UTF8ToString(address: number): string;
  _malloc(size: number): number;
  _free(address: number): void;

  _inspector_start(): number;
  _inspector_resize(width: number, height: number, scale: number): void;
  _inspector_theme(dark: number): void;
  _inspector_reduce_motion(reduce: number): void;
  _inspector_context_lost(): void;
  _inspector_context_restored(): void;
  _inspector_frame(seconds: number): number;

  _inspector_atlas_begin(width: number, height: number): number;
  _inspector_atlas_face(face: number, size: number, ascent: number, descent: number): void;
  _inspector_atlas_glyph(
    face: number, letter: number, x: number, y: number, width: number, height: number, left: number, top: number,
    advance: number,
  ): void;
  _inspector_atlas_end(): void;

  _inspector_pointer(x: number, y: number): void;
  _inspector_button(button: number, down: number): void;
  _inspector_wheel(x: number, y: number): void;
  _inspector_modifiers(control: number, shift: number, alt: number): void;
  _inspector_key(key: number, down: number): void;
  _inspector_text(text: number): void;
  _inspector_take_copied(): number;
  _inspector_cursor(): number;

  _inspector_trace(records: number, count: number): void;
  _inspector_tasks(tasks: number, count: number): void;
  _inspector_phones(task: number, phones: number, count: number): void;
  _inspector_calls(task: number, calls: number, count: number): void;
  _inspector_interface(id: number, name: number): void;
  _inspector_method(interfaceId: number, number: number, name: number, args: number, results: number): void;
  _inspector_restart(): void;
  _inspector_show(page: number, filter: number): void;

  _inspector_wanted_task(): number;
  _inspector_take_kill(): number;
  _inspector_wants_trace(): number;
  _inspector_mirror(): number;
  _inspector_take_announcement(): number;
}

export default function createInspectorCore(): Promise<InspectorCore>;
