/** Empty lists, which read like "nobody" and mean "everybody". */

import {
  actionOf,
  operationsOf,
  sourcesOf,
  type AuthorizationPolicy,
  type AuthorizationRule,
} from "../../src/mesh/authorization.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An empty list in a rule matches everything, as if it were not written",
  category: "security",
  severity: "error",
  since: "0.1.0",
  precision: "very-high",
  securitySeverity: "8.0",
  why:
    "Istio cannot tell `from: []` from no `from` at all: the rule then matches every caller, and `to: []` every request. " +
    "Neither the API server nor the webhook says so.",
  fix: "Leave the list out if everything is meant, or say what is meant. `spec: {}` of an ALLOW policy admits nobody.",
  links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule"],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - from: [] # error: matches every caller
            to:
              - operation:
                  paths: [/cart]
                  methods: [] # error: does not limit
          - from:
              - source:
                  namespaces: [shop]
            to: [] # error: matches every request
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules: []
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      for (const rule of policy.spec.rules ?? []) yield* emptyLists(policy, rule);
    }
  },
});

function* emptyLists(policy: AuthorizationPolicy, rule: AuthorizationRule): Generator<Finding> {
  const verb = actionOf(policy) === "DENY" ? "denies" : "matches";
  if (rule.from?.length === 0) yield { at: at(policy, rule, "from"), message: `an empty list ${verb} every caller` };
  if (rule.to?.length === 0) yield { at: at(policy, rule, "to"), message: `an empty list ${verb} every request` };
  for (const part of [...sourcesOf(rule), ...operationsOf(rule)]) {
    for (const [key, list] of Object.entries(part)) {
      if (!Array.isArray(list) || list.length > 0) continue;
      yield { at: at(policy, part, key as never), message: `an empty list does not limit "${key}" at all` };
    }
  }
}
