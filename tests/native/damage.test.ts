// SPDX-License-Identifier: MIT
// What cannot start says why, on every output that there is, and stays on for somebody to read it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { cdrom, direct } from "../../native/runner/Hardware.ts";
import { kPcFiles } from "../harness/pc.ts";
import { Observer } from "./observer.ts";

const { kernel, archive } = kPcFiles;
const folder = mkdtempSync(join(tmpdir(), "switchboard-"));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/// The archive with the first bytes of a file in it changed.
function withDamaged(path: string): Buffer {
  const bytes = readFileSync(archive);
  for (let at = 0; at + 512 <= bytes.length; ) {
    const name = bytes.toString("latin1", at, at + 100).replace(/\0[^]*/, "");
    const size = parseInt(bytes.toString("latin1", at + 124, at + 135), 8) || 0;
    if (name === path) {
      bytes.write("this is text", at + 512);
      return bytes;
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`the archive has no ${path}`);
}

/// Without emulator_exit, as on a real computer: it must say so and go on being there.
async function says(words: RegExp, hardware: readonly string[], memory = 128): Promise<void> {
  await Observer.watch({ hardware, memory }, async (pc) => {
    await pc.hears(words);
    assert.equal(pc.end, undefined);
  });
}

test("a kernel without its archive says so", async () => {
  await says(/cannot start: the loader brought no boot archive/, direct(kernel, undefined, []));
});

test("an archive that is cut, or is none, is named by the first file that is missing", async () => {
  const half = readFileSync(archive).subarray(0, 100_000);
  await says(/cannot start: the boot archive has no file boot\/\w+/, direct(kernel, file("half", half), []));
  await says(/cannot start: the boot archive has no file boot\/naming/, direct(kernel, file("noise", Buffer.alloc(70_000, 0xa5)), []));
});

test("a boot task that is no executable is named", async () => {
  const damaged = file("damaged", withDamaged("boot/init"));
  await says(/cannot start: not an executable of this machine: boot\/init/, direct(kernel, damaged, []));
});

test("too little memory is named, with what would do", async () => {
  await says(/cannot start: only \d+ MiB of memory are free\.\r\n.* 32 MiB of memory/, direct(kernel, archive, []), 16);
});

test("32 MiB of memory are enough for a prompt", async () => {
  await says(/133;B/, direct(kernel, archive, ["console=serial"]), 32);
});

test("a processor without 64 bits is named", async () => {
  await says(/needs a 64-bit processor/, ["-cpu", "qemu32", ...direct(kernel, archive, [])]);
});

test("a computer without any keyboard says so above its prompt", async () => {
  const hardware = ["-M", "q35,i8042=off", ...cdrom(kPcFiles.image)];
  await Observer.watch({ hardware, serial: false }, async (pc) => {
    const lines = await pc.sees(/^\/\$/);
    assert.ok(lines.some((line) => /no keyboard controller/.test(line)), lines.join("\n"));
  });
});

test("a damaged image tells it on the screen, where there is no serial line", async () => {
  const noise = file("noise.tar", Buffer.alloc(70_000, 0xa5));
  const image = join(folder, "damaged.iso");
  const script = `import("./.tools/image.mjs").then(({ makeImage }) => makeImage(${JSON.stringify({ kernel, archive: noise, output: image })}))`;
  execFileSync(process.execPath, ["-e", script], { stdio: "ignore" });
  await Observer.watch({ hardware: cdrom(image), serial: false }, async (pc) => {
    await pc.sees(/cannot start: the boot archive has no file boot\/naming/);
    assert.equal(pc.end, undefined);
  });
});
