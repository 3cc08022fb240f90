// SPDX-License-Identifier: MIT
// The engine's own deflate (RFC 1951), with a limit on what comes out.
import { engine } from "./Engine.ts";
import { joinBytes } from "./joinBytes.ts";
import type { MachineError } from "./MachineError.ts";

interface ByteStream {
  readonly readable: { getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array }>; cancel(): Promise<void> } };
  readonly writable: { getWriter(): { write(bytes: Uint8Array): Promise<void>; close(): Promise<void> } };
}

/// All bytes that come out of the stream, or undefined when they are more than `most`.
async function pass({ readable, writable }: ByteStream, bytes: Uint8Array, most: number): Promise<Uint8Array | undefined> {
  const writer = writable.getWriter();
  const written = Promise.all([writer.write(bytes), writer.close()]).catch(() => undefined); // reading tells as well
  const reader = readable.getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (let read = await reader.read(); read.value !== undefined; read = await reader.read()) {
    size += read.value.length;
    pieces.push(read.value);
    if (size <= most) continue;
    void reader.cancel().catch(() => undefined);
    return undefined;
  }
  await written;
  return joinBytes(pieces);
}

export async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const packed = await pass(new engine.CompressionStream("deflate-raw") as ByteStream, bytes, Infinity);
  return packed as Uint8Array;
}

/// Rejects with what `damaged` makes of the reason: more than `most` bytes, or no deflate.
export async function inflate(bytes: Uint8Array, most: number, damaged: (why: string) => MachineError): Promise<Uint8Array> {
  let unpacked: Uint8Array | undefined;
  try {
    unpacked = await pass(new engine.DecompressionStream("deflate-raw") as ByteStream, bytes, most);
  } catch {
    throw damaged("it does not unpack; a part may be missing");
  }
  if (unpacked === undefined) throw damaged(`it unpacks to more than ${most} bytes`);
  return unpacked;
}
