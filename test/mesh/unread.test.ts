/** What failed its schema, or has a placeholder for a name, hides what it may be, and nothing else. */

import { describe, expect, it } from "vitest";
import { lintSources } from "../../src/lint/sources.ts";
import { allRules, dedent } from "../world.ts";

const rules = await allRules();

async function found(id: string, ...documents: readonly string[]): Promise<boolean> {
  const { diagnostics } = await lintSources({
    sources: [{ path: "a.yaml", text: documents.map(dedent).join("\n---\n") }],
    rules,
    completeness: "complete",
  });
  return diagnostics.some(({ rule }) => rule === id);
}

const gatewayApi = "gateway.networking.k8s.io/v1";
const istio = "networking.istio.io/v1";
const linkerd = "policy.linkerd.io/v1alpha1";

/** Nothing of it passes a schema. */
const broken = (apiVersion: string, kind: string, metadata: string, spec = "5"): string =>
  `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: ${metadata}, spec: ${spec} }`;

const virtualService = (destination: string): string =>
  `{ apiVersion: ${istio}, kind: VirtualService, metadata: { name: shop, namespace: shop }, spec: { hosts: [shop.example], http: [{ ${destination} }] } }`;

const routeOf = (spec: string): string =>
  `{ apiVersion: ${gatewayApi}, kind: HTTPRoute, metadata: { name: shop, namespace: shop }, spec: { ${spec} } }`;

const pod = (spec: string): string =>
  `{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web }, annotations: { linkerd.io/inject: enabled } }, spec: { containers: [{ name: web, image: web, ${spec} }] } }`;

const server = `{ apiVersion: policy.linkerd.io/v1beta3, kind: Server, metadata: { name: web, namespace: shop }, spec: { podSelector: { matchLabels: { app: web } }, port: 80 } }`;

const policy = (refs: string): string =>
  `{ apiVersion: ${linkerd}, kind: AuthorizationPolicy, metadata: { name: web, namespace: shop }, spec: ${refs} }`;

interface Case {
  readonly rule: string;
  readonly here: readonly string[];
  readonly apiVersion: string;
  readonly kind: string;
  /** Metadata of what may be meant. */
  readonly same: string;
  /** Metadata of what cannot be. */
  readonly other: string;
}

