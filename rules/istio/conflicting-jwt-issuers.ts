/** One issuer with two sets of keys on the same pods. */

import { policySelector, type RequestAuthentication } from "../../src/mesh/authorization.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

type JwtRule = NonNullable<RequestAuthentication["spec"]["jwtRules"]>[number];

export default defineRule({
  summary: "One token issuer is given with different keys for the same pods",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  precision: "high",
  why:
    "All rules that reach a pod are merged. With two rules for one issuer the first that is found decides, so tokens " +
    "signed with the other keys are refused.",
  fix: "Keep one rule for each issuer; put all its keys behind one `jwksUri`.",
  links: ["https://istio.io/latest/docs/reference/config/security/request_authentication/"],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: one
        namespace: shop
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
            jwksUri: https://issuer.example.com/keys
      ---
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: two
        namespace: shop
      spec:
        jwtRules:
          - issuer: https://issuer.example.com # error: other keys in "one"
            jwksUri: https://issuer.example.com/old-keys
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: one
        namespace: shop
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
            audiences: [web]
          - issuer: https://issuer.example.com
            audiences: [app]
      ---
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: two
        namespace: stage
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
            jwksUri: https://issuer.example.com/keys
    `,
  ],

  *check(mesh) {
    const seen = new Map<string, { policy: RequestAuthentication; rule: JwtRule }>();
    for (const policy of mesh.all("istio/RequestAuthentication")) {
      for (const rule of policy.spec.jwtRules ?? []) {
        const { issuer } = rule;
        if (!issuer || isUnknown(issuer) || isUnknown(keysOf(rule))) continue;
        const key = `${scopeOf(policy)}\n${issuer}`;
        const first = seen.get(key);
        if (!first) seen.set(key, { policy, rule });
        if (!first || keysOf(first.rule) === keysOf(rule) || isAlternative(policy, first.policy)) continue;
        yield {
          at: at(policy, rule, "issuer"),
          message: `"${issuer}" has other keys in "${first.policy.name}" for the same pods`,
          related: [{ at: at(first.policy, first.rule, "issuer"), message: `"${first.policy.name}"` }],
        };
      }
    }
  },
});

function keysOf({ jwks, jwksUri, jwks_uri: oldName }: JwtRule): string {
  return jwks ?? jwksUri ?? oldName ?? "";
}

function scopeOf(policy: RequestAuthentication): string {
  const { targetRef, targetRefs } = policy.spec;
  return JSON.stringify([policy.namespace, Object.entries(policySelector(policy) ?? {}).sort(), targetRef, targetRefs]);
}

/** A folder may hold the same policy in several forms, of which a cluster gets one. */
function isAlternative(policy: RequestAuthentication, other: RequestAuthentication): boolean {
  return policy !== other && policy.name === other.name;
}
