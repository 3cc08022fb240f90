// SPDX-License-Identifier: MIT
// A machine that plays a recorded session: the page's wishes become those of a Playback, and what it tells becomes
// messages.
import type { Machine, MachineEvents } from "../machine/Machine.ts";
import { Playback } from "../machine/Playback.ts";
import { Player } from "../machine/Player.ts";
import type { Recording } from "../machine/Recording.ts";
import type { Post } from "./Session.ts";
import type { PageMessage, SessionFacts } from "./protocol.ts";

function factsOf(recording: Recording, player: Player, build: string): SessionFacts {
  const markers = recording.entries.flatMap(({ input, time }) =>
    input.kind === "marker" && input.name !== "" ? [{ time, name: input.name }] : [],
  );
  return { build: recording.build, sameBuild: recording.build === build, duration: player.duration, markers };
}

export class Stage {
  /// Where the machine takes its inputs from.
  readonly player: Player;
  private readonly _facts: SessionFacts;
  private _playback: Playback | undefined;
  private _machine: Machine | undefined;

  /// `build`: what runs here. With another build than the recorded one the session is played as well as it goes.
  constructor(
    recording: Recording,
    build: string,
    private readonly _post: Post,
    private readonly _output: (terminal: number, bytes: Uint8Array) => void,
  ) {
    this.player = new Player(recording);
    this._facts = factsOf(recording, this.player, build);
  }

  /// What the machine must tell.
  get events(): Pick<MachineEvents, "output" | "turned" | "resized"> {
    return {
      output: (terminal, bytes) => this._playback?.addOutput(terminal, bytes),
      turned: (waits) => this._playback?.turned(waits),
      resized: (terminal, size) => this._post({ kind: "sized", terminal, size }),
    };
  }

  /// Whether the visitor has taken the machine over.
  get isLeft(): boolean {
    return this._playback?.state === "left";
  }

  /// Whether the session runs for the first time; nobody sees it yet.
  get isPreparing(): boolean {
    return this._playback?.state === "preparing";
  }

  /// Whether what happens has happened before, in the first run.
  get repeats(): boolean {
    return !this.isPreparing && !this.isLeft;
  }

  start(machine: Machine): void {
    this._machine = machine;
    this._post({ kind: "session", session: this._facts });
    this._playback = new Playback(
      machine,
      this.player,
      {
        position: ({ state, time, step }) => this._post({ kind: "position", state, time, step }),
        rewound: () => this._rewound(machine),
        output: (terminal, bytes) => this._output(terminal, bytes),
        verdict: (difference) => this._post({ kind: "verdict", difference: difference ?? "" }),
      },
      () => performance.now(),
    );
    this._playback.start();
  }

  /// Acts on a wish of the page; false when the message is none.
  act(message: PageMessage): boolean {
    const playback = this._playback;
    if (playback === undefined) return false;
    switch (message.kind) {
      case "play":
        playback.play();
        return true;
      case "pause":
        playback.pause();
        return true;
      case "seek":
        playback.seek(message.time);
        return true;
      case "step":
        playback.pause();
        playback.seekStep((this._machine?.dispatches ?? 0) + message.by);
        return true;
      case "pace":
        playback.speed = message.speed;
        playback.idleLimit = message.idleLimit;
        return true;
      case "leave":
        playback.leave();
        return true;
      default:
        return false;
    }
  }

  private _rewound(machine: Machine): void {
    this._post({ kind: "rewound" });
    for (const [terminal, size] of machine.sizes) this._post({ kind: "sized", terminal, size });
  }
}
