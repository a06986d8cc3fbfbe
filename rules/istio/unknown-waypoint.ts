/** Labels that send traffic through a waypoint which is not there. */

import { mayBeHere } from "../../src/mesh/unread.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import { waypointIn, waypointKey } from "../../src/mesh/waypoints.ts";
import { workloads } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

type Labels = Readonly<Record<string, string>>;

interface Labelled {
  readonly manifest: object;
  /** The mapping as written: the owner to point at. */
  readonly labels: Labels | undefined;
  readonly namespace: string;
}

function* labelled(mesh: Mesh): Iterable<Labelled> {
  for (const manifest of mesh.all("kubernetes/Namespace")) {
    yield { manifest, labels: manifest.metadata.labels, namespace: manifest.name };
  }
  for (const manifest of [
    ...mesh.all("kubernetes/Service"),
    ...mesh.all("istio/ServiceEntry"),
    ...mesh.all("istio/WorkloadEntry"),
  ]) {
    yield { manifest, labels: manifest.metadata.labels, namespace: manifest.namespace };
  }
  for (const { manifest, template, namespace } of workloads(mesh)) {
    yield { manifest, labels: template.metadata?.labels, namespace };
  }
}

function judge(mesh: Mesh, { manifest, labels, namespace }: Labelled): Finding | undefined {
  const waypoint = labels && waypointIn(labels, namespace);
  if (!waypoint || mayBeHere(mesh, "gateway-api/Gateway", waypoint.namespace, waypoint.name)) return undefined;
  if (mayHoldMore(mesh, waypoint.namespace)) return undefined;
  return {
    at: at(manifest, labels, waypointKey),
    message: `there is no waypoint "${waypoint.name}" in namespace "${waypoint.namespace}"`,
    absent: { kind: "gateway-api/Gateway", ...waypoint },
  };
}

export default defineRule({
  summary: "A label names a waypoint that does not exist",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  claims: "absence",
  why: "Without the waypoint no policy or route about HTTP holds for this traffic.",
  fix: "Make the Gateway with `istioctl waypoint generate`, or correct the name. One of another namespace needs the label `istio.io/use-waypoint-namespace`.",
  links: ["https://istio.io/latest/docs/ambient/usage/waypoint/#useawaypoint"],
  upstream: ["KIA1313"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio.io/dataplane-mode: ambient
          istio.io/use-waypoint: waypiont # error: there is no waypoint "waypiont" in namespace "shop"
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: waypoint, namespace: shop }
      spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
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
      metadata: { name: cart, namespace: shop, labels: { istio.io/use-waypoint: none } }
      spec: { ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: waypoint, namespace: shop }
      spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
    `,
  ],
  *check(mesh) {
    for (const each of labelled(mesh)) {
      const found = judge(mesh, each);
      if (found) yield found;
    }
  },
});