const cases: readonly Case[] = [
  {
    rule: "gateway-api/unknown-parent",
    here: [routeOf("parentRefs: [{ name: public }]")],
    apiVersion: gatewayApi,
    kind: "Gateway",
    same: "{ name: public, namespace: shop }",
    other: "{ name: other, namespace: shop }",
  },
  {
    rule: "gateway-api/unknown-parent",
    here: [routeOf("parentRefs: [{ name: public }]")],
    apiVersion: gatewayApi,
    kind: "Gateway",
    same: "{ namespace: shop }",
    other: "{ namespace: edge }",
  },
  {
    rule: "gateway-api/unknown-backend",
    here: [routeOf("rules: [{ backendRefs: [{ name: cart, port: 80 }] }]")],
    apiVersion: "v1",
    kind: "Service",
    same: "{ name: cart, namespace: shop }",
    other: "{ name: cart, namespace: bank }",
  },
  {
    rule: "gateway-api/missing-reference-grant",
    here: [routeOf("rules: [{ backendRefs: [{ name: cart, namespace: bank, port: 80 }] }]")],
    apiVersion: gatewayApi,
    kind: "ReferenceGrant",
    same: "{ name: any, namespace: bank }",
    other: "{ name: any, namespace: shop }",
  },
  {
    rule: "gateway-api/unknown-gateway-class",
    here: [
      `{ apiVersion: ${gatewayApi}, kind: Gateway, metadata: { name: public, namespace: shop }, spec: { gatewayClassName: own, listeners: [{ name: http, port: 80, protocol: HTTP }] } }`,
    ],
    apiVersion: gatewayApi,
    kind: "GatewayClass",
    same: "{ name: own }",
    other: "{ name: other }",
  },
  {
    rule: "gateway-api/unused-reference-grant",
    here: [
      `{ apiVersion: ${gatewayApi}, kind: ReferenceGrant, metadata: { name: any, namespace: bank }, spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }], to: [{ group: "", kind: Service }] } }`,
      routeOf("rules: [{ backendRefs: [{ name: cart, port: 80 }] }]"),
    ],
    apiVersion: gatewayApi,
    kind: "HTTPRoute",
    same: "{ name: other, namespace: shop }",
    other: "{ name: other, namespace: bank }",
  },
  {
    rule: "gateway-api/unknown-grant-namespace",
    here: [
      `{ apiVersion: ${gatewayApi}, kind: ReferenceGrant, metadata: { name: any, namespace: bank }, spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }], to: [{ group: "", kind: Service }] } }`,
    ],
    apiVersion: "v1",
    kind: "Namespace",
    same: "{ name: shop }",
    other: "{ name: store }",
  },
  {
    rule: "istio/unknown-gateway",
    here: [
      `{ apiVersion: ${istio}, kind: VirtualService, metadata: { name: shop, namespace: shop }, spec: { hosts: [shop.example], gateways: [edge/public], http: [{ route: [{ destination: { host: shop.example } }] }] } }`,
    ],
    apiVersion: istio,
    kind: "Gateway",
    same: "{ name: public, namespace: edge }",
    other: "{ name: public, namespace: shop }",
  },
  {
    rule: "istio/unknown-delegate",
    here: [virtualService("delegate: { name: cart }")],
    apiVersion: istio,
    kind: "VirtualService",
    same: "{ name: cart, namespace: shop }",
    other: "{ name: other, namespace: shop }",
  },
  {
    rule: "istio/unknown-waypoint",
    here: ["{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio.io/use-waypoint: own } } }"],
    apiVersion: gatewayApi,
    kind: "Gateway",
    same: "{ name: own, namespace: shop }",
    other: "{ name: own, namespace: bank }",
  },
  {
    rule: "istio/mismatched-gateway-hosts",
    here: [
      `{ apiVersion: ${istio}, kind: VirtualService, metadata: { name: shop, namespace: shop }, spec: { hosts: [shop.example], gateways: [edge/public], http: [{ route: [{ destination: { host: shop.example } }] }] } }`,
      `{ apiVersion: ${istio}, kind: Gateway, metadata: { name: public, namespace: edge }, spec: { selector: { app: edge }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [bank.example] }] } }`,
    ],
    apiVersion: istio,
    kind: "Gateway",
    same: "{ name: public, namespace: edge }",
    other: "{ name: other, namespace: edge }",
  },
  {
    rule: "linkerd/unknown-policy-target",
    here: [
      policy("{ targetRef: { group: policy.linkerd.io, kind: Server, name: other }, requiredAuthenticationRefs: [] }"),
    ],
    apiVersion: "policy.linkerd.io/v1beta3",
    kind: "Server",
    same: "{ name: other, namespace: shop }",
    other: "{ name: another, namespace: shop }",
  },
  {
    rule: "linkerd/unknown-policy-target",
    here: [
      `{ apiVersion: policy.linkerd.io/v1beta1, kind: ServerAuthorization, metadata: { name: web, namespace: shop }, spec: { server: { selector: { matchLabels: { a: b } } }, client: { unauthenticated: true } } }`,
    ],
    apiVersion: "policy.linkerd.io/v1beta3",
    kind: "Server",
    same: "{ name: other, namespace: shop }",
    other: "{ name: other, namespace: bank }",
  },
  {
    rule: "linkerd/unknown-authentication",
    here: [
      policy(
        "{ targetRef: { kind: Namespace, name: shop }, requiredAuthenticationRefs: [{ group: policy.linkerd.io, kind: MeshTLSAuthentication, name: clients }] }",
      ),
    ],
    apiVersion: linkerd,
    kind: "MeshTLSAuthentication",
    same: "{ name: clients, namespace: shop }",
    other: "{ name: clients, namespace: bank }",
  },
  {
    rule: "linkerd/unknown-identity",
    here: [
      policy(
        "{ targetRef: { kind: Namespace, name: shop }, requiredAuthenticationRefs: [{ kind: ServiceAccount, name: web }] }",
      ),
    ],
    apiVersion: "v1",
    kind: "ServiceAccount",
    same: '{ name: web, namespace: shop, labels: "a" }',
    other: '{ name: other, namespace: shop, labels: "a" }',
  },
  {
    rule: "linkerd/missing-authorization",
    here: [server],
    apiVersion: linkerd,
    kind: "AuthorizationPolicy",
    same: "{ name: web, namespace: shop }",
    other: "{ name: web, namespace: bank }",
  },
  {
    rule: "linkerd/missing-probe-authorization",
    here: [
      pod("readinessProbe: { grpc: { port: 80 } }"),
      server,
      policy(
        "{ targetRef: { group: policy.linkerd.io, kind: Server, name: web }, requiredAuthenticationRefs: [{ kind: ServiceAccount, name: web }] }",
      ),
    ],
    apiVersion: linkerd,
    kind: "AuthorizationPolicy",
    same: "{ name: other, namespace: shop }",
    other: "{ name: other, namespace: bank }",
  },
];

