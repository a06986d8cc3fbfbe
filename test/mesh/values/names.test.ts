import { describe, expect, it } from "vitest";
import {
  hostsOverlap,
  isDnsLabel,
  isFqdn,
  isHostWithin,
  isPartialWildcard,
  isWildcardDomain,
} from "../../../src/mesh/values/names.ts";

describe("DNS labels", () => {
  it.each(["a", "A-b", "0", "a".repeat(63)])("accepts %s", (text) => {
    expect(isDnsLabel(text)).toBe(true);
  });
  it.each(["", "-a", "a-", "a.b", "a_b", "a".repeat(64)])("refuses %j", (text) => {
    expect(isDnsLabel(text)).toBe(false);
  });
});

describe("domain names", () => {
  it.each(["a", "a.b", "a.b.", "1.a"])("accepts %s as an FQDN", (text) => {
    expect(isFqdn(text)).toBe(true);
  });
  it.each(["", ".", "a..b", "1.2.3.4", "*.a", "a.b.."])("refuses %j as an FQDN", (text) => {
    expect(isFqdn(text)).toBe(false);
  });
  it.each(["*", "*.com", "*foo.com", "*-foo.com", "foo.com", "12345"])("accepts %s with wildcards", (text) => {
    expect(isWildcardDomain(text)).toBe(true);
  });
  it.each(["", "foo.*.com", "f*.com", "1.2.3.4", "**", "*."])("refuses %j with wildcards", (text) => {
    expect(isWildcardDomain(text)).toBe(false);
  });
  it("knows wildcards that are not a label of their own", () => {
    expect(["*", "*.a", "*a.b", "a*.b"].map(isPartialWildcard)).toEqual([false, false, true, true]);
  });
});

describe("hosts", () => {
  it.each([
    ["a.b", "a.b", true],
    ["*", "a.b", true],
    ["*.b", "a.b", true],
    ["*.b", "*.a.b", true],
    ["*.b", "*.c", false],
    ["*.b", "b", false],
  ])("%s and %s overlap: %s", (a, b, expected) => {
    expect(hostsOverlap(a, b)).toBe(expected);
    expect(hostsOverlap(b, a)).toBe(expected);
  });
  it.each([
    ["a.b", "*.b", true],
    ["*.a.b", "*.b", true],
    ["*.b", "*.a.b", false],
    ["a.b", "a.b", true],
    ["*", "a.b", false],
  ])("%s lies within %s: %s", (inner, outer, expected) => {
    expect(isHostWithin(inner, outer)).toBe(expected);
  });
});
