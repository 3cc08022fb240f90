// SPDX-License-Identifier: MIT
// The command line of `npm run -s bench`.
import type { Target } from "./figures.ts";

export interface Options {
  readonly json: boolean;
  readonly target: Target;
  /// A missed promise is a failure.
  readonly strict: boolean;
}

export const kUsage = `usage: npm run -s bench -- [--json] [--strict] [--target node|chromium|x86_64]
  --json      one JSON object: circumstances, and {name, value, unit, target, reached, reference} a figure
  --strict    status 1 when a promise is missed; else missed ones leave it 0
  --target    the engine; without a page (node) the page's figures are not measured (chromium);
              x86_64 is an emulated PC, with figures of its own
`;

function targetOf(word: string | undefined): Target {
  if (word === "node" || word === "chromium" || word === "x86_64") return word;
  throw new Error(`bench: --target is node, chromium or x86_64, not '${word ?? ""}'`);
}

/// Throws an Error that names the wrong word.
export function parseOptions(words: readonly string[]): Options {
  let json = false;
  let strict = false;
  let target: Target = "chromium";
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === "--json") json = true;
    else if (word === "--strict") strict = true;
    else if (word === "--target") target = targetOf(left.shift());
    else if (word.startsWith("--target=")) target = targetOf(word.slice("--target=".length));
    else throw new Error(`bench: unknown option '${word}'`);
  }
  return { json, strict, target };
}
