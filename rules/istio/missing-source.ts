/** ALLOW rules that any caller satisfies. */

import { actionOf, isDryRun, type AuthorizationRule } from "../../src/mesh/authorization.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An ALLOW rule does not say who may call",
  category: "security",
  severity: "warning",
  preset: "security",
  since: "0.1.0",
  precision: "medium",
  securitySeverity: "4.0",
  why: "Without `from`, or a condition on the caller, anyone who reaches the port is admitted, in plain text too.",
  fix: "Name the callers: `principals`, `serviceAccounts`, `namespaces` or `requestPrincipals`.",
  links: ["https://istio.io/latest/docs/ops/best-practices/security/#authorization-policies"],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: readers
        namespace: shop
      spec:
        rules:
          - to: # warning: any caller
              - operation:
                  methods: [GET]
                  paths: [/cart]
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
          - when:
              - key: request.auth.claims[group]
                values: [staff]
          - from:
              - source:
                  namespaces: [web]
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      if (actionOf(policy) !== "ALLOW" || isDryRun(policy)) continue;
      for (const rule of policy.spec.rules ?? []) {
        if (rule.from !== undefined || rule.to === undefined || asksForCaller(rule)) continue;
        yield { at: at(policy, rule, "to", "key"), message: "this admits any caller: the rule has no from" };
      }
    }
  },
});

const ofCaller = /^(source\.|remote\.ip|request\.auth\.|request\.headers|connection\.sni|experimental\.)/;

function asksForCaller({ when = [] }: AuthorizationRule): boolean {
  return when.some(({ key }) => ofCaller.test(key));
}
