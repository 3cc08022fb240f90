// SPDX-License-Identifier: MIT
// The same system for a real PC: a button and a dialog, where the site has an image to give away.
import { find } from "./dom.ts";

export const kImageFacts = "image.json";

interface ImageFacts {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/// What image.json says; null when there is no image, or the text is no such thing.
export function readImageFacts(text: string): ImageFacts | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const { file, bytes, sha256 } = value as Record<string, unknown>;
  if (typeof file !== "string" || !/^[\w.-]+$/.test(file)) return null;
  if (typeof bytes !== "number" || bytes <= 0 || typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256)) return null;
  return { file, bytes, sha256 };
}

async function fetchFacts(): Promise<ImageFacts | null> {
  try {
    const response = await fetch(kImageFacts);
    return response.ok ? readImageFacts(await response.text()) : null;
  } catch {
    return null; // offline, or a host that has only the page: then there is nothing to offer
  }
}

export class ImageOffer {
  private _asked = false;

  /// Asks the site once, after the first prompt: it must not cost the start anything.
  async ask(): Promise<void> {
    if (this._asked) return;
    this._asked = true;
    const facts = await fetchFacts();
    if (facts !== null) this._show(facts);
  }

  private _show(facts: ImageFacts): void {
    const link = find("image-link", HTMLAnchorElement);
    link.href = facts.file;
    link.download = facts.file;
    link.textContent = `Download ${facts.file} (${(facts.bytes / 1e6).toFixed(1)} MB)`;
    find("image-sum", HTMLElement).textContent = facts.sha256;
    for (const name of document.querySelectorAll(".image-file")) name.textContent = facts.file;
    const button = find("open-image", HTMLButtonElement);
    button.addEventListener("click", () => find("image", HTMLDialogElement).showModal());
    button.hidden = false;
  }
}
