// SPDX-License-Identifier: MIT
// What the kernel's monitor says of an ordinary session: nothing.
import assert from "node:assert/strict";
import { test } from "../harness/scenario.ts";
import { plain, withSystem } from "../harness/system.ts";

const kSession = [
  "ls -l / /dev /tmp", "cat /readme | head -3 | wc", "cp /readme /tmp/a; mv /tmp/a /tmp/b; ln /tmp/b /tmp/c; rm /tmp/b /tmp/c",
  "mkdir /tmp/d; touch /tmp/d/e; ls /tmp/d; rmdir /tmp/d; rm /tmp/d/e; rmdir /tmp/d", "ln -s /readme /tmp/l; cat /tmp/l /nothing | grep -c a",
  "find /etc; stat /readme; tree /bin | tail -1", "mount tmpfs /home; mounts; umount /home", "yes | head -2; seq 3 | tee /tmp/s | sort -r",
  "sleep 9 & kill $!; wait", "cat /dev/random | head -c 9 | wc -c; echo note > /dev/log; log | tail -1", "date; uptime; tasks; ipc vfs; top -n 1",
  "fault unreachable; nothing; echo $?", "spawn true; time true", "(exit 3); echo $?; x=$(cat /readme); echo ${#x} > /tmp/n; hexdump /tmp/n",
] as const;

test("an ordinary session breaks no rule of any interface", async () => {
  await withSystem({}, async (system) => {
    for (const line of kSession) await system.run(line, { timeout: 60_000 });
    const { output, status } = await system.run("ipc violations");
    assert.equal(status, 0);
    assert.equal(plain(output).trim(), "0 violations since boot");
  });
});

test("a policy is set by whoever may kill, for an interface, a task or everything", async () => {
  await withSystem({}, async (system) => {
    for (const words of ["-p refuse -i vfs", "-p report -t vfs", "-p report"]) {
      const { output, status } = await system.run(`ipc violations ${words}`);
      assert.deepEqual([plain(output).trim(), status], ["", 0]);
    }
    for (const [words, complaint] of [["-p maybe", "none of report, refuse, end"], ["-p end -i gate", "no interface"], ["-p end -t 999", "no"]]) {
      const { output, status } = await system.run(`ipc violations ${words}`);
      assert.match(plain(output), new RegExp(String(complaint)));
      assert.equal(status, 1);
    }
  });
});
