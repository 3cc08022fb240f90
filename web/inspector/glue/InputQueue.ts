// SPDX-License-Identifier: MIT
// Between two frames the user may press and release: each change must be seen in a frame of its own.

export class InputQueue {
  private readonly _steps: { readonly apply: () => void; readonly endsFrame: boolean }[] = [];
  private readonly _wake: () => void;

  /** `wake` asks for a frame. */
  constructor(wake: () => void) {
    this._wake = wake;
  }

  /** Something that may share a frame with what follows, like a movement or a letter. */
  add(apply: () => void): void {
    this._steps.push({ apply, endsFrame: false });
    this._wake();
  }

  /** A press or a release. */
  addChange(apply: () => void): void {
    this._steps.push({ apply, endsFrame: true });
    this._wake();
  }

  /** Applies what belongs into the next frame; true when more is waiting. */
  applyNext(): boolean {
    for (let step = this._steps.shift(); step !== undefined; step = this._steps.shift()) {
      step.apply();
      if (step.endsFrame) break;
    }
    return this._steps.length > 0;
  }
}
