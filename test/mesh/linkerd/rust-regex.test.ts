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
  "(?P<year>\\d{4})-(?<month>\\d{2})",
  "(?i-s:a)(?-u)b",
  "a{2}b{2,}",
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
  "a{2,1}",
  "(?>a)b",
  "(?P=n)",
  "(?z)a",
  "(?<n>a)(?P<n>b)",
];

it.each(fine)("compiles %j", (pattern) => {
  expect(rustRegex(pattern)).toBeUndefined();
});

it.each(refused)("refuses %j", (pattern) => {
  expect(rustRegex(pattern)).toBeDefined();
});
