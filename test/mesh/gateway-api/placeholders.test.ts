import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { defaultConfig } from "../../../src/config/config.ts";
import { lintSources } from "../../../src/lint/sources.ts";
import { allRules } from "../../world.ts";

const rules = (await allRules()).filter(({ id }) => id.startsWith("gateway-api/"));
const config = { ...defaultConfig, extends: ["all"] as const };

const apiVersion = "gateway.networking.k8s.io/v1";
const metadata = { name: "shop", namespace: "shop" };
const backend = { group: "", kind: "Service", name: "cart", namespace: "bank", port: 80, weight: 1 };
const certificate = { group: "", kind: "Secret", name: "tls", namespace: "bank" };
const selector = { matchLabels: { a: "b" }, matchExpressions: [{ key: "c", operator: "In", values: ["d"] }] };
const parentRefs = [
  { name: "shop", sectionName: "https", port: 443 },
  { group: "", kind: "Service", name: "cart", port: 80 },
];

/** One of each kind, with all that rules look at. */
const documents: readonly object[] = [
  {
    apiVersion,
    kind: "Gateway",
    metadata,
    spec: {
      gatewayClassName: "istio",
      addresses: [{ type: "IPAddress", value: "10.0.0.1" }],
      infrastructure: { parametersRef: { group: "", kind: "ConfigMap", name: "options" } },
      allowedListeners: { namespaces: { from: "Selector", selector } },
      tls: {
        frontend: { default: { validation: { caCertificateRefs: [{ ...certificate, kind: "ConfigMap" }] } } },
        backend: { clientCertificateRef: certificate },
      },
      listeners: [
        {
          name: "https",
          port: 443,
          protocol: "HTTPS",
          hostname: "*.shop.example",
          tls: { mode: "Terminate", certificateRefs: [certificate] },
          allowedRoutes: { kinds: [{ kind: "HTTPRoute" }], namespaces: { from: "Selector", selector } },
        },
      ],
    },
  },
  {
    apiVersion,
    kind: "ListenerSet",
    metadata,
    spec: { parentRef: { name: "shop" }, listeners: [{ name: "http", port: 80, protocol: "HTTP" }] },
  },
  {
    apiVersion,
    kind: "HTTPRoute",
    metadata,
    spec: {
      parentRefs,
      hostnames: ["a.shop.example"],
      rules: [
        {
          matches: [
            {
              path: { type: "PathPrefix", value: "/a" },
              method: "GET",
              headers: [{ name: "a", type: "Exact", value: "b" }],
              queryParams: [{ name: "a", value: "b" }],
            },
          ],
          filters: [{ type: "RequestMirror", requestMirror: { backendRef: backend } }],
          backendRefs: [
            { ...backend, filters: [{ type: "RequestHeaderModifier", requestHeaderModifier: { remove: ["x"] } }] },
          ],
        },
      ],
    },
  },
  {
    apiVersion,
    kind: "GRPCRoute",
    metadata,
    spec: { parentRefs, rules: [{ matches: [{ method: { service: "a.B", method: "C" } }], backendRefs: [backend] }] },
  },
  { apiVersion, kind: "TCPRoute", metadata, spec: { parentRefs, rules: [{ backendRefs: [backend] }] } },
  {
    apiVersion,
    kind: "ReferenceGrant",
    metadata,
    spec: {
      from: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "shop" }],
      to: [{ group: "", kind: "Service", name: "cart" }],
    },
  },
  {
    apiVersion,
    kind: "BackendTLSPolicy",
    metadata,
    spec: {
      targetRefs: [{ group: "", kind: "Service", name: "cart", sectionName: "https" }],
      validation: { hostname: "cart.example", caCertificateRefs: [{ group: "", kind: "ConfigMap", name: "ca" }] },
    },
  },
  { apiVersion: "v1", kind: "Service", metadata: { name: "cart", namespace: "bank" }, spec: { ports: [{ port: 80 }] } },
  { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", labels: { a: "b" } } },
];

/** The value with each of its parts replaced in turn. */
function* replaced(value: unknown, by: unknown): Iterable<unknown> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    const put = (other: unknown): unknown =>
      Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other };
    yield put(by);
    for (const each of replaced(part, by)) yield put(each);
  }
}

async function failures(all: readonly object[]): Promise<readonly unknown[]> {
  const text = all.map((document) => stringify(document, { aliasDuplicateObjects: false })).join("---\n");
  const sources = [{ path: "all.yaml", text }];
  const run = await lintSources({ sources, rules, config, completeness: "complete" });
  return run.failures;
}

describe("rules of Gateway API", () => {
  it.each(["${X}", null])(
    "take %j for any part of any object",
    async (by) => {
      const found: unknown[] = [];
      for (const [index, document] of documents.entries()) {
        const { spec, ...head } = document as { readonly spec?: object };
        for (const each of replaced(spec, by)) {
          found.push(...(await failures(documents.with(index, { ...head, spec: each }))));
        }
      }
      expect(found).toEqual([]);
    },
    60_000,
  );
});
