/** Gateway routes to a host whose subset rules only hold within the mesh. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { fullHost } from "../../src/mesh/hosts.ts";
import { gatewayNames, splitsOf, type VirtualService } from "../../src/mesh/routes.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

/** Hosts whose own VirtualService, for the mesh alone, splits them into subsets. */
function splitInMesh(mesh: Mesh): ReadonlyMap<string, VirtualService> {
  const found = new Map<string, VirtualService>();
  for (const manifest of mesh.all("istio/VirtualService")) {
    if (!gatewayNames(manifest).includes("mesh") || hasAlternatives(mesh, manifest)) continue;
    const hosts = new Set((manifest.spec.hosts ?? []).map((host) => fullHost(mesh, host, manifest.namespace)));
    for (const { destination } of splitsOf(manifest).flatMap(({ destinations }) => destinations)) {
      if (!destination?.subset || !destination.host) continue;
      const host = fullHost(mesh, destination.host, manifest.namespace);
      if (hosts.has(host) && !found.has(host)) found.set(host, manifest);
    }
  }
  return found;
}

export default defineRule({
  summary: "A gateway routes to a host past the subset rules that the mesh has for it",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "A VirtualService is applied where the request enters. The gateway uses its own routes and goes straight to the pods of the host; the split into subsets that another VirtualService makes for calls within the mesh does not hold for what comes from outside.",
  fix: "Name the subsets (and weights) in the gateway's routes, too, or delegate both to one VirtualService.",
  links: [
    "https://istio.io/latest/docs/ops/common-problems/network-issues/#route-rules-have-no-effect-on-ingress-gateway-requests",
  ],
  upstream: ["IST0140"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http:
          - route:
              - destination: { host: cart } # warning: the subsets that VirtualService "shop/cart" routes "cart" to do not hold here
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { hosts: [cart], http: [{ route: [{ destination: { host: cart, subset: v1 } }] }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http: [{ route: [{ destination: { host: cart, subset: v1 } }, { destination: { host: web } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { hosts: [cart], http: [{ route: [{ destination: { host: cart, subset: v1 } }] }] }
    `,
  ],
  *check(mesh) {
    const split = splitInMesh(mesh);
    for (const manifest of split.size > 0 ? mesh.all("istio/VirtualService") : []) {
      if (gatewayNames(manifest).includes("mesh")) continue;
      for (const { protocol, destinations } of splitsOf(manifest)) {
        for (const { destination } of protocol === "http" ? destinations : []) {
          if (!destination?.host || destination.subset || isUnknown(destination.host)) continue;
          const other = split.get(fullHost(mesh, destination.host, manifest.namespace));
          if (!other) continue;
          const name = `${other.namespace}/${other.name}`;
          yield {
            at: at(manifest, destination, "host"),
            message: `the subsets that VirtualService "${name}" routes "${destination.host}" to do not hold here`,
            related: [{ at: at(other, other.metadata, "name"), message: "it is for calls within the mesh" }],
          };
        }
      }
    }
  },
});
