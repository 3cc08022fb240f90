// SPDX-License-Identifier: MIT
// Packs bytes with zstd at its highest level, puts an unpacker before them, and says behind them how long they are and
// what their hash is; see web/machine/Zstandard.ts. The program zstd unpacks it as well, and skips what it does not know.
import { spawnSync } from 'node:child_process';
import { Problem } from './lib.mjs';
import { unpacker } from './unpacker.mjs';

const unpackerFrame = 0x184d2a5a; // numbers of skippable frames
const trailerFrame = 0x184d2a5b;

/** The 16 digits of web/machine/StateHash.ts over all bytes. */
function hashOf(bytes) {
  let [low, high] = [0x2545f491, 0x6c8e9cf5];
  const mix = (word) => {
    const value = Math.imul(low ^ word, 0x9e3779b1);
    low = (value << 13) | (value >>> 19);
    high = Math.imul(high + word, 0x85ebca77) ^ (high >>> 15);
  };
  const finish = (value) => {
    let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca77);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0x9e3779b1);
    return mixed ^ (mixed >>> 16);
  };
  const whole = bytes.length & ~3;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < whole; at += 4) mix(view.getInt32(at, true));
  for (let at = whole; at < bytes.length; at++) mix(bytes[at]);
  mix(bytes.length);
  const first = finish(low ^ high);
  const second = finish(high + Math.imul(first, 0x9e3779b1));
  return [second, first].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function packed(bytes) {
  const parameters = ['--ultra', '-22', '--no-check', '--no-progress', `--stream-size=${bytes.length}`, '-c'];
  const { status, stdout, stderr, error } = spawnSync('zstd', parameters, { input: bytes, maxBuffer: 1 << 28 });
  if (error) throw new Problem(`cannot run zstd: ${error.message}`);
  if (status !== 0) throw new Problem(`zstd: ${stderr}`);
  return stdout;
}

function skippable(magic, ...contents) {
  const frame = Buffer.concat([Buffer.alloc(8), ...contents]);
  frame.writeUInt32LE(magic);
  frame.writeUInt32LE(frame.length - 8, 4);
  return frame;
}

export function compress(bytes) {
  const module = unpacker();
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes.length);
  return Buffer.concat([
    skippable(unpackerFrame, Buffer.from(hashOf(module)), module),
    packed(bytes),
    skippable(trailerFrame, size, Buffer.from(hashOf(bytes))),
  ]);
}
