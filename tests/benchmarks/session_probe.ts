// SPDX-License-Identifier: MIT
// What recording, replaying, seeking and snapshots cost. Runs in Node and, as a script, in a page: it knows neither.
import { Bundle } from "../../web/machine/Bundle.ts";
import { engine } from "../../web/machine/Engine.ts";
import { Machine } from "../../web/machine/Machine.ts";
import { Playback } from "../../web/machine/Playback.ts";
import { Player } from "../../web/machine/Player.ts";
import type { Recording } from "../../web/machine/Recording.ts";
import { restoreMachine, saveMachine } from "../../web/machine/SnapshotFile.ts";

/// Times in milliseconds, sizes in bytes.
export interface SessionCosts {
  /// Virtual duration of a session that was typed, and what its first run took.
  readonly typed: number;
  readonly replayed: number;
  /// The longest of several seeks to and fro.
  readonly seek: number;
  readonly save: number;
  readonly restore: number;
  readonly bytes: number;
}

const kCommands = ["ls /bin", "cat /readme | head -n 5", "seq 100 | sort -r", "echo hello > /tmp/a", "cat /tmp/a", "tasks"];
const kKey = 90; // milliseconds between keys
const kPause = 700; // milliseconds before Enter and after a command
const kPlaces = [0.9, 0.1, 0.6, 0.3, 0.95, 0.02]; // parts of the session that are sought
const kLimit = 60_000; // milliseconds

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void engine.setTimeout(() => resolve(), milliseconds));
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const end = engine.performance.now() + kLimit;
  while (!holds()) {
    if (engine.performance.now() > end) throw new Error(`bench: no ${what} within ${kLimit} ms`);
    await wait(1);
  }
}

/// Types a session at the speed of a person, and saves the machine at its end.
async function record(bundle: Bundle): Promise<{ recording: Recording; file: Uint8Array; save: number }> {
  let prompts = 0;
  const mark = (_terminal: number, { kind }: { kind: string }): void => void (kind === "ready" && prompts++);
  const machine = await Machine.create({ bundle, record: true, events: { mark } });
  machine.open(0, 80, 24);
  machine.start();
  await until("prompt", () => prompts > 0);
  const begin = engine.performance.now();
  const file = (await saveMachine(machine, bundle)) as Uint8Array;
  const save = engine.performance.now() - begin;
  for (const command of kCommands) {
    for (const key of command) {
      machine.input(0, new engine.TextEncoder().encode(key));
      await wait(kKey);
    }
    await wait(kPause);
    machine.input(0, Uint8Array.of(0x0d));
    await wait(kPause);
  }
  const recording = (await machine.session()) as Recording;
  machine.stop();
  return { recording, file, save };
}

async function play(bundle: Bundle, recording: Recording): Promise<{ typed: number; replayed: number; seek: number }> {
  const player = new Player(recording);
  let difference: string | undefined = "none yet";
  let place = -1;
  let playback: Playback | undefined;
  const machine = await Machine.create({
    bundle,
    replay: player,
    events: { output: (terminal, bytes) => playback?.addOutput(terminal, bytes), turned: (waits) => playback?.turned(waits) },
  });
  const quiet = (): void => undefined;
  const events = { position: () => void (place = machine.uptime), rewound: quiet, output: quiet, verdict: (text: string | undefined) => void (difference = text) };
  playback = new Playback(machine, player, events, () => engine.performance.now());
  const begin = engine.performance.now();
  playback.start();
  await until("end of the first run", () => playback.state !== "preparing");
  const replayed = engine.performance.now() - begin;
  if (difference !== undefined) throw new Error(`bench: the session was not reproduced: ${difference}`);
  playback.pause();
  let seek = 0;
  for (const part of kPlaces) {
    place = -1;
    const from = engine.performance.now();
    playback.seek(player.duration * part);
    await until("place", () => place >= 0);
    seek = Math.max(seek, engine.performance.now() - from);
  }
  playback.leave();
  machine.stop();
  return { typed: player.duration / 1000, replayed, seek };
}

async function restored(bundle: Bundle, file: Uint8Array): Promise<number> {
  const machine = await Machine.create({ bundle, events: {} });
  const begin = engine.performance.now();
  await restoreMachine(machine, file, bundle);
  const took = engine.performance.now() - begin;
  machine.start();
  machine.stop();
  return took;
}

/// Types, plays, seeks, saves and restores once each.
export async function sessions(bytes: Uint8Array): Promise<SessionCosts> {
  const bundle = Bundle.open(bytes);
  const { recording, file, save } = await record(bundle);
  const restore = await restored(bundle, file);
  return { ...(await play(bundle, recording)), save, restore, bytes: file.length };
}
