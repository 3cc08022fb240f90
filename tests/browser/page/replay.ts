// SPDX-License-Identifier: MIT
// Worker script: runs a recording on the machine of the page's own worker, without a page around it.
import { Bundle } from "../../../web/machine/Bundle.ts";
import { Machine } from "../../../web/machine/Machine.ts";
import type { Recording } from "../../../web/machine/Recording.ts";
import { Replay } from "../../../web/machine/Replay.ts";
import { parseRecording } from "../../../web/machine/RecordingText.ts";
import type { Order, Outcome } from "../order.ts";

async function replay(bundle: Bundle, recording: Recording): Promise<string> {
  const ended = { resolve: (): void => undefined };
  const end = new Promise<void>((resolve) => (ended.resolve = resolve));
  const machine = await Machine.create({ bundle, replay: new Replay(recording), events: { stopped: () => ended.resolve() } });
  machine.start();
  await end;
  const { stopped } = machine;
  if (stopped?.kind === "error") throw stopped.error;
  if (stopped?.kind !== "end") throw new Error(`stopped: ${JSON.stringify(stopped)}`);
  return machine.stateHash();
}

async function carryOut({ bundle, recording }: Order): Promise<Outcome> {
  try {
    const response = await fetch(bundle);
    const opened = Bundle.open(new Uint8Array(await response.arrayBuffer()));
    return { hash: await replay(opened, parseRecording(recording)) };
  } catch (error) {
    return { error: String(error) };
  }
}

self.onmessage = (event: MessageEvent<Order>): void => {
  void carryOut(event.data).then((outcome) => self.postMessage(outcome));
};
