// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { Monitor } from "./Monitor.ts";

const kGreeting = '{"QMP": {"version": {}}}\n{"return": {}}\n';

function connected(): { monitor: Monitor; sent: string[]; says: (text: string) => void } {
  const sent: string[] = [];
  const monitor = new Monitor((bytes) => sent.push(new TextDecoder().decode(bytes)));
  const says = (text: string): void => monitor.received(new TextEncoder().encode(text));
  says(kGreeting);
  return { monitor, sent, says };
}

test("answers find their commands, events between them and cuts within them do not matter", async () => {
  const { monitor, sent, says } = connected();
  const first = monitor.command("first", { a: 1 });
  const second = monitor.command("second");
  says('{"event": "RESET"}\n{"retu');
  says('rn": {"x": 2}}\n{"error": {"class": "GenericError", "desc": "no"}}\n');
  assert.deepEqual(await first, { x: 2 });
  await assert.rejects(second, /^Error: no$/);
  assert.equal(sent[1], '{"execute":"first","arguments":{"a":1}}\n');
});

test("a command that QEMU did not live to answer fails, and so does a later one", async () => {
  const { monitor } = connected();
  const open = monitor.command("open");
  monitor.ended();
  await assert.rejects(open, /QEMU has ended/);
  await assert.rejects(monitor.command("late"), /late: QEMU has ended/);
});
