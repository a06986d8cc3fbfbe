import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dedent } from "../../src/docs/example.ts";
import { allRules } from "../world.ts";

const firstWords =
  /^(?:unknown|unused|duplicate|conflicting|shadowed|missing|empty|deprecated|insecure|permissive|overly-broad|ineffective|orphaned|mismatched|invalid|experimental)-/;

/** The reader's and the schema's ids name what is wrong in their own words: `yaml/syntax`. */
const freeFamilies = /^(?:yaml|schema)\//;

const rules = await allRules();

describe.each([...rules])("$id", ({ id, rule }) => {
  it("is named by its problem", () => {
    expect(id).toMatch(/^[a-z-]+\/[a-z0-9-]+$/);
    if (!freeFamilies.test(id)) expect(`${id.slice(id.indexOf("/") + 1)}-`).toMatch(firstWords);
  });

  it("has a summary of one short line", () => {
    expect(rule.summary).toMatch(/^[A-Z0-9"`].*[^.]$/);
    expect(rule.summary.length).toBeLessThanOrEqual(80);
  });

  it("says why and what to do, in sentences", () => {
    expect(rule.why).toMatch(/\.$/);
    expect(rule.fix).toMatch(/\.$/);
  });

  it("links to https only", () => {
    for (const link of rule.links) expect(link).toMatch(/^https:\/\/[\w.-]+\/?\S*$/);
  });

  it("has examples of both sorts, short ones", () => {
    expect(rule.bad.length).toBeGreaterThan(0);
    expect(rule.good.length).toBeGreaterThan(0);
    const longest = rule.codes ? 80 : 50;
    for (const text of [...rule.bad, ...rule.good]) {
      expect(dedent(text).split("\n").length).toBeLessThanOrEqual(longest);
    }
  });

  it("has no raw template beyond ASCII, for the bundle escapes such characters and a raw template would show it", () => {
    const source = readFileSync(new URL(`../../rules/${id}.ts`, import.meta.url), "utf8");
    for (const [example] of source.matchAll(/yaml`[^`]*`/g)) expect(example).toMatch(/^[\0-\x7f]*$/);
  });

  it("is as bad as its category", () => {
    if (rule.category === "security" || rule.category === "correctness") expect(rule.severity).not.toBe("info");
    if (rule.securitySeverity !== undefined) {
      expect(rule.category).toBe("security");
      expect(Number(rule.securitySeverity)).toBeGreaterThan(0);
      expect(Number(rule.securitySeverity)).toBeLessThanOrEqual(10);
    }
  });
});
