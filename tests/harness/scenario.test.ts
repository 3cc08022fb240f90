// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { kNotOnPc } from "./scenario.ts";

test("every test that is left out on a PC exists", () => {
  const folder = join(process.cwd(), "tests/system");
  const texts = readdirSync(folder).filter((name) => name.endsWith(".ts")).map((name) => readFileSync(join(folder, name), "utf8"));
  for (const name of Object.keys(kNotOnPc)) assert.ok(texts.some((text) => text.includes(`test("${name}"`)), name);
});
