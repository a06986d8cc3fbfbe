/** Policies that select the pods of a waypoint, which looks at no selectors. */

import { append } from "../../src/mesh/lists.ts";
import { question } from "../../src/mesh/mesh.ts";
import { isWaypoint, labelsOfGateway } from "../../src/mesh/podless.ts";
import { LabelIndex, type Labels } from "../../src/mesh/selectors.ts";
import { workloads, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Manifest, type Mesh } from "../../src/rule/rule.ts";

const gatewayName = "gateway.networking.k8s.io/gateway-name";
const managed = "gateway.istio.io/managed";

const kinds = [
  "istio/AuthorizationPolicy",
  "istio/RequestAuthentication",
  "istio/Telemetry",
  "istio/WasmPlugin",
] as const;

type Policy = Manifest<(typeof kinds)[number]>;

/** Istio applies selectors to its gateways for Gateway API, but not to waypoints (istio/istio pilot/pkg/features). */
function isWaypointPod(mesh: Mesh, { podLabels, namespace }: Workload): boolean {
  const name = podLabels[gatewayName];
  if (name === undefined) return false;
  if (podLabels[managed] !== undefined) return podLabels[managed] === "istio.io-mesh-controller";
  const gateway = mesh.find("gateway-api/Gateway", namespace, name);
  return gateway !== undefined && isWaypoint(gateway);
}

const waypoints = question((mesh): ReadonlyMap<string, LabelIndex<Labels>> => {
  const found = new Map<string, Labels[]>();
  for (const workload of workloads(mesh)) {
    if (isWaypointPod(mesh, workload)) append(found, workload.namespace, workload.podLabels);
  }
  for (const gateway of mesh.all("gateway-api/Gateway")) {
    if (isWaypoint(gateway)) append(found, gateway.namespace, labelsGiven(gateway));
  }
  return new Map([...found].map(([key, list]) => [key, new LabelIndex(list, (labels) => labels)]));
});

/** Labels of the Gateway's own may be those of pods, which the policy means then. */
function labelsGiven(gateway: Manifest<"gateway-api/Gateway">): Labels {
  const own = { ...gateway.labels, ...gateway.spec.infrastructure?.labels };
  return Object.fromEntries(Object.entries(labelsOfGateway(gateway)).filter(([key]) => !(key in own)));
}

function selectorOf({ spec }: Policy): Labels {
  return spec.selector?.matchLabels ?? {};
}

export default defineRule({
  summary: "A policy selects the pods of a waypoint by labels",
  category: "security",
  severity: "warning",
  securitySeverity: "5.0",
  since: "0.1.0",
  why: "A waypoint applies only policies that name it (or a Service behind it) in `targetRefs`. One with a selector is passed over there.",
  fix: "Replace the selector by `targetRefs` with the Gateway of the waypoint or the Service.",
  links: [
    "https://istio.io/latest/docs/ambient/usage/waypoint/",
    "https://istio.io/latest/docs/reference/config/analysis/ist0166/",
  ],
  upstream: ["IST0166"],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: readers, namespace: shop }
      spec:
        selector: # warning: waypoint "waypoint" looks at no selectors
          matchLabels: { gateway.networking.k8s.io/gateway-name: waypoint }
        rules: [{ to: [{ operation: { methods: [GET] } }] }]
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: waypoint
        namespace: shop
        labels: { gateway.networking.k8s.io/gateway-name: waypoint, gateway.istio.io/managed: istio.io-mesh-controller }
      spec: { containers: [{ name: istio-proxy, image: proxyv2 }] }
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: readers, namespace: shop }
      spec:
        selector: # warning: waypoint "waypoint" looks at no selectors
          matchLabels: { gateway.networking.k8s.io/gateway-name: waypoint }
        rules: [{ to: [{ operation: { methods: [GET] } }] }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: waypoint, namespace: shop, labels: { app: shop } }
      spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { matchLabels: { app: shop } }
        rules: [{ from: [{ source: { namespaces: [shop] } }] }]
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: readers, namespace: shop }
      spec:
        selector: { matchLabels: { gateway.networking.k8s.io/gateway-name: edge } }
        rules: [{ to: [{ operation: { methods: [GET] } }] }]
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: edge, namespace: shop, labels: { gateway.networking.k8s.io/gateway-name: edge } }
      spec: { containers: [{ name: istio-proxy, image: proxyv2 }] }
    `,
  ],
  *check(mesh) {
    if (waypoints(mesh).size === 0) return;
    for (const policy of kinds.flatMap((kind): readonly Policy[] => mesh.all(kind))) {
      const selector = selectorOf(policy);
      if (Object.keys(selector).length === 0 || "targetRef" in policy.spec || "targetRefs" in policy.spec) continue;
      const waypoint = waypoints(mesh).get(policy.namespace)?.selected(selector)[0];
      if (!waypoint) continue;
      const message = `waypoint "${waypoint[gatewayName] ?? ""}" looks at no selectors, only at targetRefs`;
      yield { at: at(policy, policy.spec, "selector", "key"), message };
    }
  },
});
