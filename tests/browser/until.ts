// SPDX-License-Identifier: MIT
// Waiting for what a page shows, with an error that tells what it showed instead.
export const kPatience = 60_000; // milliseconds; a busy computer without a graphics card is slow

const kInterval = 100;

/// Reads again and again until `wants` says yes; resolves to what was read then.
export async function until<T>(what: string, read: () => Promise<T>, wants: (value: T) => boolean): Promise<T> {
  const end = Date.now() + kPatience;
  for (;;) {
    const value = await read();
    if (wants(value)) return value;
    if (Date.now() > end) throw new Error(`no ${what} within ${kPatience} ms; there is:\n${String(value)}`);
    await new Promise((resolve) => setTimeout(resolve, kInterval));
  }
}
