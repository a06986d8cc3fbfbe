/** Matches for a gateway that their VirtualService is not bound to. */

import { gatewayNamed, hasGateway } from "../../src/mesh/gateways.ts";
import { gatewayNames, isDelegate } from "../../src/mesh/routes.ts";
import { isSlip } from "../../src/mesh/slips.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A match names a gateway that its VirtualService is not bound to",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "`match.gateways` only narrows `spec.gateways`. A gateway that is not in that list never sees the VirtualService, so this match never holds.",
  fix: "Add the gateway to `spec.gateways` (and `mesh`, if sidecars shall use the routes, too).",
  links: ["https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [edge/public]
        http:
          - match:
              - gateways: [mesh] # warning: this VirtualService is not bound to "mesh"
            route: [{ destination: { host: shop } }]
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public, mesh]
        http:
          - match: [{ gateways: [shop/public] }]
            route: [{ destination: { host: shop } }]
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [pubilc]
        http: [{ match: [{ gateways: [public] }], route: [{ destination: { host: shop } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec: { servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [shop.example.com] }] }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/VirtualService")) {
      // A delegate has the gateways of its roots.
      if (isDelegate(manifest)) continue;
      const { http = [], tls = [], tcp = [] } = manifest.spec;
      const key = (written: string): string => {
        const { namespace, name } = gatewayNamed(written, manifest.namespace);
        return written === "mesh" ? written : `${namespace}/${name}`;
      };
      const bound = new Set(gatewayNames(manifest).map(key));
      if ([...bound].some(isUnknown)) continue;
      // The gateway that was meant is misspelt where it is bound, and reported as unknown there.
      const misspelt = gatewayNames(manifest).filter(
        (name) => name !== "mesh" && hasGateway(mesh, gatewayNamed(name, manifest.namespace)) === false,
      );
      for (const { gateways = [] } of [...http, ...tls, ...tcp].flatMap(({ match = [] }) => [...match])) {
        for (const [index, written] of gateways.entries()) {
          if (bound.has(key(written))) continue;
          const isHere = hasGateway(mesh, gatewayNamed(written, manifest.namespace));
          if (isHere && misspelt.some((name) => isSlip(key(name), key(written)))) continue;
          yield { at: at(manifest, gateways, index), message: `this VirtualService is not bound to "${written}"` };
        }
      }
    }
  },
});
