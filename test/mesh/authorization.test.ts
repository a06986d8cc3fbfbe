import { describe, expect, it } from "vitest";
import { authorizationPoliciesOf } from "../../src/mesh/authorization.ts";
import { identityOf } from "../../src/mesh/identity.ts";
import { protocolClassOf } from "../../src/mesh/service-ports.ts";
import { hasLiteralWildcard, matchesString } from "../../src/mesh/string-match.ts";
import { meshOf } from "./build.ts";

function policy(name: string, namespace: string, spec: object): string {
  return JSON.stringify({
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: { name, namespace },
    spec,
  });
}

describe("the policies of a workload", () => {
  it("are those of its namespace and of the root namespace, selectors included", async () => {
    const selector = (app: string): object => ({ selector: { matchLabels: { app } } });
    const mesh = await meshOf(
      [
        policy("wide", "shop", {}),
        policy("mine", "shop", selector("cart")),
        policy("other", "shop", selector("web")),
        policy("root", "istio-system", selector("cart")),
        policy("elsewhere", "stage", {}),
        policy("waypoint", "shop", { targetRefs: [{ kind: "Service", name: "cart" }] }),
      ].join("\n---\n"),
    );
    const names = authorizationPoliciesOf(mesh, "shop", { app: "cart" }).map(({ name }) => name);
    expect(names.sort()).toEqual(["mine", "root", "wide"]);
  });
});

describe("a string of a policy", () => {
  it.each([
    ["*", "", false],
    ["*", "x", true],
    ["a*", "ab", true],
    ["*b", "ab", true],
    ["a*b", "axb", false],
    ["*a*", "xa*", true],
    ["a", "A", false],
  ])("%s against %s is %s", (pattern, value, expected) => {
    expect(matchesString(pattern, value)).toBe(expected);
  });

  it("holds a wildcard in vain unless at one end", () => {
    expect(["a*b", "**", "a*", "*a", "*"].map(hasLiteralWildcard)).toEqual([true, true, false, false, false]);
  });
});

describe("an identity", () => {
  it("is spelled out of its five parts", () => {
    const expected = { trustDomain: "cluster.local", namespace: "shop", serviceAccount: "cart" };
    expect(identityOf("cluster.local/ns/shop/sa/cart")).toEqual(expected);
    expect(identityOf("*/ns/shop/sa/cart")).toMatchObject({ namespace: "shop" });
  });

  it.each(["cart", "cluster.local/ns/shop", "cluster.local/ns/shop/sa/*", "cluster.local/ns/*/sa/cart"])(
    "is not told from %s",
    (principal) => {
      expect(identityOf(principal)).toBeUndefined();
    },
  );
});

describe("the protocol of a Service port", () => {
  it.each([
    [{ port: 80, name: "http-web" }, "http"],
    [{ port: 80, name: "grpc-web" }, "http"],
    [{ port: 80, name: "tcp", appProtocol: "http2" }, "http"],
    [{ port: 80, name: "mysql" }, "tcp"],
    [{ port: 80, name: "https" }, "tcp"],
    [{ port: 80, name: "web" }, "unknown"],
    [{ port: 80 }, "unknown"],
    [{ port: 80, name: "http", protocol: "UDP" as const }, "tcp"],
  ])("%o is %s", (port, expected) => {
    expect(protocolClassOf(port)).toBe(expected);
  });
});
