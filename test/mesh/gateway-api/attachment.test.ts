import { describe, expect, it } from "vitest";
import { attachments } from "../../../src/mesh/gateway-api/attachment.ts";
import { meshOf } from "../build.ts";

const gateway = `
  apiVersion: gateway.networking.k8s.io/v1
  kind: Gateway
  metadata: { name: public, namespace: edge }
  spec:
    gatewayClassName: istio
    listeners:
      - { name: own, port: 80, protocol: HTTP }
      - { name: all, port: 81, protocol: HTTP, hostname: "*.shop.example", allowedRoutes: { namespaces: { from: All } } }
      - name: some
        port: 82
        protocol: HTTP
        allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { public: "true" } } } }
      - { name: store, port: 6379, protocol: TCP }
`;

function route(kind: string, namespace: string, spec: string): string {
  return `
  ---
  apiVersion: gateway.networking.k8s.io/v1
  kind: ${kind}
  metadata: { name: shop, namespace: ${namespace} }
  spec: ${spec}
`;
}

function namespace(name: string, labels: string): string {
  return `
  ---
  apiVersion: v1
  kind: Namespace
  metadata: { name: ${name}, labels: ${labels} }
`;
}

/** Names of the listeners that take the route, or why none does. */
async function answer(text: string): Promise<readonly string[] | string | undefined> {
  const [found] = attachments(await meshOf(gateway + text));
  return found?.refused?.why ?? found?.taken.map(({ listener }) => listener.name);
}

describe("which listeners take a route", () => {
  it("are all of its own namespace that fit its kind", async () => {
    expect(await answer(route("HTTPRoute", "edge", "{ parentRefs: [{ name: public }] }"))).toEqual([
      "own",
      "all",
      "some",
    ]);
    expect(await answer(route("TCPRoute", "edge", "{ parentRefs: [{ name: public }], rules: [] }"))).toEqual(["store"]);
    expect(await answer(route("UDPRoute", "edge", "{ parentRefs: [{ name: public }], rules: [] }"))).toBe("kind");
  });

  it("are, for other namespaces, those that let them in", async () => {
    const far = route("HTTPRoute", "shop", "{ parentRefs: [{ name: public, namespace: edge }] }");
    expect(await answer(far + namespace("shop", "{ public: 'true' }"))).toEqual(["all", "some"]);
    expect(await answer(far + namespace("shop", "{ public: 'false' }"))).toEqual(["all"]);
  });

  it("may be those with a selector where nobody knows the labels", async () => {
    const far = route("HTTPRoute", "shop", "{ parentRefs: [{ name: public, namespace: edge, sectionName: some }] }");
    expect(await answer(far)).toEqual(["some"]);
    expect(await answer(far + namespace("shop", "{ public: '${PUBLIC}' }"))).toEqual(["some"]);
    expect(await answer(far + namespace("shop", "{}"))).toBe("namespace");
  });

  it("have both the name and the port that are asked for", async () => {
    const to = (ref: string): string => route("HTTPRoute", "edge", `{ parentRefs: [{ name: public, ${ref} }] }`);
    expect(await answer(to("sectionName: own"))).toEqual(["own"]);
    expect(await answer(to("port: 81"))).toEqual(["all"]);
    expect(await answer(to("sectionName: own, port: 81"))).toBe("section");
    expect(await answer(to("sectionName: '${SECTION}'"))).toEqual(["own", "all", "some"]);
  });

  it("serve one of its host names", async () => {
    const named = (host: string): string =>
      route("HTTPRoute", "edge", `{ parentRefs: [{ name: public, sectionName: all }], hostnames: ["${host}"] }`);
    expect(await answer(named("a.b.shop.example"))).toEqual(["all"]);
    expect(await answer(named("*.example"))).toEqual(["all"]);
    expect(await answer(named("shop.example"))).toBe("hostname");
    expect(await answer(named("*.cart.example"))).toBe("hostname");
  });

  it("are not known where the Gateway is not here", async () => {
    expect(await answer(route("HTTPRoute", "edge", "{ parentRefs: [{ name: other }] }"))).toBeUndefined();
    expect(await answer(route("HTTPRoute", "edge", "{ parentRefs: ['${PARENT}'] }"))).toBeUndefined();
  });
});
