// SPDX-License-Identifier: MIT
// The page while its machine plays a session: the terminals show and take nothing, at the sizes they had, and the bar
// with the controls appears.
import { find, make } from "../dom.ts";
import type { PageMessage, PlaybackState, SessionFacts, TerminalSize } from "../../worker/protocol.ts";
import type { TerminalDeck } from "../terminal/TerminalDeck.ts";
import type * as ShareModule from "./main.ts";
import type { PlayerBar } from "./PlayerBar.ts";

export interface SessionListener {
  send(message: PageMessage): void;
  /// What was shown is void.
  onRewound(): void;
  /// The machine is the visitor's now.
  onLeft(): void;
}

export class SessionView {
  private readonly _bar = find("player", HTMLElement);
  private _player: PlayerBar | null = null;
  private _position: readonly [PlaybackState, number] = ["preparing", 0];
  private _difference: string | null = null;
  private _active = false;

  constructor(
    private readonly _deck: TerminalDeck,
    private readonly _loadModule: () => Promise<typeof ShareModule>,
    private readonly _listener: SessionListener,
  ) {}

  /// Whether the machine plays a session.
  get active(): boolean {
    return this._active;
  }

  /// `marker`: where to begin, by name or number; null: at the beginning.
  async begin(facts: SessionFacts, marker: string | null): Promise<void> {
    this._active = true;
    this._deck.setPlayed(true);
    const { PlayerBar } = await this._loadModule();
    if (!this._active) return;
    this._player = new PlayerBar(this._bar, facts, {
      send: (message) => this._listener.send(message),
      onLeave: () => this._left(),
    });
    this._player.setPosition(...this._position);
    if (this._difference !== null) this._player.setVerdict(this._difference);
    if (!facts.sameBuild) await this._offerBuild(facts.build);
    const start = marker === null ? undefined : (facts.markers[Number(marker) - 1] ?? facts.markers.find(({ name }) => name === marker));
    if (start !== undefined) this._listener.send({ kind: "seek", time: start.time });
  }

  setPosition(state: PlaybackState, time: number): void {
    this._position = [state, time];
    this._player?.setPosition(state, time);
  }

  setVerdict(difference: string): void {
    this._difference = difference;
    this._player?.setVerdict(difference);
  }

  rewound(): void {
    this._deck.clear();
    this._listener.onRewound();
  }

  sized(terminal: number, size: TerminalSize): void {
    if (this._active) this._deck.setSize(terminal, size);
  }

  /// Another machine begins.
  end(): void {
    this._active = false;
    this._player = null;
    this._difference = null;
    this._position = ["preparing", 0];
    this._bar.hidden = true;
    this._bar.replaceChildren();
    this._deck.setPlayed(false);
  }

  private _left(): void {
    this.end();
    this._deck.focus();
    this._listener.onLeft();
  }

  /// A link names its build. Where the host keeps that one, the visitor can go there.
  private async _offerBuild(build: string): Promise<void> {
    const address = new URL(`builds/${build}/index.html`, location.href);
    address.hash = location.hash;
    const kept = await fetch(address, { method: "HEAD" }).then(({ ok }) => ok, () => false);
    const words = make("span", { class: "note", text: `Recorded with build ${build}, which is not this one. ` });
    if (kept) words.append(make("a", { text: "Open it with its own build", attributes: { href: address.href } }));
    this._player?.addNote(words);
  }
}
