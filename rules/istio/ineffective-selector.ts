/** Policies that select the pods of a waypoint, which looks at no selectors. */

import { question } from "../../src/mesh/mesh.ts";
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
function isWaypoint(mesh: Mesh, { podLabels, namespace }: Workload): boolean {
  const name = podLabels[gatewayName];
  if (name === undefined) return false;
  if (podLabels[managed] !== undefined) return podLabels[managed] === "istio.io-mesh-controller";
  return mesh.find("gateway-api/Gateway", namespace, name)?.spec.gatewayClassName === "istio-waypoint";
}

const waypoints = question((mesh): ReadonlyMap<string, LabelIndex<Workload>> => {
  const found = new Map<string, Workload[]>();
  for (const workload of workloads(mesh)) {
    if (!isWaypoint(mesh, workload)) continue;
    const known = found.get(workload.namespace);
    if (known) known.push(workload);
    else found.set(workload.namespace, [workload]);
  }
  return new Map([...found].map(([key, list]) => [key, new LabelIndex(list, ({ podLabels }) => podLabels)]));
});

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
      const message = `waypoint "${waypoint.podLabels[gatewayName] ?? ""}" looks at no selectors, only at targetRefs`;
      yield { at: at(policy, policy.spec, "selector", "key"), message };
    }
  },
});
