/** DENY rules that a path in another form, with the same meaning to most servers, slips past. */

import { actionOf, isGiven, operationsOf, sourcesOf } from "../../src/mesh/authorization.ts";
import type { AuthorizationPolicy } from "../../src/mesh/authorization.ts";
import { slippingTrailingSlash } from "../../src/mesh/paths.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A DENY rule is passed by the same path with or without a trailing slash",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "medium",
  securitySeverity: "6.5",
  why:
    "Paths are compared character by character, while most servers answer `/admin` and `/admin/` alike. A DENY for one " +
    "of them lets the other through. Envoy's path normalisation does not touch trailing slashes.",
  fix: "List both forms, and `/admin/*` for what lies below; better still, use an ALLOW policy that names what may pass.",
  links: [
    "https://istio.io/latest/docs/ops/best-practices/security/#understand-traffic-capture-limitations",
    "https://istio.io/latest/docs/reference/config/security/normalization/",
  ],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths:
                    - /admin # warning: "/admin/" slips past
                    - /keys/ # warning: "/keys" slips past
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths: [/admin, /admin/*, /keys*, /debug, /debug/, /setup.php]
          - to:
              - operation:
                  paths: [/shop.Cart/Drop]
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: metrics
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  paths: [/metrics]
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      if (actionOf(policy) !== "DENY") continue;
      const patterns = deniedPaths(policy);
      for (const { paths = [] } of (policy.spec.rules ?? []).flatMap(operationsOf)) {
        for (const [index, path] of paths.entries()) {
          if (isUnknown(path)) continue;
          const other = slippingTrailingSlash(path, patterns);
          if (other) yield { at: at(policy, paths, index), message: `"${other}" slips past the DENY of "${path}"` };
        }
      }
    }
  },
});

/** All paths that the policy denies to anybody, and those of rules with a source: to be silent rather than wrong. */
function deniedPaths({ spec }: AuthorizationPolicy): readonly string[] {
  return (spec.rules ?? []).flatMap((rule) =>
    operationsOf(rule).flatMap(({ paths }) => {
      if (isGiven(paths)) return paths ?? [];
      return sourcesOf(rule).length === 0 ? ["*"] : [];
    }),
  );
}
