// SPDX-License-Identifier: MIT
// Reads /etc/interfaces.json of the bundle: the names of protocols, methods and words.
import type { InterfaceDescription, MethodDescription } from "../InspectorSource.ts";

type Fields = Record<string, unknown>;

/// The four letters of an InterfaceId; other bytes are shown as dots, blanks at the end not at all.
export function lettersOf(id: number): string {
  const bytes = [id & 0xff, (id >>> 8) & 0xff, (id >>> 16) & 0xff, (id >>> 24) & 0xff];
  return bytes
    .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "."))
    .join("")
    .trimEnd();
}

/// The InterfaceId of four letters, first letter in the lowest byte.
export function idOfLetters(letters: string): number {
  return [...letters].reduce((id, letter, index) => (id | (letter.charCodeAt(0) << (8 * index))) >>> 0, 0);
}

function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error(`${what} is not an object`);
  return value as Fields;
}

function listOf(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value)) throw new Error(`${what} is not a list`);
  return value;
}

function textOf(value: unknown, what: string): string {
  if (typeof value !== "string") throw new Error(`${what} is not a text`);
  return value;
}

function methodOf(value: unknown, owner: string): MethodDescription {
  const fields = fieldsOf(value, `a method of ${owner}`);
  const name = textOf(fields["name"], `the name of a method of ${owner}`);
  const number = fields["number"];
  if (typeof number !== "number") throw new Error(`the number of ${owner}.${name} is not a number`);
  return {
    number,
    name,
    arguments: textOf(fields["arguments"] ?? "", `arguments of ${owner}.${name}`),
    results: textOf(fields["results"] ?? "", `results of ${owner}.${name}`),
  };
}

/// An id is a number or its four letters.
function interfaceOf(value: unknown): InterfaceDescription {
  const fields = fieldsOf(value, "an interface");
  const name = textOf(fields["name"], "the name of an interface");
  const id = fields["id"];
  if (typeof id !== "number" && !(typeof id === "string" && id.length === 4)) {
    throw new Error(`the id of ${name} is neither a number nor four letters`);
  }
  return {
    id: typeof id === "number" ? id >>> 0 : idOfLetters(id),
    name,
    methods: listOf(fields["methods"], `the methods of ${name}`).map((method) => methodOf(method, name)),
  };
}

/// All descriptions of the file; none of an empty one. Throws an Error that names what is wrong with it.
export function parseInterfaces(text: string): InterfaceDescription[] {
  if (text === "") return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(
      `/etc/interfaces.json cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return listOf(value, "/etc/interfaces.json").map(interfaceOf);
}
