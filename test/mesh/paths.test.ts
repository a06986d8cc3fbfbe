import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../src/mesh/mesh.ts";
import {
  isAnyPath,
  matchesPath,
  pathFlawOf,
  pathNormalizationOf,
  slippingDoubleSlash,
  slippingTrailingSlash,
  unboundedPrefix,
} from "../../src/mesh/paths.ts";

describe("a path pattern", () => {
  it.each([
    ["/admin", "/admin", true],
    ["/admin", "/admin/", false],
    ["/admin", "/Admin", false],
    ["/admin*", "/administrator", true],
    ["/admin/*", "/admin", false],
    ["*/keys", "/a/b/keys", true],
    ["*", "/", true],
    ["/a/*/c", "/a/b/c", false],
    ["/users/{*}/keys", "/users/ann/keys", true],
    ["/users/{*}/keys", "/users/ann/bob/keys", false],
    ["/users/{*}", "/users/", false],
    ["/files/{**}", "/files/a/b", true],
    ["/files/{**}/raw", "/files/a/b/raw", true],
    ["/files/{**}/raw", "/files/a/b/row", false],
  ])("%s against %s is %s", (pattern, path, expected) => {
    expect(matchesPath(pattern, path)).toBe(expected);
  });

  it.each([
    ["admin", "no-leading-slash"],
    ["/a/*/b", "inner-wildcard"],
    ["/dex/**", "inner-wildcard"],
    ["/a?b=c", "query"],
    ["/a/../b", "dot-segment"],
    ["/a\\b", "dot-segment"],
    ["//a", undefined],
    ["*", undefined],
    ["*.php", undefined],
    ["/a/{*}/b", undefined],
    ["${PATH_OF_ADMIN}", undefined],
  ])("%s has the flaw %s", (pattern, flaw) => {
    expect(pathFlawOf(pattern, "BASE")).toBe(flaw);
  });

  it("never matches in a form that the mesh rewrites", () => {
    expect(pathFlawOf("//a", "MERGE_SLASHES")).toBe("repeated-slash");
    expect(pathFlawOf("/a%2fb", "DECODE_AND_MERGE_SLASHES")).toBe("encoded");
    expect(pathFlawOf("/a%2fb", "MERGE_SLASHES")).toBeUndefined();
    expect(pathFlawOf("/a/../b", "NONE")).toBeUndefined();
  });

  it("is unbounded where a longer word begins with it", () => {
    expect(unboundedPrefix("/admin*")).toBe("/admin");
    expect(unboundedPrefix("/admin/*")).toBeUndefined();
    expect(unboundedPrefix("/admin")).toBeUndefined();
  });

  it("stands for everything as /* and *", () => {
    expect(["*", "/*", "/{**}", "/a/*"].map(isAnyPath)).toEqual([true, true, true, false]);
  });
});

describe("a denied path", () => {
  it("is slipped past with a trailing slash", () => {
    expect(slippingTrailingSlash("/admin", ["/admin"])).toBe("/admin/");
    expect(slippingTrailingSlash("/admin/", ["/admin/"])).toBe("/admin");
  });

  it("is not where another pattern catches that form", () => {
    expect(slippingTrailingSlash("/admin", ["/admin", "/admin/*"])).toBeUndefined();
    expect(slippingTrailingSlash("/admin", ["/admin", "${MORE_PATHS}"])).toBeUndefined();
  });

  it("has no such form for files and gRPC methods", () => {
    expect(slippingTrailingSlash("/setup.php", [])).toBeUndefined();
    expect(slippingTrailingSlash("/shop.Cart/Drop", [])).toBeUndefined();
  });

  it("is slipped past with doubled slashes", () => {
    expect(slippingDoubleSlash("/admin*", ["/admin*"])).toBe("//admin");
    expect(slippingDoubleSlash("*/admin", ["*/admin"])).toBeUndefined();
  });
});

describe("path normalization", () => {
  it("is BASE unless the mesh configuration says otherwise", () => {
    expect(pathNormalizationOf(defaultSettings)).toBe("BASE");
    const meshConfig = { pathNormalization: { normalization: "MERGE_SLASHES" } };
    expect(pathNormalizationOf({ ...defaultSettings, meshConfig })).toBe("MERGE_SLASHES");
  });
});
