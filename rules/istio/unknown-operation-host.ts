/** Short hosts of operations that no Service has. */

import { operationsOf } from "../../src/mesh/authorization.ts";
import { knownNamespaces } from "../../src/mesh/identity.ts";
import { question, type Mesh } from "../../src/mesh/mesh.ts";
import { servingOf } from "../../src/mesh/services.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An AuthorizationPolicy names a short host that no Service has",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  precision: "medium",
  claims: "absence",
  why:
    "`hosts` is compared with the Host header as the caller sends it. A short name is what callers within the cluster " +
    "send for a Service; if there is no such Service, the entry never matches.",
  fix: "Name the host as callers send it: an existing Service, its full name, or the public host.",
  links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation"],
  upstream: ["KIA0104"],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  hosts:
                    - cart
                    - crat # warning: no Service "crat"
                    - crat.shop # warning: no Service "crat"
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  hosts: [cart, cart.shop, "cart:8080", "*.example.com", shop.example.com, example.com, old-name]
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata:
        name: old-name
        namespace: shop
      spec:
        hosts: [old-name]
        http:
          - route:
              - destination:
                  host: cart
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      for (const { hosts = [] } of (policy.spec.rules ?? []).flatMap(operationsOf)) {
        for (const [index, host] of hosts.entries()) {
          const service = serviceMeant(mesh, host, policy.namespace);
          if (!service || routedHosts(mesh).has(host)) continue;
          const { name, namespace } = service;
          const full = `${name}.${namespace}.svc.${mesh.settings.clusterDomain}`;
          if (servingOf(mesh, full, policy.namespace).is !== "missing") continue;
          yield {
            at: at(policy, hosts, index),
            message: `there is no Service "${name}" in namespace "${namespace}"`,
            absent: { kind: "kubernetes/Service", namespace, name },
          };
        }
      }
    }
  },
});

/** The Service that `cart` or `cart.shop` stands for; names with more dots are Host headers of any origin. */
function serviceMeant(mesh: Mesh, host: string, own: string): { name: string; namespace: string } | undefined {
  if (isUnknown(host) || host.includes("*") || host.includes(":")) return undefined;
  const [name, namespace = own, ...rest] = host.split(".");
  if (!name || rest.length > 0 || name === "localhost" || !knownNamespaces(mesh).has(namespace)) return undefined;
  return { name, namespace };
}

const routedHosts = question(
  (mesh): ReadonlySet<string> => new Set(mesh.all("istio/VirtualService").flatMap(({ spec }) => spec.hosts ?? [])),
);
