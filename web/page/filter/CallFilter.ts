// SPDX-License-Identifier: MIT
// Which calls are meant: a text of the language of docs/filter.md. The inspector has the same in C++
// (web/inspector/model/call_filter.cpp); tests/filter/cases.txt is run by the tests of both.
import type { Call } from "../fallback/CallModel.ts";
import type { Facts } from "./fields.ts";
import { FilterError } from "./FilterError.ts";
import { parseFilter, type Test } from "./parse.ts";

export class CallFilter {
  /// Null: the text is a filter. Otherwise it means no call.
  readonly problem: FilterError | null;
  private readonly _test: Test;

  constructor(readonly text: string) {
    let problem: FilterError | null = null;
    let test: Test = () => false;
    try {
      test = parseFilter(text);
    } catch (error) {
      if (!(error instanceof FilterError)) throw error;
      problem = new FilterError([...text.slice(0, error.at - 1)].length + 1, error.message);
    }
    this.problem = problem;
    this._test = test;
  }

  matches(call: Call, facts: Facts): boolean {
    return this._test(call, facts);
  }
}
