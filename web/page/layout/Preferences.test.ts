// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Preferences, type Store } from "./Preferences.ts";

function storeOf(values: Record<string, string>): Store {
  return {
    getItem: (name) => values[name] ?? null,
    setItem: (name, value) => {
      values[name] = value;
    },
  };
}

test("what was set is there again after a reload", () => {
  const store = storeOf({});
  new Preferences(store).setNumber("split", 0.61);
  new Preferences(store).setFlag("inspector", false);
  assert.equal(new Preferences(store).number("split", 0, 1, 0.5), 0.61);
  assert.equal(new Preferences(store).flag("inspector", true), false);
});

test("damaged values count as nothing", () => {
  for (const damaged of ["", " ", "x", "NaN", "7", "-1", "Infinity"]) {
    const preferences = new Preferences(storeOf({ "switchboard.split": damaged }));
    assert.equal(preferences.number("split", 0, 1, 0.5), 0.5);
    assert.equal(preferences.flag("split", true), true);
  }
});

test("without a store values last as long as the page", () => {
  const preferences = new Preferences(null);
  preferences.setText("theme", "light");
  assert.equal(preferences.text("theme"), "light");
});

test("a store that throws is no store", () => {
  const refuse = (): never => {
    throw new Error("denied");
  };
  const preferences = new Preferences({ getItem: refuse, setItem: refuse });
  assert.equal(preferences.text("theme"), null);
  preferences.setText("theme", "light");
  assert.equal(preferences.text("theme"), "light");
});
