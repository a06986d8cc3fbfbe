/** Matches for a gateway that their VirtualService is not bound to. */

import { gatewayNamed } from "../../src/mesh/gateways.ts";
import { gatewayNames, isDelegate } from "../../src/mesh/routes.ts";
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
      for (const { gateways = [] } of [...http, ...tls, ...tcp].flatMap(({ match = [] }) => [...match])) {
        for (const [index, written] of gateways.entries()) {
          if (bound.has(key(written))) continue;
          yield { at: at(manifest, gateways, index), message: `this VirtualService is not bound to "${written}"` };
        }
      }
    }
  },
});
