// SPDX-License-Identifier: MIT
// One comparison of a filter: a field, an operator, and a value or another field.
import { kErrorNames, type Names } from "../fallback/Names.ts";
import { findField, kStates, type Field, type FieldType, type Value } from "./fields.ts";
import { FilterError } from "./FilterError.ts";
import type { Test } from "./parse.ts";
import type { Token } from "./tokens.ts";

const kTypes: Readonly<Record<FieldType, string>> = { number: "a number", task: "a task", text: "a text", state: "a state" };

type Order = (left: number, right: number) => boolean;
const kOrders: Readonly<Record<string, Order>> = {
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
};

/// Whether one value of the field fits.
type Fit = (value: Value, names: Names) => boolean;

/// Lower case of ASCII letters, as in C++.
export function lowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/// `some` of the values fits, or with a negated operator none does; a fact that is not there fits nothing.
function testOf(field: Field, negated: boolean, fit: Fit): Test {
  return (call, facts) => {
    const values = field.read(call, facts);
    if (values.length === 0 && !field.many) return false;
    return values.some((value) => fit(value, facts.names)) !== negated;
  };
}

function checkOperator(field: Field, operator: Token): void {
  const { text, at } = operator;
  if (text in kOrders && field.type !== "number") {
    throw new FilterError(at, `"${text}" compares numbers, and ${field.name} is ${kTypes[field.type]}`);
  }
  if (text.endsWith("~") && (field.type === "number" || field.type === "state")) {
    throw new FilterError(at, `"${text}" looks into names, and ${field.name} is ${kTypes[field.type]}`);
  }
}

function betweenFields(field: Field, operator: string, other: Field, at: number): Test {
  if (other.type !== field.type) {
    throw new FilterError(at, `${field.name} is ${kTypes[field.type]}, and ${other.name} is ${kTypes[other.type]}`);
  }
  if (operator.endsWith("~")) throw new FilterError(at, `"${operator}" takes a text, and ${other.name} is a field`);
  const order = kOrders[operator];
  return (call, facts) => {
    const left = field.read(call, facts);
    const right = other.read(call, facts);
    if ((left.length === 0 && !field.many) || (right.length === 0 && !other.many)) return false;
    const fits = (a: Value, b: Value): boolean => (order === undefined ? a === b : order(Number(a), Number(b)));
    return left.some((a) => right.some((b) => fits(a, b))) !== (operator === "!=");
  };
}

function numberIn({ text, at, kind }: Token, field: Field): number {
  if (kind === "word" && /^\d{1,15}$/.test(text)) return Number(text);
  throw new FilterError(at, `${field.name} is a number, and "${text}" is none`);
}

function taskFit({ text, kind }: Token, looksInto: boolean): Fit {
  const wanted = lowerCase(text);
  if (kind === "word" && !looksInto && /^\d{1,9}$/.test(text)) return (value) => value === Number(text);
  return (value, names) => {
    const name = lowerCase(names.plainTask(Number(value)));
    return looksInto ? name.includes(wanted) : name === wanted;
  };
}

function textFit(field: Field, { text, at }: Token, looksInto: boolean): Fit {
  const wanted = lowerCase(text);
  if (field.name === "error" && !looksInto && !kErrorNames.includes(wanted)) {
    throw new FilterError(at, `"${text}" is no error`);
  }
  return (value) => (looksInto ? lowerCase(String(value)).includes(wanted) : lowerCase(String(value)) === wanted);
}

function stateFit({ text, at }: Token): Fit {
  if (!(kStates as readonly string[]).includes(text)) {
    throw new FilterError(at, `"${text}" is no state; states are ${kStates.join(", ")}`);
  }
  return (value) => value === text;
}

function fitOf(field: Field, operator: string, value: Token): Fit {
  const looksInto = operator.endsWith("~");
  switch (field.type) {
    case "number": {
      const wanted = numberIn(value, field);
      const order = kOrders[operator];
      return (found) => (order === undefined ? found === wanted : order(Number(found), wanted));
    }
    case "task":
      return taskFit(value, looksInto);
    case "text":
      return textFit(field, value, looksInto);
    case "state":
      return stateFit(value);
  }
}

/// A dot in the value of `method` divides interface and method.
function withInterface(field: Field, operator: string, value: Token): Test | null {
  const dot = value.text.indexOf(".");
  if (field.name !== "method" || operator.endsWith("~") || dot < 0) return null;
  const wanted = lowerCase(value.text);
  return (call, { names }) => {
    const name = `${names.plainInterface(call.interfaceId)}.${names.method(call.interfaceId, call.method)}`;
    return (lowerCase(name) === wanted) !== (operator === "!=");
  };
}

/// The test that these three tokens describe. Throws a FilterError.
export function compare(name: Token, operator: Token, value: Token): Test {
  const field = findField(name.text);
  if (field === undefined) throw new FilterError(name.at, `"${name.text}" is no field`);
  checkOperator(field, operator);
  const other = value.kind === "word" ? findField(value.text) : undefined;
  if (other !== undefined) return betweenFields(field, operator.text, other, value.at);
  const special = withInterface(field, operator.text, value);
  if (special !== null) return special;
  return testOf(field, operator.text.startsWith("!"), fitOf(field, operator.text, value));
}
