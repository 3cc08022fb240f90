// SPDX-License-Identifier: MIT
// Packs bytes with zstd at its highest level, and says behind them how long they are and their CRC-32; see
// web/machine/Zstandard.ts.
import { spawnSync } from 'node:child_process';
import { crc32 } from 'node:zlib';
import { Problem } from './lib.mjs';

const skippable = 0x184d2a5b;

export function compress(bytes) {
  const parameters = ['--ultra', '-22', '--no-check', '--no-progress', `--stream-size=${bytes.length}`, '-c'];
  const { status, stdout, stderr, error } = spawnSync('zstd', parameters, { input: bytes, maxBuffer: 1 << 28 });
  if (error) throw new Problem(`cannot run zstd: ${error.message}`);
  if (status !== 0) throw new Problem(`zstd: ${stderr}`);
  const trailer = Buffer.alloc(16);
  [skippable, 8, bytes.length, crc32(bytes)].forEach((word, index) => trailer.writeUInt32LE(word, index * 4));
  return Buffer.concat([stdout, trailer]);
}
