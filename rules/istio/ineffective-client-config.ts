/** Configuration of callers that a waypoint does not read. */

import { hostScopeOf } from "../../src/mesh/client-tls.ts";
import { fullHost, serviceOfHost } from "../../src/mesh/hosts.ts";
import { isAmbientNamespace } from "../../src/mesh/ambient.ts";
import { gatewayNames } from "../../src/mesh/routes.ts";
import { isEnrolled } from "../../src/mesh/waypoints.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

interface ServiceName {
  readonly namespace: string;
  readonly name: string;
}

/** Whether a waypoint stands before a Service of another namespace, and all callers from this one are ambient. */
function isBehindWaypoint(mesh: Mesh, { namespace, name }: ServiceName, client: string): boolean {
  if (namespace === client || client === mesh.settings.rootNamespace || !isAmbientNamespace(mesh, client)) return false;
  const service = mesh.find("kubernetes/Service", namespace, name);
  if (!service || !isAmbientNamespace(mesh, namespace)) return false;
  return isEnrolled(mesh, { labels: service.labels, namespace });
}

function messageFor({ namespace, name }: ServiceName): string {
  return `the waypoint of Service "${namespace}/${name}" reads namespace "${namespace}" only`;
}

function* rules(mesh: Mesh): Iterable<Finding> {
  for (const rule of mesh.all("istio/DestinationRule")) {
    const scope = hostScopeOf(mesh, rule);
    if (scope.is !== "service" || !isBehindWaypoint(mesh, scope, rule.namespace)) continue;
    yield { at: at(rule, rule.spec, "host"), message: messageFor(scope), upstream: ["KIA0212"] };
  }
}

function* routes(mesh: Mesh): Iterable<Finding> {
  for (const manifest of mesh.all("istio/VirtualService")) {
    if (!gatewayNames(manifest).includes("mesh")) continue;
    const { hosts = [] } = manifest.spec;
    for (const [index, written] of hosts.entries()) {
      const service = serviceOfHost(mesh, fullHost(mesh, written, manifest.namespace));
      if (!service || !isBehindWaypoint(mesh, service, manifest.namespace)) continue;
      yield { at: at(manifest, hosts, index), message: messageFor(service), upstream: ["KIA1114"] };
    }
  }
}

export default defineRule({
  summary: "A waypoint does not read configuration of the callers' namespace",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  precision: "medium",
  why: "A sidecar heeds what the namespace of the caller says. In ambient mode the waypoint before the Service routes, and it belongs to the Service: it reads the configuration of that namespace.",
  fix: "Move the object to the namespace of the Service.",
  links: ["https://istio.io/latest/docs/ambient/usage/l7-features/"],
  upstream: ["KIA0212", "KIA1114"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: web, labels: { istio.io/dataplane-mode: ambient } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: cart, namespace: web }
      spec:
        host: cart.shop.svc.cluster.local # warning: the waypoint of Service "shop/cart" reads namespace "shop" only
        trafficPolicy: { outlierDetection: { consecutive5xxErrors: 3 } }
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
      kind: DestinationRule
      metadata: { name: cart, namespace: shop }
      spec: { host: cart, trafficPolicy: { outlierDetection: { consecutive5xxErrors: 3 } } }
    `,
  ],
  *check(mesh) {
    yield* rules(mesh);
    yield* routes(mesh);
  },
});
