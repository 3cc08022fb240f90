// SPDX-License-Identifier: MIT
// The ladder of a call: every arrow between tasks that belongs to it or to a call made to serve it, in order.
import type { Call } from "./CallModel.ts";

export type ArrowKind = "call" | "forward" | "data" | "shared" | "answer";

export interface Arrow {
  readonly kind: ArrowKind;
  readonly from: number;
  readonly to: number;
  readonly call: Call;
  /// How many calls this one is inside of, counted from the top of the ladder.
  readonly depth: number;
  /// Place in the trace; arrows are sorted by it.
  readonly sequence: number;
  /// Which hop or transfer of the call; 0 for its first arrow and its answer.
  readonly index: number;
}

export interface Ladder {
  /// Task ids in the order in which the arrows reach them.
  readonly columns: readonly number[];
  readonly arrows: readonly Arrow[];
  /// Arrows beyond the limit that were left out.
  readonly omitted: number;
}

function arrowsOf(call: Call, depth: number): Arrow[] {
  const arrow = (kind: ArrowKind, from: number, to: number, sequence: number, index = 0): Arrow => ({
    kind,
    from,
    to,
    call,
    depth,
    sequence,
    index,
  });
  const arrows = [arrow("call", call.sender, call.receiver, call.sequence)];
  call.hops.forEach((hop, index) => arrows.push(arrow("forward", hop.from, hop.to, hop.sequence, index)));
  call.transfers.forEach((move, index) =>
    arrows.push(arrow(move.kind, move.from, move.to, move.sequence, index)),
  );
  if (call.answer !== null) arrows.push(arrow("answer", call.answer.from, call.sender, call.answer.sequence));
  return arrows;
}

function collect(call: Call, depth: number, into: Arrow[], seen: Set<Call>): void {
  if (seen.has(call)) return;
  seen.add(call);
  into.push(...arrowsOf(call, depth));
  for (const child of call.children) collect(child, depth + 1, into, seen);
}

/// The ladder that begins with `call`, of at most `limit` arrows.
export function ladderOf(call: Call, limit = 400): Ladder {
  const all: Arrow[] = [];
  collect(call, 0, all, new Set());
  all.sort((a, b) => (a.sequence - b.sequence) | 0); // numbers begin again after 2^32
  const arrows = all.slice(0, limit);
  const columns: number[] = [];
  for (const { from, to } of arrows) {
    for (const task of [from, to]) if (!columns.includes(task)) columns.push(task);
  }
  return { columns, arrows, omitted: all.length - arrows.length };
}
