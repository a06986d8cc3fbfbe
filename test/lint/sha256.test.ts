import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { sha256 } from "../../src/lint/sha256.ts";
import { chosenCases } from "../properties.ts";

const byNode = (text: string): string => createHash("sha256").update(text).digest("hex");

it.each([0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 1000])("agrees with Node on %i bytes", (length) => {
  expect(sha256("a".repeat(length), 64)).toBe(byNode("a".repeat(length)));
});

it("agrees with Node on any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(sha256(text, 64)).toBe(byNode(text));
      expect(sha256(text, 16)).toBe(byNode(text).slice(0, 16));
    }),
    chosenCases,
  );
});
