/** Configuration about HTTP in ambient mode with no waypoint to heed it. */

import {
  entryWithoutWaypoint,
  isBehindGateway,
  isSeenBySidecars,
  lacksWaypoint,
  type ServiceName,
} from "../../src/mesh/ambient-hosts.ts";
import { isTargeted } from "../../src/mesh/policies.ts";
import { hostScopeOf, type DestinationRule, type TrafficPolicy } from "../../src/mesh/client-tls.ts";
import { fullHost, serviceHost, serviceOfHost } from "../../src/mesh/hosts.ts";
import { httpAttributesOf } from "../../src/mesh/http-attributes.ts";
import { gatewayNames, type VirtualService } from "../../src/mesh/routes.ts";
import type { ServiceEntry } from "../../src/mesh/services.ts";
import { at, defineRule, yaml, type Finding, type Manifest, type Mesh } from "../../src/rule/rule.ts";

function messageOf(target: string, { kind, spec }: Manifest, nobody = "nothing heeds"): string {
  const isTlsAlone = kind === "VirtualService" && ((spec as VirtualService["spec"]).http ?? []).length === 0;
  return `${target} has no waypoint, so ${nobody} what this ${kind} says of ${isTlsAlone ? "TLS" : "HTTP"}`;
}

function findingOfEntry(manifest: Manifest, place: Finding["at"], entry: ServiceEntry, code: string): Finding {
  const message = messageOf(`ServiceEntry "${entry.namespace}/${entry.name}"`, manifest);
  return { at: place, message, upstream: [code] };
}

function finding(manifest: Manifest, place: Finding["at"], { namespace, name }: ServiceName, code: string): Finding {
  const message = messageOf(`Service "${namespace}/${name}"`, manifest);
  return { at: place, message, upstream: [code] };
}

/** Sidecars elsewhere in the mesh heed what ztunnel does not. */
function routing(mesh: Mesh, manifest: VirtualService | DestinationRule, { namespace, name }: ServiceName): string {
  const { kind, spec } = manifest;
  const fallback = kind === "VirtualService" ? "defaultVirtualServiceExportTo" : "defaultDestinationRuleExportTo";
  const visibility = { exportTo: spec.exportTo, namespace: manifest.namespace, fallback } as const;
  const nobody = isSeenBySidecars(mesh, visibility) ? "no caller in ambient mode heeds" : "nothing heeds";
  return messageOf(`Service "${namespace}/${name}"`, manifest, nobody);
}

type Targeted = Manifest<
  "istio/AuthorizationPolicy" | "istio/RequestAuthentication" | "istio/WasmPlugin" | "istio/Telemetry"
>;

const codes: Readonly<Record<string, string>> = {
  AuthorizationPolicy: "KIA0109",
  RequestAuthentication: "KIA1110",
  WasmPlugin: "KIA1111",
  Telemetry: "KIA1112",
};

function* ofTargets(mesh: Mesh, policy: Targeted): Iterable<Finding> {
  const { targetRef, targetRefs = [] } = policy.spec;
  for (const target of targetRef ? [targetRef, ...targetRefs] : targetRefs) {
    const service = { namespace: policy.namespace, name: target.name };
    if (target.kind !== "Service" || !lacksWaypoint(mesh, service)) continue;
    yield finding(policy, at(policy, target, "name"), service, codes[policy.kind] ?? "");
  }
}

function* ofHosts(mesh: Mesh, manifest: VirtualService): Iterable<Finding> {
  const { hosts = [], http = [], tls = [] } = manifest.spec;
  if (http.length + tls.length === 0 || !gatewayNames(manifest).includes("mesh")) return;
  for (const [index, written] of hosts.entries()) {
    const host = fullHost(mesh, written, manifest.namespace);
    const service = serviceOfHost(mesh, host);
    const entry = service ? undefined : entryWithoutWaypoint(mesh, host, manifest.namespace);
    if (entry) yield findingOfEntry(manifest, at(manifest, hosts, index), entry, "KIA1109");
    if (service && lacksWaypoint(mesh, service))
      yield { at: at(manifest, hosts, index), message: routing(mesh, manifest, service), upstream: ["KIA1113"] };
  }
}

/** Balancing by address and limits of connections are heeded by no one else either, but change no answer. */
function isAboutHttp({ connectionPool, loadBalancer, outlierDetection }: TrafficPolicy): boolean {
  const hash = loadBalancer?.consistentHash;
  return Boolean(connectionPool?.http ?? outlierDetection ?? hash?.httpCookie ?? hash?.httpHeaderName);
}

