// SPDX-License-Identifier: MIT
// Saves the inputs of the session to a file of the reader.
import type { MachineSource } from "./link/MachineSource.ts";

function fileName(): string {
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  return `switchboard-${stamp}.recording`;
}

function offer(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName();
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/// Offers the recording as a download, or says in `note` why there is none.
export async function saveRecording(source: MachineSource, note: HTMLElement): Promise<void> {
  try {
    offer(await source.recording());
    note.textContent = "Saved.";
  } catch (error) {
    note.textContent = `Not saved: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
