/** VirtualServices that are bound to a Gateway which does not exist. */

import { gatewayNamed, hasGateway, internalMarker } from "../../src/mesh/gateways.ts";
import { renamedObject } from "../../src/mesh/renamed.ts";
import type { VirtualService } from "../../src/mesh/routes.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

interface Names {
  readonly list: readonly string[];
  /** Of other tools that look at this list, too. */
  readonly codes: readonly string[];
}

/** Every list of gateway names: that of the VirtualService and those of its matches. */
function* listsOf({ spec }: VirtualService): Iterable<Names> {
  if (spec.gateways) yield { list: spec.gateways, codes: ["IST0101", "IST0132", "KIA1102"] };
  for (const route of spec.http ?? []) {
    for (const { gateways } of route.match ?? []) if (gateways) yield { list: gateways, codes: ["KIA1102"] };
  }
  for (const route of [...(spec.tls ?? []), ...(spec.tcp ?? [])]) {
    for (const { gateways } of route.match ?? []) if (gateways) yield { list: gateways, codes: [] };
  }
}

function judge(mesh: Mesh, manifest: VirtualService, written: string): Omit<Finding, "at"> | undefined {
  if (written === "mesh" || written === "") return undefined;
  const { namespace, name } = gatewayNamed(written, manifest.namespace);
  if (name.includes(internalMarker)) {
    const message = `"${written}" is made by istiod from a Kubernetes Gateway: name that one instead`;
    return { message, severity: "warning", upstream: ["IST0165"] };
  }
  if (hasGateway(mesh, { namespace, name }) !== false) return undefined;
  const where = written.includes("/") ? "" : ` in namespace "${namespace}"`;
  return {
    message: `unknown gateway "${written}"${where}`,
    absent: { kind: "istio/Gateway", namespace, name },
    related: renamedObject(mesh, "istio/Gateway", { namespace, name }),
  };
}

export default defineRule({
  summary: "A VirtualService is bound to a gateway that does not exist",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The routes are attached to nothing, so requests that reach the ingress are answered with 404. A name without a namespace means a Gateway in the VirtualService's own namespace.",
  fix: "Name an existing Gateway as `namespace/name`.",
  links: ["https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService"],
  upstream: ["IST0101", "IST0132", "IST0165", "KIA1102"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways:
          - public # error: unknown gateway "public" in namespace "shop"
          - edge/public
        http:
          - match:
              - gateways: [edge/privat] # error: unknown gateway "edge/privat"
            route: [{ destination: { host: shop } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        selector: { istio: ingressgateway }
        servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }]
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [mesh, public, edge/k8s]
        http:
          - route: [{ destination: { host: shop } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: k8s, namespace: edge }
      spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/VirtualService")) {
      for (const { list, codes } of listsOf(manifest)) {
        for (const [index, written] of list.entries()) {
          const found = judge(mesh, manifest, written);
          if (found) yield { at: at(manifest, list, index), upstream: codes, ...found };
        }
      }
    }
  },
});
