/** Backends of routes that do not exist. */

import { mayRefer } from "../../src/mesh/gateway-api/grants.ts";
import { backends, isLinkerds, needsGrant, type Backend } from "../../src/mesh/gateway-api/backends.ts";
import { isIstioHostname, type Referent } from "../../src/mesh/gateway-api/references.ts";
import { isCredibleMiss } from "../../src/mesh/gateway-api/service-evidence.ts";
import { servingOf } from "../../src/mesh/services.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

/** Things that live in a controller, such as Traefik's `api@internal`. */
function isVirtual({ name }: Referent): boolean {
  return name.includes("@");
}

function ofHostname(mesh: Mesh, { route, ref, to }: Backend): Finding | undefined {
  if (servingOf(mesh, to.name, route.namespace).is !== "missing") return undefined;
  return {
    at: at(route, ref, "name"),
    message: `nothing serves "${to.name}"`,
    absent: { kind: "istio/ServiceEntry", name: to.name },
    ...(ref.weight === 0 && { severity: "warning" as const }),
    upstream: [],
  };
}

function judge(mesh: Mesh, backend: Backend): Finding | undefined {
  const { route, ref, to } = backend;
  if (isIstioHostname(to)) return ofHostname(mesh, backend);
  if (isVirtual(to) || (to.group === "" && to.kind !== "Service") || to.name.includes(".")) return undefined;
  // What is not permitted is reported as such: permission comes before existence.
  if ((needsGrant(backend) && !mayRefer(mesh, route, to)) || !isCredibleMiss(mesh, to)) return undefined;
  return {
    at: at(route, ref, "name"),
    message: `unknown ${to.kind} "${to.name}" in namespace "${to.namespace}"`,
    absent: { kind: to.is, namespace: to.namespace, name: to.name },
    ...(ref.weight === 0 && { severity: "warning" as const }),
    ...(to.is !== "kubernetes/Service" && { upstream: [] }),
  };
}

export default defineRule({
  summary: "A route sends traffic to a backend that does not exist",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The share of requests that would go to the backend is answered with 500, and connections of TCP and TLS routes are closed (BackendNotFound).",
  fix: "Correct the name, or add the namespace of the backend together with a ReferenceGrant there.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#backendobjectreference"],
  upstream: ["KIA1402"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - backendRefs:
              - { name: crat, port: 80 } # error: unknown Service "crat" in namespace "shop"
              - { name: bank, port: 80, weight: 0 } # warning: unknown Service "bank" in namespace "shop"
            filters:
              - type: RequestMirror
                requestMirror: { backendRef: { name: copy, port: 80 } } # error: unknown Service "copy"
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: TCPRoute
      metadata: { name: store, namespace: shop }
      spec:
        rules: [{ backendRefs: [{ group: cloud.example, kind: Bucket, name: store }] }] # error: unknown Bucket "store"
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: TLSRoute
      metadata: { name: bank, namespace: shop }
      spec:
        hostnames: [bank.example]
        rules:
          - backendRefs:
              - { group: networking.istio.io, kind: Hostname, name: api.bank.example, port: 443 } # error: nothing serves "api.bank.example"
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: bank, namespace: bank }
      spec: { ports: [{ port: 80 }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - backendRefs: [{ name: cart, port: 80 }, { name: $(BACKEND), port: 80 }]
          - backendRefs: [{ group: networking.istio.io, kind: Hostname, name: api.bank.example, port: 443 }]
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: bank, namespace: shop }
      spec: { hosts: [api.bank.example], ports: [{ number: 443, name: https, protocol: HTTPS }], resolution: DNS }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
    `,
  ],
  *check(mesh) {
    for (const backend of backends(mesh)) {
      const found = isLinkerds(mesh, backend.route) ? undefined : judge(mesh, backend);
      if (found) yield found;
    }
  },
});
