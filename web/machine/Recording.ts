// SPDX-License-Identifier: MIT
// A recording: which build ran, its seed and start time, and every input with its place in logical time (number of
// dispatches) and virtual time (microseconds). RecordingText.ts is its form as a file, SessionCode.ts in a link.

export type Input =
  | { readonly kind: "clock" }
  | { readonly kind: "bytes"; readonly device: number; readonly bytes: Uint8Array }
  | { readonly kind: "open" | "size"; readonly device: number; readonly columns: number; readonly rows: number }
  | { readonly kind: "kill"; readonly task: number }
  | { readonly kind: "trace"; readonly mask: number }
  | { readonly kind: "real"; readonly offset: number } // real time moved against virtual time; microseconds
  /// A place with a name, and the state hash there; "" until the gate has computed it.
  | { readonly kind: "marker"; readonly name: string; readonly hash: string }
  /// `hash`: the state hash there; "" when nobody computed it.
  | { readonly kind: "end"; readonly hash: string };

export type InputKind = Input["kind"];

/// What is to pass the gate, and at which virtual time.
export interface Due {
  readonly time: number;
  readonly input: Input;
}

/// What has passed the gate.
export interface Entry extends Due {
  /// Dispatches since the entry before; undefined: the machine waited for something, so it follows from the rest.
  readonly after: number | undefined;
  /// Logical time, to be compared with; undefined where a recording leaves it out.
  readonly step: number | undefined;
}

export interface Header {
  readonly build: string;
  readonly seed: bigint;
  readonly realTime: bigint;
}

export interface Recording extends Header {
  readonly entries: readonly Entry[];
  /// Readings of the precise clock, nanoseconds, in order.
  readonly readings: readonly bigint[];
  /// Which requests for memory the engine refused: their numbers, counted from 1.
  readonly failures: ReadonlySet<number>;
}

function isNameless(entry: Entry): boolean {
  return entry.input.kind === "marker" && entry.input.name === "";
}

/// The recording up to its last marker without a name, which becomes its end. Of earlier ones only the time is left.
export function endAtMarker(recording: Recording): Recording {
  const at = recording.entries.map(isNameless).lastIndexOf(true);
  const marker = recording.entries[at];
  if (marker?.input.kind !== "marker") return recording;
  const before = recording.entries.slice(0, at).map((entry): Entry => (isNameless(entry) ? { ...entry, input: { kind: "clock" } } : entry));
  return { ...recording, entries: [...before, { ...marker, input: { kind: "end", hash: marker.input.hash } }] };
}
