import { describe, expect, it } from "vitest";
import { hostnamesMeet, servedHostnames } from "../../../src/mesh/gateway-api/hostnames.ts";
import { matchKey } from "../../../src/mesh/gateway-api/matches.ts";

describe("equal matches", () => {
  it("differ in nothing that Gateway API reads", () => {
    expect(matchKey({})).toBe(matchKey({ path: { type: "PathPrefix", value: "/" } }));
    expect(matchKey({ path: { value: "/cart/" } })).toBe(matchKey({ path: { value: "/cart" } }));
    expect(matchKey({ path: { type: "Exact", value: "/cart/" } })).not.toBe(
      matchKey({ path: { type: "Exact", value: "/cart" } }),
    );
    expect(matchKey({ method: "GET" })).not.toBe(matchKey({}));
    expect(matchKey({ method: { service: "shop.Cart" } })).not.toBe(matchKey({ method: { method: "shop.Cart" } }));
  });

  it("take headers in any order and case, the first of each name", () => {
    const one = { name: "A", value: "1" };
    const other = { name: "b", value: "2" };
    expect(matchKey({ headers: [one, other] })).toBe(matchKey({ headers: [other, { name: "a", value: "1" }] }));
    expect(matchKey({ headers: [one, { name: "a", value: "9" }] })).toBe(matchKey({ headers: [one] }));
    expect(matchKey({ queryParams: [one] })).not.toBe(matchKey({ queryParams: [{ name: "a", value: "1" }] }));
    expect(matchKey({ headers: [{ name: "__proto__", value: "1" }] })).not.toBe(matchKey({}));
  });

  it("are not known behind a placeholder", () => {
    expect(matchKey({ path: { value: "/${PATH}" } })).toBeUndefined();
  });
});

describe("host names", () => {
  it("meet where a name exists that both stand for", () => {
    expect(hostnamesMeet(undefined, ["shop.example"])).toBe(true);
    expect(hostnamesMeet("Shop.Example", ["shop.example"])).toBe(true);
    expect(hostnamesMeet("*.example", ["shop.example", "other"])).toBe(true);
    expect(hostnamesMeet("*.shop.example", ["shop.example"])).toBe(false);
  });

  it("are served in the narrower form", () => {
    expect(servedHostnames(undefined, undefined)).toEqual(["*"]);
    expect(servedHostnames("*.example", ["a.example", "other"])).toEqual(["a.example"]);
    expect(servedHostnames("a.example", ["*.example"])).toEqual(["a.example"]);
    expect(servedHostnames("a.example", undefined)).toEqual(["a.example"]);
  });
});
