/** Rows of Istio's admission tables that the examples of the rules do not show. */

import { describe, expect, it } from "vitest";
import { defaultConfig } from "../src/config/config.ts";
import { lintSources } from "../src/lint/sources.ts";
import { dump, loadAll } from "js-yaml";
import { allRules, worldOf } from "./world.ts";

const tables = (await allRules()).filter(({ id, rule }) => id.startsWith("istio/invalid-") && rule.codes);
const config = { ...defaultConfig, extends: ["all"] as const };

const apiVersions: Readonly<Record<string, string>> = {
  AuthorizationPolicy: "security.istio.io/v1",
  RequestAuthentication: "security.istio.io/v1",
  Telemetry: "telemetry.istio.io/v1",
  EnvoyFilter: "networking.istio.io/v1alpha3",
  WasmPlugin: "extensions.istio.io/v1alpha1",
  TrafficExtension: "extensions.istio.io/v1alpha1",
};

/** Sub-codes that are said of an object, in the order of its lines; schema findings by their rule. */
async function codesOf(kind: string, spec: string): Promise<string[]> {
  const apiVersion = apiVersions[kind] ?? "networking.istio.io/v1";
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: it, namespace: shop }\nspec: ${spec}\n`;
  const { diagnostics, failures } = await lintSources({ sources: [{ path: "it.yaml", text }], rules: tables, config });
  expect(failures).toEqual([]);
  return diagnostics.map(({ rule, code }) => code ?? rule).filter((code) => code !== "internal-details");
}

type Cases = readonly (readonly [codes: string, spec: string])[];

function admission(kind: string, cases: Cases): void {
  describe(kind, () => {
    it.each(cases)("%s in %s", async (codes, spec) => {
      expect(await codesOf(kind, spec)).toEqual(codes === "" ? [] : codes.split(" "));
    });
  });
}

const to = "route: [{ destination: { host: a } }]";

admission("VirtualService", [
  ["delegate-gateways", `{ gateways: [a/b], http: [{ ${to} }] }`],
  ["delegate-tls tls-sni-not-in-hosts", `{ tls: [{ match: [{ sniHosts: [a.b] }], ${to} }] }`],
  ["delegate-tcp", `{ tcp: [{ ${to} }] }`],
  ["delegate-nested", `{ http: [{ delegate: { name: a }, ${to} }] }`],
  ["host", `{ hosts: [a_b], http: [{ ${to} }] }`],
  ["", `{ hosts: [1.2.3.4, DEX_HOST.example], http: [{ ${to} }] }`],
  ["no-routes", "{ hosts: [a] }"],
  ["root-redirect", "{ hosts: [a], http: [{ delegate: { name: b }, redirect: { uri: /a } }] }"],
  ["root-route", `{ hosts: [a], http: [{ delegate: { name: b }, ${to} }] }`],
  ["direct-response-conflict", `{ hosts: [a], http: [{ directResponse: { status: 200 }, ${to} }] }`],
  [
    "mirror-and-mirrors",
    `{ hosts: [a], http: [{ ${to}, mirror: { host: b }, mirrors: [{ destination: { host: b } }] }] }`,
  ],
  ["mirror-percentage", `{ hosts: [a], http: [{ ${to}, mirror: { host: b }, mirrorPercentage: { value: 101 } }] }`],
  ["match-header-name", `{ hosts: [a], http: [{ match: [{ headers: { "a b": { exact: x } } }], ${to} }] }`],
  ["match-port", `{ hosts: [a], http: [{ match: [{ port: 70000 }], ${to} }] }`],
  ["match-source-labels", `{ hosts: [a], http: [{ match: [{ sourceLabels: { "a b": c } }], ${to} }] }`],
  ["match-gateways", `{ hosts: [a], http: [{ match: [{ gateways: [./a] }], ${to} }] }`],
  ["match-source-namespace", `{ hosts: [a], http: [{ match: [{ sourceNamespace: a.b }], ${to} }] }`],
  ["match-regex", `{ hosts: [a], http: [{ match: [{ uri: { regex: "(" } }], ${to} }] }`],
  ["", `{ hosts: [a], http: [{ match: [{ withoutHeaders: { x: { regex: "*" } } }], ${to} }] }`],
  [
    "jwt-claim-mesh",
    `{ hosts: [a], http: [{ match: [{ headers: { "@request.auth.claims.a": { exact: x } } }], ${to} }] }`,
  ],
  [
    "",
    `{ hosts: [a.b], gateways: [c/d], http: [{ match: [{ headers: { "@request.auth.claims.a": { exact: x } } }], ${to} }] }`,
  ],
  ["cors-origin", `{ hosts: [a], http: [{ corsPolicy: { allowOrigins: [{ regex: "[" }] }, ${to} }] }`],
  ["cors-header", `{ hosts: [a], http: [{ corsPolicy: { exposeHeaders: ["a b"] }, ${to} }] }`],
  ["fault-empty", `{ hosts: [a], http: [{ fault: {}, ${to} }] }`],
  ["fault-abort-http-status", `{ hosts: [a], http: [{ fault: { abort: { httpStatus: 100 } }, ${to} }] }`],
  ["fault-abort-grpc-status", `{ hosts: [a], http: [{ fault: { abort: { grpcStatus: unavailable } }, ${to} }] }`],
  ["fault-abort-http2", `{ hosts: [a], http: [{ fault: { abort: { http2Error: A } }, ${to} }] }`],
  ["fault-delay", `{ hosts: [a], http: [{ fault: { delay: { exponentialDelay: 1s } }, ${to} }] }`],
  [
    "redirect-uri-and-prefix",
    "{ hosts: [a], http: [{ match: [{ uri: { prefix: / } }], redirect: { uri: /a, prefixRewrite: /b } }] }",
  ],
  [
    "redirect-prefix-needs-prefix-match",
    "{ hosts: [a], http: [{ match: [{ uri: { exact: / } }], redirect: { prefixRewrite: /b } }] }",
  ],
  ["redirect-scheme", "{ hosts: [a], http: [{ redirect: { scheme: ftp } }] }"],
  ["redirect-port", "{ hosts: [a], http: [{ redirect: { port: 0 } }] }"],
  [
    "direct-response-size",
    `{ hosts: [a], http: [{ directResponse: { status: 200, body: { string: ${"x".repeat(110_000)} } } }] }`,
  ],
  ["retry-attempts", `{ hosts: [a], http: [{ retries: { attempts: -1 }, ${to} }] }`],
  ["retry-timeout", `{ hosts: [a], http: [{ retries: { attempts: 1, perTryTimeout: 0s }, ${to} }] }`],
  ["retry-backoff", `{ hosts: [a], http: [{ retries: { attempts: 1, backoff: 1us }, ${to} }] }`],
  [
    "rewrite-exclusive",
    `{ hosts: [a], http: [{ rewrite: { uri: /a, uriRegexRewrite: { match: a, rewrite: b } }, ${to} }] }`,
  ],
  ["rewrite-regex", `{ hosts: [a], http: [{ rewrite: { uriRegexRewrite: { match: a } }, ${to} }] }`],
  ["tls-match-required", `{ hosts: [a], tls: [{ match: [], ${to} }] }`],
  ["tls-sni-required", `{ hosts: [a], tls: [{ match: [{ sniHosts: [] }], ${to} }] }`],
  ["tls-sni-host", `{ hosts: [a], tls: [{ match: [{ sniHosts: [a_b] }], ${to} }] }`],
  ["tls-sni-ip", `{ hosts: [1.2.3.4], tls: [{ match: [{ sniHosts: [1.2.3.4] }], ${to} }] }`],
  ["l4-match-subnet", `{ hosts: [a], tcp: [{ match: [{ destinationSubnets: [1.2.3.4/40] }], ${to} }] }`],
  ["l4-match-port", `{ hosts: [a], tcp: [{ match: [{ port: 70000 }], ${to} }] }`],
  ["l4-match-source-labels", `{ hosts: [a], tcp: [{ match: [{ sourceLabels: { a: "b c" } }], ${to} }] }`],
  ["l4-match-gateways", `{ hosts: [a], tcp: [{ match: [{ gateways: [a/b/c] }], ${to} }] }`],
  ["tls-route-required", "{ hosts: [a], tls: [{ match: [{ sniHosts: [a] }] }] }"],
  ["tcp-route-required", "{ hosts: [a], tcp: [{ match: [{ port: 80 }] }] }"],
  ["export-to-invalid", `{ hosts: [a], http: [{ ${to} }], exportTo: ["~"] }`],
  ["export-to-public-mixed", `{ hosts: [a], http: [{ ${to} }], exportTo: ["*", a] }`],
  ["destination-port", "{ hosts: [a], http: [{ route: [{ destination: { host: a, port: {} } }] }] }"],
  ["cors-origin", `{ hosts: [a], http: [{ ${to}, corsPolicy: { allowOrigins: [{}] } }] }`],
]);

const policy = (fields: string): string => `{ host: a, trafficPolicy: { ${fields} } }`;
const balancer = (fields: string): string => policy(`outlierDetection: {}, loadBalancer: { ${fields} }`);

admission("DestinationRule", [
  [
    "selector-export-to",
    '{ host: a, workloadSelector: { matchLabels: { a: b } }, trafficPolicy: { tls: {} }, exportTo: ["*"] }',
  ],
  ["selector-wildcard", '{ host: a, workloadSelector: { matchLabels: { a: "*" } } }'],
  ["tunnel-and-proxy-protocol", policy("tunnel: { targetHost: a, targetPort: 80 }, proxyProtocol: { version: V1 }")],
  ["port-policy-empty", policy("portLevelSettings: [{ port: { number: 80 } }]")],
  ["outlier-consecutive-errors", policy("outlierDetection: { consecutiveErrors: 5 }")],
  ["outlier-local-origin", policy("outlierDetection: { consecutiveLocalOriginFailures: 5 }")],
  ["pool-negative", policy("connectionPool: { tcp: { maxConnections: -1 } }")],
  ["pool-durations", policy("connectionPool: { tcp: { connectTimeout: 0s, idleTimeout: 0s } }")],
  [
    "pool-h2-upgrade-client-protocol",
    policy("connectionPool: { http: { h2UpgradePolicy: UPGRADE, useClientProtocol: true } }"),
  ],
  ["pool-http2-keepalive", policy("connectionPool: { http: { http2KeepAlive: { interval: 5s } } }")],
  ["lb-cookie-name", balancer('consistentHash: { httpCookie: { name: "" } }')],
  [
    "lb-cookie-attribute",
    balancer("consistentHash: { httpCookie: { name: a, attributes: [{ name: b }, { name: b }] } }"),
  ],
  ["lb-minimum-ring-size-deprecated", balancer("consistentHash: { useSourceIp: true, minimumRingSize: 9 }")],
  [
    "lb-ring-size-exclusive lb-minimum-ring-size-deprecated",
    balancer("consistentHash: { useSourceIp: true, minimumRingSize: 9, maglev: { tableSize: 7 } }"),
  ],
  ["lb-warmup", balancer("warmup: { duration: 1s, aggression: 0 }")],
  [
    "locality-distribute-and-failover",
    balancer("localityLbSetting: { distribute: [{ from: a, to: { a: 100 } }], failover: [{ from: a, to: b }] }"),
  ],
  [
    "locality-failover-topology-priority",
    balancer("localityLbSetting: { failover: [{ from: a, to: b }], failoverPriority: [topology.kubernetes.io/zone] }"),
  ],
  ["locality-weight-range", balancer("localityLbSetting: { distribute: [{ from: a, to: { a: 100, b: 0 } }] }")],
  ["locality-format", balancer("localityLbSetting: { distribute: [{ from: a//b, to: { a: 100 } }] }")],
  ["locality-failover-not-region", balancer("localityLbSetting: { failover: [{ from: a/b, to: c }] }")],
  ["locality-failover-wildcard", balancer('localityLbSetting: { failover: [{ from: "*", to: c }] }')],
  ["lb-locality-and-zone-aware", balancer("localityLbSetting: {}, zoneAwareLbSetting: {}")],
  ["zone-aware-priority", balancer("zoneAwareLbSetting: { failoverPriority: [topology.kubernetes.io/zone] }")],
  ["tls-configmap-credential", policy("tls: { mode: SIMPLE, credentialName: configmap://other/ca }")],
  ["", policy("tls: { mode: SIMPLE, credentialName: configmap://shop/ca }")],
  ["tls-skip-verify-conflict", policy("tls: { mode: SIMPLE, insecureSkipVerify: true, subjectAltNames: [a] }")],
  ["export-to-duplicate", "{ host: a, exportTo: [., shop] }"],
  ["export-to-invalid", "{ host: a, exportTo: [a.b] }"],
  ["lb-cookie-ttl", balancer('consistentHash: { httpCookie: { name: a, ttl: "5" } }')],
  ["", balancer("consistentHash: { httpCookie: { name: a, ttl: 0s } }")],
  ["retry-budget-interval", policy('retryBudget: { budgetInterval: "5" }')],
  ["", policy("retryBudget: { budgetInterval: 5s }, outlierDetection: { outlierDetectionHttpErrorCodes: [503] }")],
  ["locality-format", balancer("localityLbSetting: { distribute: [{ to: { a: 100 } }] }")],
  ["locality-weight-sum", balancer("localityLbSetting: { distribute: [{ from: a }] }")],
  ["", balancer("localityLbSetting: { distribute: [{ from: a/b/c/d, to: { a: 100 } }] }")],
  ["", balancer("localityLbSetting: { distribute: [{ from: a/b, to: { a: 100 } }, { from: a/*, to: { a: 100 } }] }")],
  [
    "locality-overlap",
    balancer("localityLbSetting: { distribute: [{ from: a/b, to: { a: 100 } }, { from: a, to: { a: 100 } }] }"),
  ],
  ["locality-failover-same-region", balancer("localityLbSetting: { failover: [{}] }")],
]);

const server = (port: string, fields: string): string =>
  `{ servers: [{ port: { name: a, ${port} }, hosts: [a.b], ${fields} }] }`;

admission("Gateway", [
  ["port-name-required", '{ servers: [{ port: { name: "", number: 80, protocol: HTTP }, hosts: [a.b] }] }'],
  ["bind-unix", server("number: 80, protocol: HTTP", "bind: unix:///a")],
  ["", server("number: 0, protocol: HTTP", "bind: unix:///a")],
  ["tls-on-plain", server("number: 80, protocol: TCP", "tls: {}")],
  [
    "tls-min-version-no-ciphers",
    server("number: 443, protocol: HTTPS", "tls: { mode: SIMPLE, credentialName: a, minProtocolVersion: TLSV1_1 }"),
  ],
  [
    "tls-one-cert-source",
    server("number: 443, protocol: HTTPS", "tls: { mode: SIMPLE, credentialName: a, credentialNames: [b] }"),
  ],
  ["tls-server-cert-required", server("number: 443, protocol: HTTPS", "tls: { mode: SIMPLE, privateKey: a }")],
  ["tls-server-cert-required", server("number: 443, protocol: HTTPS", "tls: { mode: SIMPLE }")],
  ["tls-crl-simple", server("number: 443, protocol: HTTPS", "tls: { mode: SIMPLE, credentialName: a, caCrl: b }")],
  [
    "tls-crl-credential-name",
    server("number: 443, protocol: HTTPS", "tls: { mode: MUTUAL, credentialName: a, caCrl: b }"),
  ],
]);

const entry = (fields: string): string => `{ hosts: [a.b], ${fields} }`;

admission("ServiceEntry", [
  ["dns-endpoint-address", entry("resolution: DNS, endpoints: [{ address: a_b }]")],
  ["dns-round-robin-endpoints", entry("resolution: DNS_ROUND_ROBIN, endpoints: [{ address: a }, { address: b }]")],
  ["unix-one-port", entry("resolution: STATIC, endpoints: [{ address: unix:///a }]")],
  [
    "unix-address",
    entry("resolution: STATIC, ports: [{ name: a, number: 1, protocol: HTTP }], endpoints: [{ address: unix://a }]"),
  ],
  [
    "unix-ports",
    entry(
      "resolution: STATIC, ports: [{ name: a, number: 1, protocol: HTTP }], endpoints: [{ address: unix:///a, ports: { a: 1 } }]",
    ),
  ],
  [
    "endpoint-port",
    entry(
      "resolution: STATIC, ports: [{ name: a, number: 1, protocol: HTTP }], endpoints: [{ address: 1.2.3.4, ports: { a: 0 } }]",
    ),
  ],
  ["dynamic-dns-endpoints", '{ hosts: ["*.a"], resolution: DYNAMIC_DNS, endpoints: [{ address: a }] }'],
  ["host-partial-wildcard", '{ hosts: ["*a.b"] }'],
  ["addresses-required", entry("ports: [{ name: a, number: 22, protocol: tcp }]")],
  ["port-number", entry("ports: [{ name: a, number: 0, protocol: HTTP }]")],
  [
    "dns-tcp-multi-host",
    "{ hosts: [a.b, c.d], addresses: [1.2.3.4], resolution: DNS, ports: [{ name: a, number: 443, protocol: TLS }] }",
  ],
  ["selector-no-labels none-selector", entry("workloadSelector: {}")],
  ["none-endpoints", entry("endpoints: []")],
  ["selector-and-endpoints", entry("resolution: STATIC, workloadSelector: { labels: { a: b } }, endpoints: []")],
  ["target-port", entry("ports: [{ name: a, number: 1, protocol: HTTP, targetPort: 0 }]")],
]);

admission("Sidecar", [
  [
    "egress-port-duplicate",
    "{ egress: [{ port: { number: 80 }, hosts: [./*] }, { port: { number: 80 }, hosts: [./*] }] }",
  ],
  ["egress-hosts-empty", "{ egress: [{ hosts: [] }] }"],
  ["", '{ egress: [{ hosts: ["~/*"] }] }'],
  [
    "ingress-tls-protocol",
    "{ ingress: [{ port: { number: 80, protocol: HTTP }, tls: { mode: SIMPLE, serverCertificate: a, privateKey: b } }] }",
  ],
  [
    "ingress-pool",
    "{ ingress: [{ port: { number: 80, protocol: TCP }, connectionPool: { http: { maxRetries: 1 } } }] }",
  ],
  ["port-number", "{ ingress: [{ port: { number: 0, protocol: TCP } }] }"],
  ["pool-empty", "{ inboundConnectionPool: {} }"],
  ["port-number", "{ ingress: [{ port: {} }] }"],
]);

admission("AuthorizationPolicy", [
  ["from-null", "{ rules: [{ from: [{}] }] }"],
  ["when-key", '{ rules: [{ when: [{ key: "", values: [a] }] }] }'],
  ["trust-domain", '{ rules: [{ from: [{ source: { trustDomains: ["a*b"] } }] }] }'],
  ["operation-empty", "{ rules: [{ to: [{ operation: {} }] }] }"],
  ["custom-no-rules", "{ action: CUSTOM, provider: { name: a } }"],
  ["selector-empty-key", '{ selector: { matchLabels: { "": a } }, rules: [{}] }'],
  ["target-ref-exclusive", "{ selector: { matchLabels: { a: b } }, targetRefs: [], rules: [{}] }"],
  ["", '{ rules: [{ to: [{ operation: { ports: ["000080"] } }] }] }'],
]);

admission("EnvoyFilter", [
  ["selector-and-target-refs", "{ workloadSelector: { labels: { a: b } }, targetRefs: [{ kind: Service, name: a }] }"],
  ["operation", "{ configPatches: [{ applyTo: CLUSTER, patch: { value: {} } }] }"],
  [
    "waypoint-port",
    "{ configPatches: [{ applyTo: HTTP_FILTER, match: { context: WAYPOINT, waypoint: { portNumber: 65536 } } }] }",
  ],
  ["target-ref-kind", "{ targetRefs: [{ kind: Pod, name: a }] }"],
  ["selector-and-target-refs", "{ workloadSelector: { labels: { a: b } }, targetRefs: [] }"],
]);

admission("Telemetry", [
  ["tag-override-name", '{ metrics: [{ overrides: [{ tagOverrides: { "": { value: a } } }] }] }'],
  ["target-ref-exclusive", "{ selector: { matchLabels: { a: b } }, targetRefs: [{ kind: Service, name: a }] }"],
  ["tag-override-value", '{ metrics: [{ overrides: [{ tagOverrides: { a: { operation: REMOVE, value: "" } } }] }] }'],
]);

admission("TrafficExtension", [["lua-size", `{ lua: { inlineCode: "${"é".repeat(33_000)}" } }`]]);

admission("WorkloadGroup", [
  ["probe-tcp", "{ template: {}, probe: { tcpSocket: { port: 65536 } } }"],
  ["unix-ports", "{ template: { address: unix:///a, ports: { a: 1 } } }"],
  ["endpoint-port-name", `{ template: { ports: { ${"a".repeat(63)}: 1 } } }`],
  ["probe-http", "{ template: {}, probe: { httpGet: { port: 1, httpHeaders: [{ value: a }] } } }"],
  ["unix-address", "{ template: { address: unix://@a/ } }"],
  ["unix-ports", "{ template: { address: unix:///a, ports: {} } }"],
]);

it("lists every sub-code that an example shows", async () => {
  const documented = new Set(
    tables.flatMap(({ id, rule }) => Object.keys(rule.codes ?? {}).map((code) => `${id}:${code}`)),
  );
  for (const { id, rule } of tables) {
    const sources = rule.bad.map((text, index) => ({ path: `${index}.yaml`, text }));
    const { diagnostics } = await lintSources({ sources, rules: tables, config });
    const codes = diagnostics.filter((each) => each.rule === id).map(({ code }) => `${id}:${code ?? ""}`);
    expect(codes.filter((code) => !documented.has(code))).toEqual([]);
  }
});

type Path = readonly (string | number)[];

function* pathsIn(value: unknown, path: Path = []): Iterable<Path> {
  if (path.length > 0) yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* pathsIn(child, [...path, key]);
}

function replaced(object: unknown, path: Path, value: unknown): string {
  const copy: unknown = structuredClone(object);
  let owner = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) owner = owner[key] as Record<string | number, unknown>;
  owner[path.at(-1) ?? ""] = value;
  return dump(copy);
}

it.each(tables)("$id takes a placeholder anywhere", async ({ rule, id }) => {
  const objects = [...rule.bad, ...rule.good].flatMap((text) => worldOf(text)).flatMap(({ text }) => loadAll(text));
  const texts = objects.flatMap((object) =>
    [...pathsIn(object)]
      .filter(([first]) => first !== "apiVersion" && first !== "kind")
      .flatMap((path) => ["${X}", {}].map((value) => replaced(object, path, value))),
  );
  const sources = texts.map((text, index) => ({ path: `${index}.yaml`, text }));
  const { diagnostics, failures } = await lintSources({ sources, rules: tables, config });
  expect(failures).toEqual([]);
  expect(diagnostics.filter((each) => each.rule === id && each.message.includes("${X}"))).toEqual([]);
});
