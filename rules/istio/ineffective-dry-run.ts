/** Policies that are only logged. */

import { isDryRun } from "../../src/mesh/authorization.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An AuthorizationPolicy is not enforced, because it is a dry run",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "very-high",
  securitySeverity: "5.0",
  why: "With the annotation `istio.io/dry-run` the policy is logged and nothing else. Left over from a trial it protects nothing.",
  fix: "Remove the annotation once the logs show what was expected.",
  links: ["https://istio.io/latest/docs/tasks/security/authorization/authz-dry-run/"],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
        annotations:
          istio.io/dry-run: "true" # warning: not enforced
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths: [/admin, /admin/*]
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
        annotations:
          istio.io/dry-run: "false"
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths: [/admin, /admin/*]
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      if (!isDryRun(policy)) continue;
      const { annotations } = policy.metadata;
      const isWritten = annotations !== undefined && Object.hasOwn(annotations, "istio.io/dry-run");
      const place = isWritten ? at(policy, annotations, "istio.io/dry-run") : at(policy, policy.metadata, "name");
      yield { at: place, message: "this policy is logged and not enforced" };
    }
  },
});
