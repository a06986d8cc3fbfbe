/** Backends of Linkerd's routes that are not there, or of a kind that Linkerd cannot send to. */

import { isGeneratedService } from "../../src/mesh/canary.ts";
import { isVagueReference, refersTo, policyGroup } from "../../src/mesh/linkerd/references.ts";
import { linkerdRoutes, parentsOf, type BackendRef, type Route } from "../../src/mesh/linkerd/route-parents.ts";
import { backendsOf, isForeignEgress, resolutionOf } from "../../src/mesh/linkerd/route-status.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

function wrongKind(route: Route, backend: BackendRef): Finding {
  const isEgress = refersTo(backend, policyGroup, "EgressNetwork");
  const message = isEgress
    ? `the EgressNetwork "${backend.name ?? ""}" can be a backend only where it is the parent`
    : `Linkerd cannot send to a ${backend.kind ?? ""} of group "${backend.group ?? ""}": use a Service`;
  return { at: at(route, backend, "kind"), code: isEgress ? "egress" : "kind", message, severity: "warning" };
}

/** Whether a parent is missed already, which may be this backend. */
function lacksParent(mesh: Mesh, route: Route): boolean {
  return parentsOf(route).some(
    ({ sort, namespace, name }) => sort === "EgressNetwork" && !mesh.has("linkerd/EgressNetwork", namespace, name),
  );
}

function problemOf(mesh: Mesh, route: Route, backend: BackendRef): Finding | undefined {
  const { name = "", namespace = route.namespace, port } = backend;
  const resolution = resolutionOf(mesh, route, backend);
  if (resolution === "InvalidKind" || isForeignEgress(route, backend)) {
    return lacksParent(mesh, route) ? undefined : wrongKind(route, backend);
  }
  if (resolution === "BackendNotFound") {
    // One that is the parent too is missed there.
    if (refersTo(backend, policyGroup, "EgressNetwork")) return undefined;
    if (isGeneratedService(mesh, namespace, name) || mayHoldMore(mesh, namespace)) return undefined;
    const message = `no Service "${name}" in "${namespace}": its share of requests fails`;
    return {
      at: at(route, backend, "name"),
      code: "missing",
      message,
      absent: { kind: "kubernetes/Service", namespace, name },
    };
  }
  const ports = mesh.find("kubernetes/Service", namespace, name)?.spec.ports;
  // For routes of Gateway API the webhook demands it.
  if (ports && port === undefined && route.is === "linkerd/HTTPRoute") {
    const message = `no port of the Service "${name}" is named: its share of requests fails`;
    return { at: at(route, backend, "name"), code: "port", message };
  }
  if (!ports || port === undefined || ports.some((each) => each.port === port)) return undefined;
  const numbers = ports.map((each) => each.port).join(", ");
  return {
    at: at(route, backend, "port"),
    code: "port",
    message: `the Service "${name}" has no port ${port}: it has ${numbers}`,
  };
}

export default defineRule({
  summary: "A route of Linkerd sends to a backend that is not there",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The share of requests that belongs to a backend without a Service is answered with 500.",
  fix: "Name a Service that is there, and one of its ports.",
  links: ["https://linkerd.io/2-edge/reference/httproute/"],
  claims: "absence",
  codes: {
    missing: "No such Service is there",
    port: "A port that the Service does not have, or none",
    kind: "A kind that Linkerd cannot send to",
    egress: "An EgressNetwork that is not the parent",
  },
  bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { selector: { app: web }, ports: [{ port: 80 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop, annotations: { retry.linkerd.io/http: 5xx } }
      spec:
        parentRefs: [{ group: "", kind: Service, name: web, port: 80 }]
        rules:
          - backendRefs:
              - { name: web-v2, port: 80 } # error: no Service "web-v2" in "shop"
              - { name: web, port: 8080 } # error: it has 80
              - { group: policy.linkerd.io, kind: EgressNetwork, name: out, port: 80 } # warning: only where it is the parent
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
      spec:
        parentRefs: [{ group: "", kind: Service, name: web, port: 80 }]
        rules: [{ backendRefs: [{ group: core, kind: Service, name: web, port: 80 }] }]
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: orders, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: HTTPRoute
      metadata: { name: orders, namespace: shop }
      spec:
        parentRefs: [{ group: core, kind: Service, name: orders, port: 80 }]
        rules: [{ backendRefs: [{ name: orders-east, port: 80 }, { name: orders-west, port: 80 }] }]
    `,
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: EgressNetwork
      metadata: { name: all, namespace: shop }
      spec: { trafficPolicy: Deny }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: TLSRoute
      metadata: { name: out, namespace: shop }
      spec:
        parentRefs: [{ group: policy.linkerd.io, kind: EgressNetwork, name: al, port: 443 }]
        hostnames: [api.example]
        rules: [{ backendRefs: [{ group: policy.linkerd.io, kind: EgressNetwork, name: all, port: 443 }] }]
    `,
  ],
  *check(mesh) {
    for (const route of linkerdRoutes(mesh)) {
      for (const backend of backendsOf(route)) {
        const found = isVagueReference(backend) ? undefined : problemOf(mesh, route, backend);
        if (found) yield found;
      }
    }
  },
});
