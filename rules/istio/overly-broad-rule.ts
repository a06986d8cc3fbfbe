/** ALLOW rules whose words limit nothing. */

import { actionOf, isDryRun, isGiven, operationsOf, sourcesOf } from "../../src/mesh/authorization.ts";
import type { AuthorizationPolicy, AuthorizationRule } from "../../src/mesh/authorization.ts";
import { question, type Mesh } from "../../src/mesh/mesh.ts";
import { at, defineRule, yaml, type Finding, type Related } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An ALLOW rule admits every request or every caller",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "7.5",
  why:
    "ALLOW policies add up: an empty rule admits every request and so cancels all other ALLOW policies of the same " +
    "workloads. A lone `*` for principals or namespaces asks for any identity at all, a lone `*` for methods or " +
    "hosts for nothing.",
  fix: "Name the service accounts, namespaces, methods and paths that are meant, or delete the rule.",
  links: [
    "https://istio.io/latest/docs/concepts/security/#allow-all-and-deny-all-policies",
    "https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source",
  ],
  codes: {
    "empty-rule": "A rule without from, to and when matches every request",
    "any-identity": "`*` admits every identity of the mesh",
    "any-value": "`*` limits nothing",
  },
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: all
        namespace: shop
      spec:
        rules:
          - {} # warning: admits every request
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  principals: ["*"] # warning: any identity of the mesh
            to:
              - operation:
                  methods: ["*"] # warning: limits nothing
          - from:
              - source:
                  namespaces: ["*"] # warning: any identity of the mesh
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
        name: nothing
        namespace: shop
      spec: {}
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: tokens
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  requestPrincipals: ["*"]
              - source:
                  principals: ["*"]
                  ipBlocks: [10.0.0.0/8]
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: nobody
        namespace: shop
      spec:
        action: DENY
        rules:
          - {}
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      if (actionOf(policy) !== "ALLOW" || isDryRun(policy)) continue;
      for (const [index, rule] of (policy.spec.rules ?? []).entries()) {
        if (isEmpty(rule)) yield emptyRule(mesh, policy, index);
        else yield* loneWildcards(policy, rule);
      }
    }
  },
});

/** Nothing written at all; `from: []` is another mistake, with a rule of its own. */
function isEmpty(rule: AuthorizationRule): boolean {
  return Object.keys(rule).length === 0;
}

const othersBySelection = question((mesh) => {
  const found = new Map<string, AuthorizationPolicy[]>();
  for (const policy of mesh.all("istio/AuthorizationPolicy")) {
    if (actionOf(policy) !== "ALLOW" || isDryRun(policy)) continue;
    const key = selectionKey(policy);
    const known = found.get(key);
    if (known) known.push(policy);
    else found.set(key, [policy]);
  }
  return found;
});

function selectionKey({ namespace, spec }: AuthorizationPolicy): string {
  const { selector, targetRef, targetRefs } = spec;
  return JSON.stringify([namespace, Object.entries(selector?.matchLabels ?? {}).sort(), targetRef, targetRefs]);
}

function emptyRule(mesh: Mesh, policy: AuthorizationPolicy, index: number): Finding {
  const { rules = [] } = policy.spec;
  const others = (othersBySelection(mesh).get(selectionKey(policy)) ?? []).filter(({ name }) => name !== policy.name);
  const related: Related[] = others.slice(0, 3).map((other) => ({
    at: at(other, other.metadata, "name"),
    message: `"${other.name}" has no effect beside it`,
  }));
  const cancelled = others.length > 0 ? " and cancels every other ALLOW policy here" : "";
  const message = `this empty rule admits every request${cancelled}`;
  return { at: at(policy, rules, index), code: "empty-rule", message, ...(related.length > 0 && { related }) };
}

function isLoneWildcard(list: readonly string[] | undefined): list is readonly string[] {
  return list?.includes("*") === true;
}

function* loneWildcards(policy: AuthorizationPolicy, rule: AuthorizationRule): Generator<Finding> {
  for (const source of sourcesOf(rule)) {
    if (Object.values(source).filter((list) => isGiven(list as readonly unknown[])).length !== 1) continue;
    for (const list of [source.principals, source.namespaces]) {
      if (!isLoneWildcard(list)) continue;
      const message = `"*" admits any identity of the mesh, not a certain caller`;
      yield { at: at(policy, list, list.indexOf("*")), code: "any-identity", message };
    }
  }
  for (const { methods, hosts } of operationsOf(rule)) {
    for (const list of [methods, hosts]) {
      if (!isLoneWildcard(list)) continue;
      const message = `"*" limits nothing: name the values or leave the list out`;
      yield { at: at(policy, list, list.indexOf("*")), code: "any-value", message };
    }
  }
}
