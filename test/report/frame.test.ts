import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameOf } from "../../src/report/frame.ts";
import { rangeOf, type Source } from "../../src/source/source.ts";
import { chosenCases } from "../properties.ts";

function drawn(text: string, words: string, width = 60): string[] {
  const source: Source = { path: "x.yaml", text };
  const start = text.indexOf(words);
  const { lines, mark } = frameOf(source, rangeOf(source, { start, end: start + words.length }), width);
  return [...lines.map((line) => line.text), " ".repeat(mark.indent) + "^".repeat(mark.length)];
}

describe("a frame", () => {
  it("underlines exactly the words", () => {
    expect(drawn("a: 1\nb: value # x", "value")).toEqual(["a: 1", "b: value # x", "   ^^^^^"]);
  });

  it("keeps wide characters, combining marks and tabs aligned", () => {
    expect(drawn('\tk: "日本" # e\u0301', "# e\u0301")).toEqual(['    k: "日本" # e\u0301', "              ^^^"]);
  });

  it("has no carriage return", () => {
    expect(drawn("a: 1\r\nb: 2\r\n", "2")).toEqual(["a: 1", "b: 2", "   ^"]);
  });

  it("shows the first line of several", () => {
    expect(drawn("spec:\n  a: 1\n  b: 2\n", "spec:\n  a: 1")).toEqual(["spec:", "^^^^^"]);
  });

  it("shows nothing of the document before", () => {
    expect(drawn("a: 1\n---\nb: 2\n", "2")).toEqual(["b: 2", "   ^"]);
  });

  it("clips a long line around the words", () => {
    const [line = "", mark = ""] = drawn(`k: { a: ${"x".repeat(5000)}, b: here, c: ${"y".repeat(5000)} }`, "here", 40);
    expect(line.slice(mark.indexOf("^"), mark.length)).toBe("here");
    expect(line.length).toBeLessThanOrEqual(41);
    expect(line).toMatch(/^….*…$/);
  });

  it("points at the end of a text that ends too early", () => {
    expect(drawn("kind: [", "")).toEqual(["kind: [", "^"]);
  });

  it("points behind a line that fills the width", () => {
    const source: Source = { path: "x", text: "a".repeat(20) };
    const { mark } = frameOf(source, rangeOf(source, { start: 20, end: 20 }), 20);
    expect(mark).toEqual({ indent: 20, length: 1 });
  });

  it("holds for any text and any range", () => {
    const unit = fc.constantFrom(
      "a",
      ":",
      " ",
      "\n",
      "\r",
      "\t",
      "日",
      "e\u0301",
      "\u202e",
      "\u001b[0m",
      "😀",
      "\ud800",
      "##[",
      "##vso[",
    );
    const text = fc.array(unit, { maxLength: 60 }).map((units) => units.join(""));
    fc.assert(
      fc.property(text, fc.nat(80), fc.nat(80), fc.integer({ min: 20, max: 50 }), (content, from, to, width) => {
        const source: Source = { path: "x", text: content };
        const range = rangeOf(source, { start: Math.min(from, to), end: Math.max(from, to) });
        const { lines, mark } = frameOf(source, range, width);
        expect(mark.indent).toBeGreaterThanOrEqual(0);
        expect(mark.length).toBeGreaterThanOrEqual(1);
        expect(mark.indent + mark.length).toBeLessThanOrEqual(width + 1);
        // eslint-disable-next-line no-control-regex -- these characters must not occur
        for (const line of lines) expect(line.text).not.toMatch(/[\u0000-\u001f\u202e]|##(?:vso)?\[/);
      }),
      chosenCases,
    );
  });
});
