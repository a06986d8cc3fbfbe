import fc from "fast-check";
import { RE2JS } from "re2js";
import { expect, it } from "vitest";
import { patternsFor } from "../../src/render/target.ts";
import { chosenCases } from "../properties.ts";

const letter = fc.constantFrom("a", "b", ".", "-", "0");
const part = fc.string({ unit: letter, maxLength: 5 });
const text = fc.string({ unit: fc.oneof(letter, fc.constantFrom("\n", "\r", "é", "😀", "A")), maxLength: 6 });

it("answers as RE2 does", async () => {
  await fc.assert(
    fc.asyncProperty(part, fc.constantFrom("", ".*", ".+", "|a", "?"), text, async (head, tail, name) => {
      let byRe2: boolean;
      try {
        byRe2 = RE2JS.compile(head + tail).matches(name);
      } catch {
        byRe2 = false;
      }
      const matches = await patternsFor([head + tail, "x"]);
      expect(matches(head + tail, name)).toBe(byRe2 || name === head + tail);
    }),
    { ...chosenCases, numRuns: 3000 },
  );
});