function ofRule(mesh: Mesh, rule: DestinationRule): Finding | undefined {
  const policies = [rule.spec.trafficPolicy, ...(rule.spec.subsets ?? []).map(({ trafficPolicy }) => trafficPolicy)];
  if (!policies.some((policy) => policy && isAboutHttp(policy))) return undefined;
  const scope = hostScopeOf(mesh, rule);
  const place = at(rule, rule.spec, "host");
  const entry = scope.is === "other" ? entryWithoutWaypoint(mesh, rule.spec.host, rule.namespace) : undefined;
  if (entry) return findingOfEntry(rule, place, entry, "KIA0210");
  if (scope.is !== "service" || !lacksWaypoint(mesh, scope)) return undefined;
  if (isBehindGateway(mesh, serviceHost(mesh, scope.name, scope.namespace))) return undefined;
  return { at: place, message: routing(mesh, rule, scope), upstream: ["KIA0211"] };
}

export default defineRule({
  summary: "Configuration about HTTP in ambient mode has no waypoint to heed it",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "ztunnel, which carries the traffic of ambient mode, knows no HTTP and looks at no server names. Routes, policies and settings about requests hold only where a waypoint stands before the Service, or before the ServiceEntry of a host outside.",
  fix: "Label the Service, the ServiceEntry or its namespace `istio.io/use-waypoint` with the name of a waypoint.",
  links: [
    "https://istio.io/latest/docs/ambient/usage/waypoint/",
    "https://istio.io/latest/docs/ambient/usage/l7-features/",
  ],
  upstream: ["KIA0109", "KIA0210", "KIA0211", "KIA1109", "KIA1110", "KIA1111", "KIA1112", "KIA1113"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        hosts: [cart] # warning: Service "shop/cart" has no waypoint
        http: [{ timeout: 5s, route: [{ destination: { host: cart } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: cart, namespace: shop }
      spec:
        host: cart # warning: Service "shop/cart" has no waypoint
        trafficPolicy: { outlierDetection: { consecutive5xxErrors: 3 } }
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }] # warning: Service "shop/cart" has no waypoint
        rules: [{ to: [{ operation: { methods: [GET] } }] }]
      ---
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata: { name: cart, namespace: shop }
      spec:
        targetRef: { group: "", kind: Service, name: cart } # warning: says of HTTP
        jwtRules: [{ issuer: shop, jwksUri: "https://shop.example.com/keys" }]
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } }
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: pay, namespace: shop }
      spec: { hosts: [api.pay.example], resolution: DNS, ports: [{ number: 443, name: https, protocol: HTTPS }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: pay, namespace: shop }
      spec:
        hosts: [api.pay.example] # warning: ServiceEntry "shop/pay" has no waypoint, so nothing heeds what this VirtualService says of TLS
        tls: [{ match: [{ sniHosts: [api.pay.example] }], route: [{ destination: { host: api.pay.example } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: pay, namespace: shop }
      spec:
        host: api.pay.example # warning: ServiceEntry "shop/pay" has no waypoint
        trafficPolicy: { connectionPool: { http: { http2MaxRequests: 10 } } }
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: old, labels: { istio-injection: enabled } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        hosts: [cart] # warning: no caller in ambient mode heeds what this VirtualService says of HTTP
        http: [{ timeout: 5s, route: [{ destination: { host: cart } }] }]
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        hosts: [cart]
        http: [{ timeout: 5s, route: [{ destination: { host: cart } }] }]
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec: { parentRefs: [{ name: ingress, namespace: edge }], rules: [{ backendRefs: [{ name: cart, port: 80 }] }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: cart, namespace: shop }
      spec: { host: cart, trafficPolicy: { outlierDetection: { consecutive5xxErrors: 3 } } }
    `,
  ],
  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      if (isTargeted(policy) && (policy.spec.rules ?? []).some((rule) => httpAttributesOf(rule).length > 0))
        yield* ofTargets(mesh, policy);
    }
    for (const policy of [
      ...mesh.all("istio/RequestAuthentication"),
      ...mesh.all("istio/WasmPlugin"),
      ...mesh.all("istio/Telemetry"),
    ]) {
      yield* ofTargets(mesh, policy);
    }
    for (const manifest of mesh.all("istio/VirtualService")) yield* ofHosts(mesh, manifest);
    for (const rule of mesh.all("istio/DestinationRule")) {
      const found = ofRule(mesh, rule);
      if (found) yield found;
    }
  },
});
