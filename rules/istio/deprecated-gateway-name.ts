/** Gateways in the old form with dots. */

import { isOldForm, gatewayNamed } from "../../src/mesh/gateways.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A gateway is named in the old form with dots",
  category: "deprecation",
  severity: "info",
  since: "0.1.0",
  why: "Istio still reads `name.namespace.svc.cluster.local` as `namespace/name`, but warns of it at admission, and other tools do not understand it.",
  fix: "Write `namespace/name`.",
  links: ["https://kiali.io/docs/features/validations/#kia1108---preferred-nomenclature-gateway-namespacegateway-name"],
  upstream: ["KIA1108", "IST0133"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways:
          - public.edge.svc.cluster.local # info: write "edge/public"
        http: [{ route: [{ destination: { host: shop } }] }]
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [edge/public, mesh]
        http: [{ route: [{ destination: { host: shop } }] }]
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/VirtualService")) {
      const { gateways = [] } = manifest.spec;
      for (const [index, written] of gateways.entries()) {
        if (!isOldForm(written) || isUnknown(written)) continue;
        const { namespace, name } = gatewayNamed(written, manifest.namespace);
        const place = at(manifest, gateways, index);
        const value = `${namespace}/${name}`;
        const fix = { safe: true, description: `write "${value}"`, edits: [{ at: place, value }] };
        yield { at: place, message: `"${written}" is an old form: write "${value}"`, fix };
      }
    }
  },
});
