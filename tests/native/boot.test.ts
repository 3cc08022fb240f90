// SPDX-License-Identifier: MIT
// The image and the kernel on different computers: they start, and they end when they are told to.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { test } from "node:test";
import { cdrom, direct, uefi } from "../../native/runner/Hardware.ts";
import { kPcFiles } from "../harness/pc.ts";
import { Observer } from "./observer.ts";

const kPrompt = /^\/\$/;
const kFirmware = "/usr/share/OVMF";
const kLine = ["console=serial", "emulator_exit"];
const { kernel, archive, image } = kPcFiles;

test("the image is small enough to be downloaded without thinking", () => {
  assert.ok(statSync(image).size <= 10_000_000, `${statSync(image).size} bytes`);
});

/// The picture of the screen from the greeting to the prompt: all pixels of these lines, cursor included.
async function terminalPicture(pc: Observer): Promise<Buffer> {
  const lines = await pc.sees(kPrompt);
  const from = lines.findIndex((line) => /Welcome to Switchboard/.test(line));
  assert.ok(from >= 0, lines.join("\n"));
  return pc.pixels(from, lines.findLastIndex((line) => kPrompt.test(line)));
}

test("the image starts on BIOS and on UEFI, to the same pixels from greeting to prompt", async () => {
  const bios = await Observer.watch({ hardware: cdrom(image) }, terminalPicture);
  const modern = await Observer.watch({ hardware: [...uefi(kFirmware), ...cdrom(image)], memory: 256 }, terminalPicture);
  assert.equal(modern.length, bios.length);
  assert.ok(modern.equals(bios), "the pictures differ");
});

test("without a screen, log and first shell are on the serial line, unasked", async () => {
  for (const hardware of [direct(kernel, archive, []), ["-boot", "d", "-cdrom", image]]) {
    await Observer.watch({ hardware }, async (pc) => {
      await pc.hears(/Switchboard for x86_64, started by [^]*memory: [^]*133;B/);
      pc.type("echo $((6 * 7)) answers\r");
      await pc.hears(/42 answers/);
    });
  }
});

test("when the driver of the serial line stays dead, the kernel's log goes on there", async () => {
  const death = "set -- $(tasks | grep ' serial '); kill $1\r";
  await Observer.watch({ hardware: direct(kernel, archive, kLine) }, async (pc) => {
    for (let life = 1; life <= 6; ++life) {
      await pc.hears(new RegExp(`(133;B[^]*){${life}}`));
      pc.type(death);
    }
    await pc.hears(/serial .* died too often and stays dead/);
  });
});

test("more than 4 GiB of memory are no hindrance", async () => {
  await Observer.watch({ hardware: direct(kernel, archive, kLine), memory: 5000 }, async (pc) => {
    await pc.hears(/133;B/);
  });
});

test("halt and reboot end the computer, from the shell", async () => {
  for (const [command, status] of [["halt 9", 2 * 9 + 1], ["reboot", 0]] as const) {
    await Observer.watch({ hardware: direct(kernel, archive, kLine) }, async (pc) => {
      await pc.hears(/133;B/);
      pc.type(`${command}\r`);
      assert.equal((await pc.isOff()).status, status, command);
    });
  }
});

test("halt without an emulator's exit device switches the power off", async () => {
  await Observer.watch({ hardware: direct(kernel, archive, ["console=serial"]) }, async (pc) => {
    await pc.hears(/133;B/);
    pc.type("halt\r");
    assert.equal((await pc.isOff()).status, 0);
  });
});
