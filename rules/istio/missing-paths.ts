/** ALLOW rules about HTTP that leave the path open. */

import { actionOf, isDryRun, isGiven, operationsOf } from "../../src/mesh/authorization.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

function limits(values: readonly string[] | undefined): boolean {
  return isGiven(values) && !values?.includes("*");
}

export default defineRule({
  summary: "An ALLOW rule limits methods or hosts but no paths",
  category: "security",
  severity: "warning",
  preset: "security",
  since: "0.1.0",
  precision: "medium",
  securitySeverity: "3.5",
  why: "Every path of the workload is open to the callers of this rule, paths for administrators included.",
  fix: "Name the paths that these callers need.",
  links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation"],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: readers
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  methods: [GET] # warning: any path
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: readers
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  methods: [GET]
                  paths: [/cart]
              - operation:
                  ports: ["9090"]
              - operation:
                  methods: ["*"]
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      if (actionOf(policy) !== "ALLOW" || isDryRun(policy)) continue;
      for (const operation of (policy.spec.rules ?? []).flatMap(operationsOf)) {
        const { methods, hosts, paths, notPaths } = operation;
        if (isGiven(paths) || isGiven(notPaths)) continue;
        // A list that lets everything in limits nothing: that is another mistake.
        const key = limits(methods) ? "methods" : limits(hosts) ? "hosts" : undefined;
        if (key === undefined) continue;
        yield { at: at(policy, operation, key, "key"), message: `this limits ${key} only and admits any path` };
      }
    }
  },
});
