/** Negative fields of ALLOW rules that are meant to keep something out. */

import { actionOf, isGiven, operationsOf, sourcesOf } from "../../src/mesh/authorization.ts";
import type { AuthorizationPolicy, AuthorizationRule, Operation, Source } from "../../src/mesh/authorization.ts";
import { matchesPath } from "../../src/mesh/paths.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An ALLOW rule guards something by leaving it out, so any other form passes",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "medium",
  securitySeverity: "6.5",
  why:
    "`notPaths: [/admin]` in an ALLOW rule admits everything that is not literally `/admin`: `/admin/`, `//admin` and " +
    "every path that is added later. A caller without identity, in plain text, is in none of the `notPrincipals` or " +
    "`notNamespaces` either and so is admitted.",
  fix: "Say in the ALLOW rule what may pass, or keep the guard in a DENY policy with positive fields.",
  links: [
    "https://istio.io/latest/docs/ops/best-practices/security/#use-allow-with-positive-matching-and-deny-with-negative-match-patterns",
  ],
  codes: {
    operation: "Paths, methods, hosts or ports are only left out",
    identity: "Callers are only left out, so those without identity pass",
  },
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: not-admin
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  notPaths: [/admin] # warning: everything but "/admin"
          - from:
              - source:
                  notNamespaces: [test] # warning: callers without identity
            to:
              - operation:
                  paths: [/cart]
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: token-but-for-health
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  requestPrincipals: ["*"]
            to:
              - operation:
                  notPaths: [/healthz]
          - to:
              - operation:
                  paths: [/healthz]
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: deny-without-token
        namespace: shop
      spec:
        action: DENY
        rules:
          - from:
              - source:
                  notRequestPrincipals: ["*"]
            to:
              - operation:
                  notPaths: [/healthz]
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: api
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  namespaces: [shop]
                  notPrincipals: [cluster.local/ns/shop/sa/crawler]
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      if (actionOf(policy) !== "ALLOW") continue;
      for (const rule of policy.spec.rules ?? []) {
        yield* openOperations(policy, rule);
        yield* openSources(policy, rule);
      }
    }
  },
});

const operationFields = [
  ["notPaths", "paths"],
  ["notMethods", "methods"],
  ["notHosts", "hosts"],
] as const satisfies readonly (readonly [keyof Operation, keyof Operation])[];

function* openOperations(policy: AuthorizationPolicy, rule: AuthorizationRule): Generator<Finding> {
  for (const operation of operationsOf(rule)) {
    for (const [negative, positive] of operationFields) {
      const list = operation[negative];
      if (list === undefined || list.length === 0 || isGiven(operation[positive])) continue;
      if (negative === "notPaths" && isExemption(policy, rule, list)) continue;
      const message = `admits everything but ${quoted(list)}, in whatever other form it is asked for`;
      yield { at: at(policy, operation, negative), code: "operation", message };
    }
  }
}

/** Paths that another rule of the policy admits on easier terms are left out here to be exempt, not to be guarded. */
function isExemption({ spec }: AuthorizationPolicy, rule: AuthorizationRule, paths: readonly string[]): boolean {
  const others = (spec.rules ?? []).filter((other) => other !== rule).flatMap(operationsOf);
  return paths.every((path) =>
    others.some((other) => other.paths?.some((pattern) => pattern === path || matchesPath(pattern, path))),
  );
}

const sourceFields = ["notPrincipals", "notNamespaces"] as const satisfies readonly (keyof Source)[];

function* openSources(policy: AuthorizationPolicy, rule: AuthorizationRule): Generator<Finding> {
  for (const source of sourcesOf(rule)) {
    const { principals, namespaces, serviceAccounts, requestPrincipals } = source;
    if ([principals, namespaces, serviceAccounts, requestPrincipals].some(isGiven)) continue;
    for (const negative of sourceFields) {
      const list = source[negative];
      if (list === undefined || list.length === 0) continue;
      const message = `admits every caller but ${quoted(list)}, and callers without identity too`;
      yield { at: at(policy, source, negative), code: "identity", message };
    }
  }
}

function quoted(list: readonly string[]): string {
  const shown = list.slice(0, 2).map((entry) => `"${entry}"`);
  return list.length > 2 ? `${shown.join(", ")} and ${list.length - 2} more` : shown.join(" and ");
}
