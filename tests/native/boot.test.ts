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

test("the image starts on BIOS, from CD, with a prompt on the screen", async () => {
  await Observer.watch({ hardware: cdrom(image) }, async (pc) => {
    const lines = await pc.sees(kPrompt);
    assert.ok(lines.some((line) => /Welcome to Switchboard/.test(line)), lines.join("\n"));
  });
});

test("the image starts on UEFI, with a prompt on the screen", async () => {
  await Observer.watch({ hardware: [...uefi(kFirmware), ...cdrom(image)], memory: 256 }, async (pc) => {
    const lines = await pc.sees(kPrompt);
    assert.ok(lines.some((line) => /Welcome to Switchboard/.test(line)), lines.join("\n"));
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
