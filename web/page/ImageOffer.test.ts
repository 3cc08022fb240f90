// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { readImageFacts } from "./ImageOffer.ts";

const kSum = "0123456789abcdef".repeat(4);

test("an image is offered with its name, size and sum", () => {
  const facts = { file: "switchboard.iso", bytes: 6_000_000, sha256: kSum };
  assert.deepEqual(readImageFacts(JSON.stringify(facts)), facts);
});

test("a site without an image, and a page instead of the facts, offer nothing", () => {
  for (const text of ["{}", "null", "[]", "<!doctype html>", ""]) assert.equal(readImageFacts(text), null, text);
});

test("facts that could lead elsewhere or make no sense offer nothing", () => {
  const good = { file: "switchboard.iso", bytes: 1, sha256: kSum };
  for (const wrong of [
    { file: "https://elsewhere/x.iso" }, { file: "../x.iso" }, { file: "javascript:alert(1)" }, { file: 7 },
    { bytes: 0 }, { bytes: "many" }, { sha256: "short" }, { sha256: undefined },
  ]) assert.equal(readImageFacts(JSON.stringify({ ...good, ...wrong })), null, JSON.stringify(wrong));
});
