// SPDX-License-Identifier: MIT
// A recorded session goes through a link, is played again, and is sought in both directions; each moment is the same
// machine, to the last byte, from wherever it was reached.
import assert from "node:assert/strict";
import { Machine } from "../../web/machine/Machine.ts";
import { Playback, type Position } from "../../web/machine/Playback.ts";
import { Player } from "../../web/machine/Player.ts";
import type { Recording } from "../../web/machine/Recording.ts";
import { packSession, unpackSession } from "../../web/machine/SessionLink.ts";
import { test } from "../harness/scenario.ts";
import { openBundle, type System, withSystem } from "../harness/system.ts";

const kPatience = 60_000; // milliseconds

async function record(session: (system: System) => Promise<void>): Promise<string> {
  let text = "";
  await withSystem({ record: true, seed: 42n, trace: true }, async (system) => {
    await session(system);
    text = await packSession((await system.machine.session()) as Recording);
  });
  return text;
}

async function typing(system: System): Promise<void> {
  await system.run("echo one > /tmp/a; cat /tmp/a");
  await system.machine.mark("before the pipe");
  await system.run("seq 200 | sort -r | tail -n 3");
  await system.run("sleep 1; fault stack; date");
}

/// A playback on a machine of its own, with what it has shown and said.
class Stage {
  readonly positions: Position[] = [];
  verdict: string | undefined | null = null;
  text = "";
  rewinds = 0;
  machine!: Machine;
  playback!: Playback;
  private _wake = (): void => undefined;

  static async open(link: string): Promise<Stage> {
    const recording = await unpackSession(link);
    const player = new Player(recording);
    const stage = new Stage();
    stage.machine = await Machine.create({
      bundle: openBundle(),
      replay: player,
      record: true,
      events: {
        output: (terminal, bytes) => stage.playback.addOutput(terminal, bytes),
        turned: (waits) => stage.playback.turned(waits),
      },
    });
    stage.playback = new Playback(stage.machine, player, stage._events(), () => performance.now());
    stage.playback.start();
    return stage;
  }

  private _events() {
    return {
      position: (position: Position) => {
        this.positions.push(position);
        this._wake();
      },
      rewound: () => {
        this.text = "";
        this.rewinds++;
      },
      output: (terminal: number, bytes: Uint8Array) => {
        if (terminal === 0) this.text += new TextDecoder().decode(bytes);
      },
      verdict: (difference: string | undefined) => (this.verdict = difference),
    };
  }

  /// Waits until the playback is in a state and, while it rests there, says so.
  until(wanted: Position["state"]): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no state ${wanted}, but ${this.playback.state}`)), kPatience);
      const check = (): void => {
        if (this.playback.state !== wanted) return;
        clearTimeout(timer);
        resolve();
      };
      this._wake = check;
      check();
    });
  }

  /// Pauses and goes to a logical time; the hash there.
  async hashAt(step: number): Promise<string> {
    this.playback.pause();
    this.positions.length = 0;
    this.playback.seekStep(step);
    await new Promise<void>((resolve) => {
      this._wake = () => {
        if (this.machine.dispatches === step && this.positions.length > 0) resolve();
      };
    });
    assert.equal(this.machine.dispatches, step);
    return this.machine.stateHash();
  }

  close(): void {
    this.machine.fork();
    this.machine.release();
    this.machine.stop();
  }
}

test("a session goes through a link, and its replay ends in the recorded state", async () => {
  const stage = await Stage.open(await record(typing));
  await stage.until("playing");
  assert.equal(stage.verdict, undefined);
  stage.playback.speed = 50;
  await stage.until("over");
  assert.match(stage.text, /\x07one\r\n[^]*\x07100\r\n10\r\n1\r\n[^]*\(task \d+\)\r\n\w{3} /);
  stage.close();
});

test("any dispatch is the same machine, whether it was reached forwards or backwards", async () => {
  const stage = await Stage.open(await record(typing));
  await stage.until("playing");
  const last = stage.positions.map(({ step }) => step).reduce((a, b) => Math.max(a, b), 0);
  const steps = [0.9, 0.2, 0.5, 0.50001, 0.99].map((part) => Math.floor(last * part));
  const first = new Map<number, string>();
  for (const step of steps) first.set(step, await stage.hashAt(step));
  for (const step of [...steps].reverse()) assert.equal(await stage.hashAt(step), first.get(step), `dispatch ${step}`);
  for (const step of steps) assert.notEqual(await stage.hashAt(step - 1), first.get(step));
  stage.close();
});

test("who leaves the playback goes on with the machine as it stands", async () => {
  const stage = await Stage.open(await record(typing));
  await stage.until("playing");
  stage.playback.pause();
  stage.playback.seek(Infinity);
  await stage.until("over");
  stage.playback.leave();
  stage.machine.input(0, new TextEncoder().encode("cat /tmp/a; echo mine:$((40+2))\r"));
  for (let wait = 0; wait < 200 && !stage.text.includes("mine:42"); wait++) await new Promise((resolve) => setTimeout(resolve, 25));
  assert.match(stage.text, /one\r\nmine:42/);
  stage.close();
});
