import fc from "fast-check";
import { RE2JS } from "re2js";
import { expect, it } from "vitest";
import { regex, syntax } from "../../../src/mesh/values/regex.ts";
import { chosenCases } from "../../properties.ts";

function compiles(pattern: string): boolean {
  try {
    RE2JS.compile(pattern);
    return true;
  } catch {
    return false;
  }
}

it.each([
  ".*",
  "^/api/v[0-9]+(/.*)?$",
  "(?i)abc",
  "\\d+\\.\\d+",
  "[^/]+",
  "\\bword\\b",
  "(?P<name>a)",
  "\\\\1",
  "[(?=]",
  "(?m)^a",
  "{a}{,2}{",
])("accepts %s", (pattern) => {
  expect(compiles(pattern)).toBe(true);
  expect(regex(pattern)).toBeUndefined();
});

it.each([
  "(?=a)",
  "a(?!b)",
  "(?<=a)b",
  "(a)\\1",
  "(",
  "[a",
  "*a",
  "a**",
  "a{2,1}",
  "{2}",
  "a|{1,}",
  "a*{2}",
  "a{1001}",
  "a{12345}",
  "\\",
  "[z-a]",
  "\\p{Nope}",
  ")",
])("refuses %s", (pattern) => {
  expect(compiles(pattern)).toBe(false);
  expect(regex(pattern)).toBeDefined();
});

it("refuses what is empty or too long", () => {
  expect(regex("")).toBeDefined();
  expect(regex("a".repeat(1025))).toBeDefined();
  expect(regex("a".repeat(1024))).toBeUndefined();
});

const pieces = [
  "a",
  "1",
  ".",
  "*",
  "+",
  "?",
  "(",
  ")",
  "[",
  "]",
  "^",
  "$",
  "|",
  "\\",
  "{",
  "}",
  "2",
  ",",
  "-",
  "?:",
  "?=",
  "?i)",
  "\\d",
  "\\b",
  "\\1",
  "[:alpha:]",
  "é",
  ":",
  "<n>",
  "P",
];

it("never refuses what RE2 accepts", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
      const pattern = parts.join("");
      return syntax(pattern) === undefined || !compiles(pattern);
    }),
    { numRuns: 3000, ...chosenCases },
  );
});
