// SPDX-License-Identifier: MIT
// A PC without serial line and keyboard controller: what a person types on a USB keyboard and sees on the screen.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Emulator } from "../../native/runner/Emulator.ts";
import { usbOnly } from "../../native/runner/Hardware.ts";
import { kPcFiles } from "../harness/pc.ts";
import { readPpm, readText } from "../harness/picture.ts";

const kLimit = 240; // seconds that the PC may run
const kPatience = 90; // seconds until something must be on the screen
const kKeys: Readonly<Record<string, string>> = { " ": "spc", "\n": "ret", "-": "minus", "/": "slash" };

class Person {
  private readonly _folder = mkdtempSync(join(tmpdir(), "switchboard-"));
  private readonly _emulator = Emulator.start(
    { memory: 128, hardware: usbOnly(kPcFiles.image), trace: false, serial: false, limit: kLimit },
    { serial: () => undefined, trace: () => undefined, ended: () => undefined },
  );

  async press(...keys: readonly string[]): Promise<void> {
    await this._emulator.monitor.command("send-key", { keys: keys.map((data) => ({ type: "qcode", data })) });
    await sleep(150); // the emulator holds a key for 100 ms
  }

  async type(text: string): Promise<void> {
    for (const letter of text) await this.press(kKeys[letter] ?? letter);
  }

  /// The prompt may be there before the keyboard has been found: types until a letter appears, and takes it back.
  async wakeKeyboard(): Promise<void> {
    await this.see("a typed letter", async (lines) => {
      if (lines.some((line) => /^\/\$ x+$/.test(line))) return true;
      await this.press("x");
      return false;
    });
    await this.press("ctrl", "u");
  }

  async look(): Promise<string[]> {
    const filename = join(this._folder, "screen.ppm");
    await this._emulator.monitor.command("screendump", { filename });
    return readText(readPpm(readFileSync(filename)));
  }

  /// Resolves to the screen as soon as it fits; rejects with what is there instead.
  async see(what: string, fits: (lines: readonly string[]) => boolean | Promise<boolean>): Promise<string[]> {
    const end = Date.now() + kPatience * 1000;
    for (;;) {
      const lines = await this.look();
      if (await fits(lines)) return lines;
      if (Date.now() > end) assert.fail(`${what} is not on the screen:\n${lines.join("\n")}`);
      await sleep(300);
    }
  }

  leave(): void {
    this._emulator.end();
    rmSync(this._folder, { recursive: true, force: true });
  }
}

const isPrompt = (line: string): boolean => line.startsWith("/$");

test("a USB keyboard types at terminals on the screen", { timeout: kLimit * 1000 }, async () => {
  const person = new Person();
  try {
    const first = await person.see("a prompt", (lines) => lines.some(isPrompt));
    assert.ok(first.some((line) => /\d+x\d+ pixels/.test(line)), "the boot log is still to be seen");
    await person.wakeKeyboard();
    await person.type("echo typed-on-usb\n");
    await person.see("what echo printed", (lines) => lines.includes("typed-on-usb"));
    await person.press("alt", "f2");
    await person.see("a prompt on an empty terminal", (lines) => lines.some(isPrompt) && !lines.includes("typed-on-usb"));
    await person.type("lspci\n");
    await person.see("the controller in the list", (lines) => lines.some((line) => line.endsWith("USB controller (xHCI) (revision 01)")));
    await person.press("alt", "f1");
    await person.see("the first terminal again", (lines) => lines.includes("typed-on-usb"));
  } finally {
    person.leave();
  }
});
