import { describe, expect, it } from "vitest";
import { kindConflicts } from "../../../src/mesh/gateway-api/kind-conflicts.ts";
import { conflicts } from "../../../src/mesh/gateway-api/listener-conflicts.ts";
import { routeConflicts } from "../../../src/mesh/gateway-api/route-conflicts.ts";
import { meshOf } from "../build.ts";

function gateway(listeners: string): string {
  return `
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: { name: public, namespace: shop }
    spec: { gatewayClassName: istio, allowedListeners: { namespaces: { from: Same } }, listeners: [${listeners}] }
`;
}

async function reasons(text: string): Promise<readonly string[]> {
  return conflicts(await meshOf(text)).map(
    ({ one, other, why }) => `${one.listener.name} ${other.listener.name} ${why}`,
  );
}

describe("listeners of one port", () => {
  it("need different host names, or protocols that share a port", async () => {
    const http = "{ name: a, port: 80, protocol: HTTP }";
    expect(await reasons(gateway(`${http}, { name: b, port: 80, protocol: HTTP, hostname: x.example }`))).toEqual([]);
    expect(await reasons(gateway(`${http}, { name: b, port: 80, protocol: HTTPS }`))).toEqual(["a b protocol"]);
    expect(await reasons(gateway(`${http}, { name: b, port: 80, protocol: UDP }`))).toEqual([]);
    expect(await reasons(gateway(`${http}, { name: b, port: "$(PORT)", protocol: TCP }`))).toEqual([]);
    const tls = "{ name: a, port: 443, protocol: TLS }";
    expect(await reasons(gateway(`${tls}, { name: b, port: 443, protocol: HTTPS }`))).toEqual(["a b hostname"]);
  });

  it("are those of the Gateway and of the sets that it takes", async () => {
    const set = (namespace: string): string => `
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: ListenerSet
    metadata: { name: more, namespace: ${namespace} }
    spec:
      parentRef: { name: public, namespace: shop }
      listeners: [{ name: b, port: 80, protocol: HTTP }]
`;
    const own = gateway("{ name: a, port: 80, protocol: HTTP }");
    expect(await reasons(own + set("shop"))).toEqual(["a b hostname"]);
    expect(await reasons(own + set("other"))).toEqual([]);
  });
});

function route(name: string, spec: string, namespace = "shop"): string {
  return `
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: { name: ${name}, namespace: ${namespace} }
    spec: ${spec}
`;
}

async function pairs(text: string): Promise<readonly string[]> {
  const found = routeConflicts(await meshOf(text));
  return found.map(({ one, other, hostname }) => `${one.route.name} ${other.route.name} ${hostname}`);
}

describe("routes with equal matches", () => {
  const listeners = gateway(
    "{ name: a, port: 80, protocol: HTTP }, { name: b, port: 81, protocol: HTTP, hostname: '*.x.example' }",
  );

  it("conflict on one listener under one host name", async () => {
    const one = route("one", "{ parentRefs: [{ name: public, sectionName: a }], hostnames: [x.example], rules: [{}] }");
    const same = route("two", "{ parentRefs: [{ name: public }], hostnames: [y.example, X.example], rules: [{}] }");
    const other = route("two", "{ parentRefs: [{ name: public }], hostnames: [y.example], rules: [{}] }");
    const apart = route(
      "two",
      "{ parentRefs: [{ name: public, sectionName: b }], hostnames: [a.x.example], rules: [{}] }",
    );
    expect(await pairs(listeners + one + same)).toEqual(["one two x.example"]);
    expect(await pairs(listeners + one + other)).toEqual([]);
    expect(await pairs(listeners + one + apart)).toEqual([]);
  });

  it("conflict for one port of a Service, producers and consumers apart", async () => {
    const one = route(
      "one",
      "{ parentRefs: [{ group: '', kind: Service, name: cart, namespace: shop }], rules: [{}] }",
    );
    const two = one.replace("name: one", "name: two");
    expect(await pairs(one + two)).toEqual(["one two *"]);
    expect(await pairs(one + two.replace("namespace: shop }\n", "namespace: other }\n"))).toEqual([]);
  });
});

describe("routes of two kinds", () => {
  const listener = "{ name: a, port: 80, protocol: HTTP }";
  const both = (one: string, other: string, namespace?: string): string =>
    route("web", `{ parentRefs: [{ name: public, namespace: shop }], ${one} }`) +
    route("cart", `{ parentRefs: [{ name: public, namespace: shop }], ${other} }`, namespace).replace("HTTP", "GRPC");

  it.each([
    ["the same name", both("hostnames: [x.example]", "hostnames: [y.example, x.example]"), ["web cart x.example"]],
    ["no names", both("hostnames: []", "rules: []"), ["web cart *"]],
    ["a name and none", both("hostnames: [x.example]", "rules: []"), []],
    ["a name and a wildcard over it", both("hostnames: [x.example]", 'hostnames: ["*.example"]'), []],
    ["a placeholder", both('hostnames: ["$(HOST)"]', 'hostnames: ["$(HOST)"]'), []],
    [
      "a third route of another namespace, which may be the oldest",
      both("hostnames: [x.example]", "hostnames: [x.example]") +
        route("more", "{ parentRefs: [{ name: public, namespace: shop }], hostnames: [x.example] }", "other"),
      [],
    ],
  ])("on a listener of Istio with %s", async (_, text, expected) => {
    const open = `{ name: a, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }`;
    const found = kindConflicts(await meshOf(gateway(open) + text));
    expect(found.map(({ http, grpc, hostname }) => `${http.name} ${grpc.name} ${hostname}`)).toEqual(expected);
  });

  it("are no matter for other controllers and older releases, nor where the listener takes neither", async () => {
    const text = both("hostnames: [x.example]", "hostnames: [x.example]");
    expect(kindConflicts(await meshOf(gateway(listener).replace("istio", "eg") + text))).toEqual([]);
    expect(kindConflicts(await meshOf(gateway(listener) + text, { istio: "1.25" }))).toEqual([]);
    const narrow = gateway("{ name: a, port: 80, protocol: HTTP, hostname: y.example }");
    expect(kindConflicts(await meshOf(narrow + text))).toEqual([]);
  });
});
