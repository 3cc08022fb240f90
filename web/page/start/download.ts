// SPDX-License-Identifier: MIT
// Brings the bundle with the kernel and all programs to the page.
import type { FailureCause } from "../boot/failure.ts";

/// Why the bundle did not come.
export class DownloadError extends Error {
  readonly failure: FailureCause;

  constructor(failure: FailureCause, message: string) {
    super(message);
    this.failure = failure;
  }
}

/// Bytes so far; `total` is null when the server did not say or its figure is about other bytes.
export type ProgressListener = (received: number, total: number | null) => void;

function totalOf(response: Response): number | null {
  const compressed = response.headers.get("content-encoding");
  const length = Number(response.headers.get("content-length"));
  return compressed === null && length > 0 ? length : null;
}

function join(pieces: readonly Uint8Array[], size: number): ArrayBuffer {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole.buffer;
}

async function readAll(
  body: ReadableStream<Uint8Array>,
  onBytes: (received: number) => void,
): Promise<ArrayBuffer> {
  const reader = body.getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return join(pieces, size);
    pieces.push(value);
    size += value.length;
    onBytes(size);
  }
}

/// The bytes of `url`, past the browser's cache with `reload`. Rejects with a DownloadError that says what the
/// server or the connection did.
export async function download(url: URL, reload: boolean, onProgress: ProgressListener): Promise<ArrayBuffer> {
  const lost = (error: unknown): never => {
    throw new DownloadError(
      "bundle_unreachable",
      `${url.href}: ${error instanceof Error ? error.message : String(error)}`,
    );
  };
  const response = await fetch(url, reload ? { cache: "reload" } : {}).catch(lost);
  if (!response.ok) {
    const status = `${response.status} ${response.statusText}`.trim();
    throw new DownloadError("bundle_missing", `${url.href}: the server answered ${status}.`);
  }
  if (response.body === null) throw new DownloadError("bundle_damaged", `${url.href} is empty.`);
  const total = totalOf(response);
  const bytes = await readAll(response.body, (received) => onProgress(received, total)).catch(lost);
  if (total !== null && bytes.byteLength < total) {
    throw new DownloadError("bundle_unreachable", `${url.href}: ${bytes.byteLength} of ${total} bytes came.`);
  }
  return bytes;
}
