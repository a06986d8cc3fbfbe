/** Patterns that Linkerd's proxy compiles, and those that it refuses. */

import { expect, it } from "vitest";
import { rustRegex } from "../../../src/mesh/linkerd/rust-regex.ts";

const fine = [
  "/users/[^/]+",
  "/a{2,3}",
  "(?i)/cart",
  "/x(?:y|z)?",
  "[]a]",
  "[a-z&&[^b]]",
  "\\p{Greek}+",
  "/a\\{b\\}",
  ".*",
  "",
];
const refused = [
  "/users/{id}",
  "/(?!admin)",
  "(?<=a)b",
  "(a)\\1",
  "/a(b",
  "/a)b",
  "[a-z",
  "*a",
  "a|*b",
  "/a\\",
  "\\Qa\\E",
];

it.each(fine)("compiles %j", (pattern) => {
  expect(rustRegex(pattern)).toBeUndefined();
});

it.each(refused)("refuses %j", (pattern) => {
  expect(rustRegex(pattern)).toBeDefined();
});
