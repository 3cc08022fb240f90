// SPDX-License-Identifier: MIT
// Brings the recording that a command line names.
import { readFileSync } from "node:fs";
import type { Recording } from "../machine/Recording.ts";
import { parseRecording } from "../machine/RecordingText.ts";
import { unpackSession } from "../machine/SessionLink.ts";

/// The bytes of a file. Throws an Error that says which `what` there is not, or why it cannot be read.
export function readNamed(path: string, what: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new Error(missing ? `there is no ${what} ${path}` : `cannot read the ${what} ${path}: ${String(error)}`);
  }
}

/// A link holds its session itself; anything else is the path of a file. Rejects with an Error that says what is wrong.
export async function readRecording(what: string): Promise<Recording> {
  const session = /[#&]session=([^&]*)/.exec(what)?.[1];
  return session === undefined ? parseRecording(readNamed(what, "recording").toString()) : unpackSession(session);
}
