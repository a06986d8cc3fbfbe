import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, it } from "vitest";
import { matcherOf } from "../../src/schema/pattern.ts";
import { chosenCases } from "../properties.ts";

const pack = fileURLToPath(new URL("../../schemas", import.meta.url));

function packPatterns(): string[] {
  const found = new Set<string>();
  for (const file of readdirSync(pack, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".json")) continue;
    JSON.parse(readFileSync(join(pack, file), "utf8"), (key, value: unknown) => {
      if (key === "pattern" && typeof value === "string") found.add(value);
      return value;
    });
  }
  return [...found].sort();
}

const odd = [
  "",
  "^",
  "a|b|^$",
  "(a*)*b",
  "(|a)+$",
  "a??b",
  "x$|^y",
  "^a{0,253}$",
  "a{,3}",
  "a{2",
  "{",
  "}",
  "]",
  "[]a]",
  "[a\\]-]",
  "[^\\d-]x",
  "[^\\pL]",
  "\\pL+",
  "\\P{Greek}",
  "[[:alpha:]_]{2,3}$",
  "[[:^digit:]]",
  "\\Qa.b\\E+",
  "(?i:K)z",
  "^(?i)\\.?[a-z_]+$",
  "(?s)a.b",
  "(?P<n>a)b",
  "\\Aab\\z",
  "\\x41\\x{42}",
  "\\.",
  "a.c",
];

const refused = [
  "(",
  ")",
  "a**",
  "*",
  "a{1001}",
  "a{3,2}",
  "[b-a]",
  "[[:nope:]]",
  "\\1",
  "(?=a)",
  "(?<!a)",
  "\\",
  "[a",
];

const letters = ["a", "b", "c", "x", "z", "K", "k", "K", "A", "B", "_", "-", ".", "/", ":", "5", "0", " ", "\t", "\n"];
const texts = fc.array(fc.constantFrom(...letters, "é", "中", "😀", "{", "}", "]", "http", "10s", "System"), {
  maxLength: 8,
});

describe("patterns", () => {
  it.each([...odd, ...packPatterns()])("answers as RE2 does for %j", (pattern) => {
    const matches = matcherOf(pattern);
    const re2 = RE2JS.compile(pattern);
    expect(matches).toBeDefined();
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join("");
        expect(matches?.(text)).toBe(re2.matcher(text).find());
      }),
      { numRuns: 300, ...chosenCases },
    );
  });

  it.each(refused)("does not judge by %j, which is no pattern", (pattern) => {
    expect(matcherOf(pattern)).toBeUndefined();
  });

  it.each([
    ["^[!-~]+([\\t ]?[!-~]+)*$", "a".repeat(100_000) + "\u0001"],
    ["^(a+)+$", "a".repeat(100_000) + "b"],
    ["^(([a-z])+.)+[A-Z]([a-z])+$", "a".repeat(100_000)],
    ["(x+x+)+y", "x".repeat(100_000)],
  ])("does not hang on %j", (pattern, text) => {
    expect(matcherOf(pattern)?.(text)).toBe(false);
  });

  it("gives up patterns that would take too much memory", () => {
    expect(matcherOf("((a{1000}){1000}){1000}")).toBeUndefined();
    expect(matcherOf("(".repeat(5_000))).toBeUndefined();
  });
});
