/** ReferenceGrants that give away all Secrets of a namespace. */

import { objectsOf } from "../../src/mesh/admission/row.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A ReferenceGrant gives another namespace all Secrets of its own",
  category: "security",
  severity: "warning",
  securitySeverity: "5.0",
  since: "0.1.0",
  why: "Whoever may write a Gateway in the other namespace may serve with every certificate and key of this one, those that will be added later included.",
  fix: "Name the Secret: set `to.name`.",
  links: ["https://gateway-api.sigs.k8s.io/api-types/referencegrant/#api-design-decisions"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: { name: for-edge, namespace: shop }
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: Gateway, namespace: edge }]
        to:
          - { group: "", kind: Secret } # warning: all Secrets of namespace "shop": name the one that is needed
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: { name: for-edge, namespace: shop }
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: Gateway, namespace: edge }]
        to: [{ group: "", kind: Secret, name: shop-tls }, { group: "", kind: Service }]
    `,
  ],
  *check(mesh) {
    for (const grant of mesh.all("gateway-api/ReferenceGrant")) {
      for (const to of objectsOf(grant.spec.to)) {
        if (to.group !== "" || to.kind !== "Secret" || to.name) continue;
        yield {
          at: at(grant, to, "kind"),
          message: `this permits all Secrets of namespace "${grant.namespace}": name the one that is needed`,
        };
      }
    }
  },
});