describe.each(cases)("$rule and a broken $kind", ({ rule, here, apiVersion, kind, same, other }) => {
  it(`as ${same} says nothing`, async () => {
    expect(await found(rule, ...here, broken(apiVersion, kind, same))).toBe(false);
  });

  it(`as ${other} is as if it were not there`, async () => {
    expect(await found(rule, ...here, broken(apiVersion, kind, other))).toBe(true);
  });
});

it.each([
  ["a host of its own", "{ hosts: [api.example], ports: 5 }", false],
  ["a wildcard over the host", '{ hosts: ["*.example"], ports: 5 }', false],
  ["hosts that nobody can read", "{ hosts: 5 }", false],
  ["another host", "{ hosts: [other.example], ports: 5 }", true],
])("a broken ServiceEntry with %s", async (_, spec, expected) => {
  const route = virtualService("route: [{ destination: { host: api.example } }]");
  const entry = broken(istio, "ServiceEntry", "{ name: api, namespace: shop }", spec);
  expect(await found("istio/unknown-host", route, entry)).toBe(expected);
});

it("a broken ServiceEntry may serve the host of a Service", async () => {
  const route = virtualService("route: [{ destination: { host: cart } }]");
  const entry = (host: string): string =>
    broken(istio, "ServiceEntry", "{ name: api, namespace: shop }", `{ hosts: [${host}], ports: 5 }`);
  expect(await found("istio/unknown-host", route, entry("cart.shop.svc.cluster.local"))).toBe(false);
  expect(await found("istio/unknown-host", route, entry("other.shop.svc.cluster.local"))).toBe(true);
});

it.each([
  ["of the same namespace", '"$(NAME)"', "shop", false],
  ["of another namespace", '"$(NAME)"', "edge", true],
  ["of no namespace, as a template", '"{{ .Release.Name }}"', undefined, false],
])("a Gateway with a placeholder for a name %s", async (_, name, namespace, expected) => {
  const space = namespace ? `, namespace: ${namespace}` : "";
  const gateway = `{ apiVersion: ${gatewayApi}, kind: Gateway, metadata: { name: ${name}${space} }, spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] } }`;
  expect(await found("gateway-api/unknown-parent", routeOf("parentRefs: [{ name: public }]"), gateway)).toBe(expected);
});

it.each([
  ["of the same namespace", "shop", false],
  ["of another namespace", "edge", true],
])("a broken Application may still make what is missing: %s", async (_, namespace, expected) => {
  const spec = `{ destination: { namespace: ${namespace} }, project: 5 }`;
  const application = broken("argoproj.io/v1alpha1", "Application", "{ name: shop, namespace: argocd }", spec);
  const route = routeOf("parentRefs: [{ name: public }]");
  expect(await found("gateway-api/unknown-parent", route, application)).toBe(expected);
});

it("a broken Secret is found where its name is asked for by another namespace", async () => {
  const gateway = `{ apiVersion: ${gatewayApi}, kind: Gateway, metadata: { name: public, namespace: edge }, spec: { gatewayClassName: istio, listeners: [{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: cert }] } }] } }`;
  const secret = (namespace: string): string =>
    `{ apiVersion: v1, kind: Secret, metadata: { name: cert, namespace: ${namespace} }, data: 5 }`;
  expect(await found("gateway-api/unknown-certificate", gateway, secret("edge"))).toBe(false);
  expect(await found("gateway-api/unknown-certificate", gateway, secret("shop"))).toBe(true);
});
