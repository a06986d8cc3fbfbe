/** Paths of an ALLOW rule that let more through than they seem to. */

import { actionOf, operationsOf } from "../../src/mesh/authorization.ts";
import { isAnyPath, unboundedPrefix } from "../../src/mesh/paths.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A path of an ALLOW rule lets more through than it seems to",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "5.0",
  why:
    "`*` and `/*` match every path, so the list limits nothing. A prefix without a separator, `/admin*`, also matches " +
    "`/administrator` and `/admin-api`, which nobody had in mind.",
  fix: "Name the paths that callers need. Write `/admin` and `/admin/*` for a path and all below it.",
  links: [
    "https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation",
    "https://istio.io/latest/docs/ops/best-practices/security/#authorization-policies",
  ],
  codes: {
    "any-path": "The entry matches every path",
    "no-separator": "A prefix ends within a path segment",
  },
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: frontend
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: backend
        rules:
          - from:
              - source:
                  principals: [cluster.local/ns/shop/sa/frontend]
            to:
              - operation:
                  methods: [GET]
                  paths: ["/*"] # warning: "/*" matches every path
              - operation:
                  paths: ["/admin*"] # warning: also matches "/adminX"
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: frontend
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  paths: ["/api", "/api/*", "*/healthz", "/v1/users/{*}"]
      ---
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
                  paths: ["/admin*"]
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      if (actionOf(policy) !== "ALLOW") continue;
      for (const { paths = [] } of (policy.spec.rules ?? []).flatMap(operationsOf)) {
        for (const [index, path] of paths.entries()) {
          const message = breadthOf(path);
          if (message) yield { at: at(policy, paths, index), ...message };
        }
      }
    }
  },
});

function breadthOf(path: string): { code: string; message: string } | undefined {
  if (isAnyPath(path)) return { code: "any-path", message: `"${path}" matches every path, so it limits nothing` };
  const prefix = unboundedPrefix(path);
  return prefix === undefined
    ? undefined
    : { code: "no-separator", message: `"${path}" also matches "${prefix}X": end the prefix with "/"` };
}
