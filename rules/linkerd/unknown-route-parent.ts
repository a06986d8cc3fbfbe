/** Routes for a Server, an EgressNetwork or a Service that is not there, or that takes no routes. */

import { isGeneratedService } from "../../src/mesh/canary.ts";
import { linkerdRoutes, parentsOf, type Parent, type Route } from "../../src/mesh/linkerd/route-parents.ts";
import { isHeadlessParent, parentExists, parentKind } from "../../src/mesh/linkerd/route-status.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

function problemOf(mesh: Mesh, route: Route, parent: Parent): Finding | undefined {
  const { sort, name, namespace, ref } = parent;
  const place = at(route, ref, "name");
  if (parentExists(mesh, parent)) return headless(mesh, parent, place);
  if (isGeneratedService(mesh, namespace, name) || mayHoldMore(mesh, namespace)) return undefined;
  const message = `no ${sort} "${name}" in "${namespace}" to attach this route to`;
  return { at: place, code: "missing", message, absent: { kind: parentKind(parent), namespace, name } };
}

function headless(mesh: Mesh, parent: Parent, place: Finding["at"]): Finding | undefined {
  const { name, namespace, ref } = parent;
  if (isHeadlessParent(mesh, parent)) {
    return { at: place, code: "headless", message: `the Service "${name}" has no cluster IP, so it takes no routes` };
  }
  const service = parent.sort === "Service" ? mesh.find("kubernetes/Service", namespace, name) : undefined;
  const ports = service?.spec.ports;
  if (!ports || ref.port === undefined || ports.some(({ port }) => port === ref.port)) return undefined;
  const numbers = ports.map(({ port }) => port).join(", ");
  const message = `the Service "${name}" has no port ${ref.port}: it has ${numbers}`;
  return { at: { ...place, key: "port" }, code: "port", message };
}

export default defineRule({
  summary: "A route is attached to something that is not there or takes no routes",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "A route without its parent is accepted by the API server and has no effect; only its status says so.",
  fix: "Name an existing Server, EgressNetwork or Service with a cluster IP.",
  links: ["https://linkerd.io/2-edge/features/gateway-api/"],
  claims: "absence",
  codes: {
    missing: "No such object is there",
    headless: "A Service without a cluster IP",
    port: "A port that the Service does not have",
  },
  bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: db, namespace: shop }
      spec: { clusterIP: None, ports: [{ port: 80 }] }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs:
          - { group: policy.linkerd.io, kind: Server, name: wbe } # error: no Server "wbe" in "shop"
          - { group: core, kind: Service, name: db, port: 80 } # error: has no cluster IP
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { ports: [{ port: 80 }, { port: 9090 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: { name: web, namespace: shop }
      spec: { parentRefs: [{ group: "", kind: Service, name: web, port: 8080 }] } # error: it has 80, 9090
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec: { parentRefs: [{ group: "", kind: Service, name: web, port: 80 }, { name: public }] }
    `,
  ],
  *check(mesh) {
    for (const route of linkerdRoutes(mesh)) {
      for (const parent of parentsOf(route)) {
        const found = problemOf(mesh, route, parent);
        if (found) yield found;
      }
    }
  },
});
