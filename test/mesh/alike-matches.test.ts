import { describe, expect, it } from "vitest";
import { echoOf } from "../../src/mesh/alike-matches.ts";

describe("matches that istioctl sees too", () => {
  const prefix = { uri: { prefix: "/api" } };

  it.each([
    ["the same", prefix, { uri: { prefix: "/api" } }, "repeated"],
    ["another name", { ...prefix, name: "one" }, { ...prefix, name: "two" }, "repeated"],
    ["another order", { port: 80, ...prefix }, { ...prefix, port: 80 }, "repeated"],
    ["a longer prefix", prefix, { uri: { prefix: "/api/v1" } }, "longer"],
    ["another start", prefix, { uri: { prefix: "/web" } }, undefined],
    ["an exact path", prefix, { uri: { exact: "/api/v1" } }, undefined],
    ["no method, which is GET", prefix, { uri: { prefix: "/api/v1" }, method: { exact: "GET" } }, "longer"],
    ["no method, which is not POST", prefix, { uri: { prefix: "/api/v1" }, method: { exact: "POST" } }, undefined],
    ["another port", { ...prefix, port: 80 }, { uri: { prefix: "/api/v1" } }, undefined],
    ["a header more", prefix, { uri: { prefix: "/api/v1" }, headers: { a: { exact: "b" } } }, undefined],
  ])("finds %s", (_, above, match, expected) => {
    expect(echoOf(match, [above])).toBe(expected);
  });
});
