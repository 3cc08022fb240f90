// SPDX-License-Identifier: MIT
// The controls of a machine that plays a session: play, pause, seek, step by one message, speed, markers, and the way
// out: going on with the machine as it stands.
import { make, makeButton } from "../dom.ts";
import type { PageMessage, PlaybackState, SessionFacts } from "../../worker/protocol.ts";

export interface PlayerListener {
  send(message: PageMessage): void;
  /// The machine is the visitor's now.
  onLeave(): void;
}

const kSpeeds = [0.5, 1, 2, 4, 16];
const kCut = 2_000_000; // microseconds that are left of a longer silence
const kUncut = 86_400_000_000;
const kSteps = 1000; // of the scrub bar

/// For example 1:04.3.
export function formatClock(microseconds: number): string {
  const tenths = Math.floor(microseconds / 100_000);
  const seconds = Math.floor(tenths / 10);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}.${tenths % 10}`;
}

export class PlayerBar {
  private readonly _bar: HTMLElement;
  private readonly _facts: SessionFacts;
  private readonly _listener: PlayerListener;
  private readonly _toggle = makeButton("Play", "action", () => this._press());
  private readonly _clock = make("span", { class: "clock" });
  private readonly _scrub = make("input", {
    attributes: { type: "range", min: "0", max: String(kSteps), value: "0", "aria-label": "Moment of the session" },
  });
  private readonly _verdict = make("span", { class: "verdict", text: "Running the session once…", attributes: { role: "status" } });
  private _state: PlaybackState = "preparing";
  private _speed = 1;
  private _idleLimit = kCut;

  /// `bar` is an empty element of the page.
  constructor(bar: HTMLElement, facts: SessionFacts, listener: PlayerListener) {
    this._bar = bar;
    this._facts = facts;
    this._listener = listener;
    const step = (by: number, label: string, text: string): HTMLButtonElement => {
      const button = makeButton(text, "tool", () => listener.send({ kind: "step", by }));
      button.title = label;
      button.setAttribute("aria-label", label);
      return button;
    };
    bar.replaceChildren(
      this._toggle,
      step(-1, "One message back", "−1"),
      step(1, "One message on", "+1"),
      this._track(),
      this._clock,
      this._speedChoice(),
      this._cutChoice(),
      ...this._markerChoice(),
      this._verdict,
      makeButton("Go on from here", "action leave", () => this._leave()),
    );
    bar.hidden = false;
    this.setPosition("preparing", 0);
  }

  setPosition(state: PlaybackState, time: number): void {
    this._state = state;
    const { duration } = this._facts;
    const at = Math.min(time, duration);
    this._toggle.textContent = state === "playing" ? "Pause" : state === "over" ? "Play again" : "Play";
    this._toggle.disabled = state === "preparing";
    this._clock.textContent = `${formatClock(at)} / ${formatClock(duration)}`;
    if (document.activeElement !== this._scrub || state === "playing") {
      this._scrub.value = String(duration === 0 ? kSteps : Math.round((kSteps * at) / duration));
    }
    this._scrub.setAttribute("aria-valuetext", `${formatClock(at)} of ${formatClock(duration)}`);
  }

  /// "": the state was reproduced.
  setVerdict(difference: string): void {
    const same = difference === "";
    this._verdict.classList.toggle("good", same);
    this._verdict.classList.toggle("bad", !same);
    this._verdict.textContent = same ? "✓ Reproduced" : `✗ Differs: ${difference}`;
    this._verdict.title = same ? "The machine ended in the recorded state, to the last byte" : difference;
  }

  /// Says something about the link beside the verdict, for example where its build is kept.
  addNote(note: Node): void {
    this._verdict.after(note);
  }

  private _press(): void {
    this._listener.send({ kind: this._state === "playing" ? "pause" : "play" });
  }

  private _track(): HTMLElement {
    this._scrub.addEventListener("input", () => {
      this._listener.send({ kind: "seek", time: (this._facts.duration * Number(this._scrub.value)) / kSteps });
    });
    const ticks = this._facts.markers.map(({ time, name }) => {
      const tick = make("span", { class: "tick", title: name, attributes: { "aria-hidden": "true" } });
      tick.style.left = `${(100 * time) / Math.max(1, this._facts.duration)}%`;
      return tick;
    });
    return make("span", { class: "track" }, this._scrub, ...ticks);
  }

  private _speedChoice(): HTMLElement {
    const choice = make("select", { attributes: { "aria-label": "Speed" } });
    for (const speed of kSpeeds) choice.append(new Option(`${speed}×`, String(speed), speed === 1, speed === 1));
    choice.addEventListener("change", () => {
      this._speed = Number(choice.value);
      this._tellPace();
    });
    return choice;
  }

  private _cutChoice(): HTMLElement {
    const box = make("input", { attributes: { type: "checkbox", checked: "" } });
    box.addEventListener("change", () => {
      this._idleLimit = box.checked ? kCut : kUncut;
      this._tellPace();
    });
    return make("label", { class: "cut", title: "A silence of more than two seconds is cut to two" }, box, "cut pauses");
  }

  private _markerChoice(): HTMLElement[] {
    const { markers } = this._facts;
    if (markers.length === 0) return [];
    const choice = make("select", { attributes: { "aria-label": "Go to a marker" } });
    choice.append(new Option("Markers", ""), ...markers.map(({ time, name }) => new Option(`${formatClock(time)} ${name}`, String(time))));
    choice.addEventListener("change", () => {
      if (choice.value !== "") this._listener.send({ kind: "seek", time: Number(choice.value) });
      choice.value = "";
    });
    return [choice];
  }

  private _tellPace(): void {
    this._listener.send({ kind: "pace", speed: this._speed, idleLimit: this._idleLimit });
  }

  private _leave(): void {
    this._listener.send({ kind: "leave" });
    this._bar.hidden = true;
    this._bar.replaceChildren();
    this._listener.onLeave();
  }
}
