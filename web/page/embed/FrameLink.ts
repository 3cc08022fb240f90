// SPDX-License-Identifier: MIT
// What a page may ask of the machine in its frame, by postMessage, and what it hears; docs/embedding.md lists it. Only
// the page that the frame is in is listened to, and only from the origin that the frame's address names.
import type { PageMessage, PlaybackState } from "../../worker/protocol.ts";

export interface FrameListener {
  /// Types text into the visible terminal; Enter is \r.
  type(text: string): void;
  /// For the machine that plays a session.
  send(message: PageMessage): void;
  /// A link to the session so far.
  share(): Promise<string>;
}

/// Marks a message as one of ours, both ways; the number is the version.
const kVersion = 1;
const kLongestText = 4096;

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(data: unknown): Fields | null {
  if (typeof data !== "object" || data === null) return null;
  const fields = data as Fields;
  return fields["switchboard"] === kVersion ? fields : null;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

export class FrameLink {
  private readonly _origin: string | null;
  private readonly _listener: FrameListener;

  /// `origin`: of the page around the frame, as the frame's address names it; null: nobody is listened to or told.
  constructor(origin: string | null, readOnly: boolean, listener: FrameListener) {
    this._origin = window.parent === window ? null : origin;
    this._listener = listener;
    if (this._origin === null) return;
    window.addEventListener("message", ({ source, origin: from, data }: MessageEvent<unknown>) => {
      if (source !== window.parent || from !== this._origin) return;
      const fields = fieldsOf(data);
      if (fields !== null) void this._receive(fields, readOnly);
    });
  }

  /// The machine takes a command, or has shown the session's first moment.
  tellReady(): void {
    this._tell({ event: "ready" });
  }

  tellPosition(state: PlaybackState, seconds: number): void {
    this._tell({ event: "position", state, seconds });
  }

  /// "": the session was reproduced.
  tellVerdict(difference: string): void {
    this._tell({ event: "verdict", difference });
  }

  private async _receive(fields: Fields, readOnly: boolean): Promise<void> {
    const { ask, text, seconds } = fields;
    if (ask === "type" && typeof text === "string" && text.length <= kLongestText && !readOnly) this._listener.type(text);
    else if (ask === "play" || ask === "pause") this._listener.send({ kind: ask });
    else if (ask === "seek" && isNumber(seconds)) this._listener.send({ kind: "seek", time: seconds * 1e6 });
    else if (ask === "share") await this._share();
    else this._tell({ event: "refused", ask: String(ask).slice(0, 40) });
  }

  private async _share(): Promise<void> {
    try {
      this._tell({ event: "link", link: await this._listener.share() });
    } catch (error) {
      this._tell({ event: "refused", ask: "share", reason: error instanceof Error ? error.message : String(error) });
    }
  }

  private _tell(fields: Fields): void {
    if (this._origin !== null) window.parent.postMessage({ switchboard: kVersion, ...fields }, this._origin);
  }
}
