// SPDX-License-Identifier: MIT
// The fields of a request or an answer, as /etc/interfaces.json has them (.tools/interfaces.mjs says how).

export interface Field {
  readonly name: string;
  /// 1 to 5.
  readonly word: number;
  readonly shift: number;
  readonly bits: number;
  readonly isSigned: boolean;
  /// Several of the values may hold at once, each is one bit.
  readonly isFlags: boolean;
  readonly values: readonly (readonly [string, number])[];
}

const kTracedBits = 32; // of each word

function valuesOf(text: string): [string, number][] {
  return text
    .split(",")
    .filter((value) => value !== "")
    .map((value) => {
      const [name = "", number = ""] = value.split("=");
      return [name, Number(number)];
    });
}

/// A name without a place is that of a whole word, behind those before it.
function fieldOf(text: string, index: number): Field {
  const [, name = text, word, shift, bits, sign, flags, values = ""] =
    /^([^@]*)@(\d)(?:\.(\d+)\.(\d+))?(i?)(?::(\|?)(.*))?$/.exec(text) ?? [];
  return {
    name,
    word: Number(word ?? index + 1),
    shift: Number(shift ?? 0),
    bits: Number(bits ?? 64),
    isSigned: sign === "i",
    isFlags: flags === "|",
    values: valuesOf(values),
  };
}

export function parseFields(text: string): Field[] {
  return text.split(" ").filter((field) => field !== "").map(fieldOf);
}

/// The number in the words of a trace record.
export function numberIn({ word, shift, bits, isSigned }: Field, words: readonly number[]): number {
  const width = Math.min(bits, kTracedBits - shift);
  const number = ((words[word - 1] ?? 0) >>> shift) % 2 ** width;
  return isSigned && number >= 2 ** (width - 1) ? number - 2 ** width : number;
}

/// The number as the description calls it: "device", "read|write"; undefined when it has no name.
export function nameOfNumber({ isFlags, values }: Field, number: number): string | undefined {
  if (!isFlags) return values.find(([, value]) => value === number)?.[0];
  const set = values.filter(([, value]) => (number & value) !== 0);
  const rest = set.reduce((left, [, value]) => (left & ~value) >>> 0, number);
  const names = set.map(([name]) => name);
  return set.length === 0 ? undefined : [...names, ...(rest === 0 ? [] : [String(rest)])].join("|");
}
