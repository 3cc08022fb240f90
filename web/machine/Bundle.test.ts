// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { compress } from "../../.tools/zstandard.mjs";
import { Bundle } from "./Bundle.ts";
import { MachineError } from "./MachineError.ts";

interface Item {
  readonly path: string;
  readonly type?: string;
  readonly link?: string;
  readonly text?: string;
}

function header({ path, type = "0", link = "", text = "" }: Item): Buffer {
  const block = Buffer.alloc(512);
  block.write(path, 0);
  block.write("0000644\0", 100);
  block.write(`${text.length.toString(8).padStart(11, "0")}\0`, 124);
  block.write("00000000000\0", 136);
  block.write("        ", 148);
  block.write(type, 156);
  block.write(link, 157);
  block.write("ustar\x0000", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}

function tar(...items: Item[]): Buffer {
  const blocks = items.flatMap((item) => {
    const contents = Buffer.alloc(Math.ceil((item.text ?? "").length / 512) * 512);
    contents.write(item.text ?? "");
    return [header(item), contents];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

const kSmall = tar({ path: "boot/", type: "5" }, { path: "./boot/kernel.wasm", text: "k".repeat(700) }, { path: "readme", text: "hello\n" });

function tryToOpen(bytes: Uint8Array): unknown {
  try {
    return Bundle.open(bytes);
  } catch (thrown) {
    return thrown;
  }
}

function refusal(bytes: Uint8Array): string {
  const thrown = tryToOpen(bytes);
  assert.ok(thrown instanceof MachineError, String(thrown));
  assert.equal(thrown.failure, "damaged-bundle");
  return thrown.message;
}

test("files are found by path, with their bytes", () => {
  const bundle = Bundle.open(compress(kSmall));
  assert.equal(Buffer.from(bundle.require("readme")).toString(), "hello\n");
  assert.equal(bundle.require("boot/kernel.wasm").length, 700);
  assert.deepEqual(bundle.paths(), ["boot", "boot/kernel.wasm", "readme"]);
});

test("a hard link is the same file; a symbolic link is none", () => {
  const bundle = Bundle.open(tar({ path: "a", text: "x" }, { path: "b", type: "1", link: "a" }, { path: "c", type: "2", link: "a" }));
  assert.equal(bundle.file("b"), bundle.file("a"));
  assert.equal(bundle.file("c"), undefined);
});

test("a prefix and a name of 100 bytes make one path", () => {
  const name = "n".repeat(100);
  const block = header({ path: name });
  block.write("deep/folder", 345);
  block.write("        ", 148);
  block.write(`${block.reduce((total, byte) => total + byte, 0).toString(8).padStart(6, "0")}\0 `, 148);
  const bundle = Bundle.open(Buffer.concat([block, Buffer.alloc(1024)]));
  assert.deepEqual(bundle.paths(), [`deep/folder/${name}`]);
});

test("a tar that was unpacked on the way is the same build", () => {
  assert.equal(Bundle.open(kSmall).build, Bundle.open(compress(kSmall)).build);
  assert.notEqual(Bundle.open(kSmall).build, Bundle.open(tar({ path: "a" })).build);
});

test("executables are the WebAssembly files but the kernel, each once", () => {
  const wasm = "\0asm\x01\0\0\0";
  const bundle = Bundle.open(
    tar({ path: "boot/kernel.wasm", text: wasm }, { path: "bin/ls", text: wasm }, { path: "bin/cat", type: "1", link: "bin/ls" }, { path: "readme", text: "text" }),
  );
  assert.deepEqual(bundle.executables(), [bundle.file("bin/ls")]);
});

test("a missing file is named", () => {
  const bundle = Bundle.open(kSmall);
  assert.throws(() => bundle.require("boot/init"), /no file boot\/init/);
});

test("a damaged bundle says what is wrong", () => {
  const packed = compress(kSmall);
  const wrongSum = Buffer.from(packed);
  wrongSum.writeUInt32LE(1, packed.length - 8);
  assert.match(refusal(wrongSum), /zstd: wrong hash/);
  const wrongLength = Buffer.from(packed);
  wrongLength.writeUInt32LE(1, packed.length - 20);
  assert.match(refusal(wrongLength), /zstd: /);
  assert.match(refusal(packed.subarray(0, 60)), /zstd: cut off after 60 bytes/);
  assert.match(refusal(new Uint8Array(0)), /empty/);
  assert.match(refusal(Buffer.from("<!doctype html>".padEnd(600))), /tar: .*checksum/);
});

test("a tar that is cut off says where, and inside which file", () => {
  assert.match(refusal(kSmall.subarray(0, 1100)), /tar: cut off at byte 1100, inside boot\/kernel.wasm/);
  assert.match(refusal(kSmall.subarray(0, kSmall.length - 1024)), /tar: cut off at byte \d+, without an end/);
  const flipped = Buffer.from(kSmall);
  flipped[512] = 0x41;
  assert.match(refusal(flipped), /wrong checksum of the header at byte 512/);
  assert.match(refusal(tar({ path: "b", type: "1", link: "a" })), /b is a link to a, which does not come before/);
  assert.match(refusal(tar({ path: "p", type: "6" })), /p is of the unknown kind '6'/);
});

test("any flipped byte of the packed bundle is noticed or harmless", () => {
  const packed = compress(kSmall);
  for (let at = 0; at < packed.length; at++) {
    const flipped = Buffer.from(packed);
    flipped[at] = (flipped[at] ?? 0) ^ 0x55;
    const opened = tryToOpen(flipped);
    if (opened instanceof Bundle) assert.equal(opened.build, Bundle.open(kSmall).build);
    else assert.ok(opened instanceof MachineError, `byte ${at}: ${String(opened)}`);
  }
});
