// SPDX-License-Identifier: MIT
// The short words of a filter: a bare word, task:vfs, is:error, id:812. They are what the inspector's log always had.
import type { Call } from "../fallback/CallModel.ts";
import { errorName } from "../fallback/Names.ts";
import { lowerCase } from "./comparison.ts";
import { ancestorsOf, hasFailed, kKinds, type Facts } from "./fields.ts";
import { FilterError } from "./FilterError.ts";
import type { Test } from "./parse.ts";
import type { Token } from "./tokens.ts";

type Look = (text: string, part: string) => boolean;
type Finder = (call: Call, facts: Facts, part: string, look: Look) => boolean;

const contains: Look = (text, part) => lowerCase(text).includes(part);
const begins: Look = (text, part) => lowerCase(text).startsWith(part); // "vfs" is not "devfs"

const findFrom: Finder = (call, { names }, part, look) => look(names.plainTask(call.sender), part);
const findTo: Finder = (call, { names }, part, look) =>
  [call.receiver, ...call.hops.map(({ to }) => to)].some((task) => look(names.plainTask(task), part));
const findTask: Finder = (...all) => findFrom(...all) || findTo(...all);
const findInterface: Finder = (call, { names }, part, look) =>
  [call, ...call.hops].some(({ interfaceId }) => look(names.plainInterface(interfaceId), part));
const findMethod: Finder = (call, { names }, part) =>
  [call, ...call.hops].some(({ interfaceId, method }) => contains(names.method(interfaceId, method), part));
const findError: Finder = (call, _, part) => hasFailed(call) && contains(errorName(call.answer?.error ?? 0), part);

const kAnywhere: readonly Finder[] = [findTask, findInterface, findMethod, findError];
const kFinders: Readonly<Record<string, Finder>> = {
  task: findTask,
  from: findFrom,
  to: findTo,
  iface: findInterface,
  method: findMethod,
  error: findError,
};

function isTest({ text, at }: Token, word: string): Test {
  const kind = Object.hasOwn(kKinds, word) ? kKinds[word] : undefined;
  if (kind === undefined) throw new FilterError(at, `"${text}" means nothing; is: takes ${Object.keys(kKinds).join(", ")}`);
  return kind;
}

function idTest({ text, at }: Token, word: string): Test {
  if (!/^\d{1,9}$/.test(word)) throw new FilterError(at, `"${text}" needs the number of a call`);
  const id = Number(word);
  return (call, facts) => [call, ...ancestorsOf(call, facts)].some((one) => one.id === id || one.parent === id);
}

/// The test of a word with a name and a colon; null when nobody knows the name.
function testOfPair(token: Token, name: string, rest: string): Test | null {
  if (name === "is") return isTest(token, rest);
  if (name === "id") return idTest(token, rest);
  const finder = Object.hasOwn(kFinders, name) ? kFinders[name] : undefined;
  return finder === undefined ? null : (call, facts) => finder(call, facts, rest, begins);
}

/// The test of one word that is in no comparison. Throws a FilterError.
export function testOfWord(token: Token): Test {
  const word = lowerCase(token.text);
  const colon = token.kind === "word" ? word.indexOf(":") : -1;
  const test = colon < 0 ? null : testOfPair(token, word.slice(0, colon), word.slice(colon + 1));
  return test ?? ((call, facts) => kAnywhere.some((find) => find(call, facts, word, contains)));
}
