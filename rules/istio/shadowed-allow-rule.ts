/** ALLOW rules that change nothing: a DENY takes every request before them, or a wider ALLOW lets the same through. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import {
  actionOf,
  authorizationPoliciesOf,
  isDryRun,
  isGiven,
  oncePerSelector,
  policySelector,
} from "../../src/mesh/authorization.ts";
import type { AuthorizationPolicy, AuthorizationRule } from "../../src/mesh/authorization.ts";
import { isLimited, limitsMore, ruleCovers, takesAll } from "../../src/mesh/authorization-cover.ts";
import { isTargeted } from "../../src/mesh/policies.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

export default defineRule({
  summary: "An ALLOW rule has no effect beside a DENY of everything or a wider ALLOW",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "5.0",
  why:
    "DENY is asked before ALLOW, so a DENY with an empty rule lets nothing through whatever is allowed. ALLOW rules " +
    "add up: where one lets callers do anything, another one that limits the same callers to some methods or paths " +
    "limits nothing.",
  fix: "For deny by default write a policy with `spec: {}` (ALLOW without rules). To limit callers, narrow or delete the wider rule.",
  links: [
    "https://istio.io/latest/docs/concepts/security/#implicit-enablement",
    "https://istio.io/latest/docs/concepts/security/#allow-all-and-deny-all-policies",
  ],
  codes: {
    denied: "A DENY of every request for the same pods",
    allowed: "A wider ALLOW rule for the same callers and pods",
  },
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: deny-all, namespace: shop }
      spec:
        action: DENY
        rules:
          - {} # warning: denies every request, so "web" allows nothing
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec: { selector: { matchLabels: { app: web } }, rules: [{ from: [{ source: { namespaces: [edge] } }] }] }
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: cart, namespace: shop }
      spec: { rules: [{ from: [{ source: { namespaces: [shop] } }] }] }
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: cart-of-web, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        rules:
          - from: [{ source: { principals: [cluster.local/ns/shop/sa/web] } }]
            to: # warning: limits nothing: AuthorizationPolicy "cart" lets the same callers do more
              - operation: { methods: [GET], paths: [/cart] }
          - from: [{ source: { namespaces: [bank] } }]
            to: [{ operation: { methods: [GET, POST] } }]
          - from: [{ source: { namespaces: [bank] } }]
            to: # warning: limits nothing: another rule of this policy lets the same callers do more
              - operation: { methods: [GET], paths: [/cart*] }
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: nothing, namespace: shop }
      spec: {}
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: closed, namespace: shop }
      spec: { action: DENY, selector: { matchLabels: { app: safe } }, rules: [{}] }
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        rules:
          - from: [{ source: { namespaces: [shop] } }]
            to: [{ operation: { methods: [GET] } }]
          - from: [{ source: { namespaces: [shop], notPrincipals: [cluster.local/ns/shop/sa/old] } }]
            to: [{ operation: { methods: [GET, POST] } }]
          - from: [{ source: { namespaces: [bank] } }]
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        selector: { matchLabels: { app: web } }
        rules: [{ from: [{ source: { namespaces: [bank] } }], to: [{ operation: { paths: [/web] } }] }]
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: wide-open, namespace: shop }
      spec:
        selector: { matchLabels: { app: open } }
        rules:
          - { from: [{ source: { namespaces: [bank] } }], to: [{ operation: { paths: [/api/*] } }] }
          - { to: [{ operation: { paths: ["/*"] } }] }
    `,
  ],
  *check(mesh) {
    const denied = new Map<AuthorizationRule, Denied>();
    const othersOf = oncePerSelector((policy) => besides(mesh, policy));
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      if (actionOf(policy) !== "ALLOW" || !isWeighed(mesh, policy) || !isGiven(policy.spec.rules)) continue;
      const others = othersOf(policy);
      const by = others.find((other) => denialIn(other));
      const rule = by && denialIn(by);
      if (!by || !rule) yield* allowed(policy, others);
      else if (denied.has(rule)) denied.get(rule)?.policies.push(policy);
      else denied.set(rule, { by, policies: [policy] });
    }
    for (const [rule, each] of denied) yield denial(rule, each);
  },
});

/** Each policy is compared with the others of its pods. */
const most = 200;

/** The policies of the same pods. */
function besides(mesh: Mesh, policy: AuthorizationPolicy): readonly AuthorizationPolicy[] {
  const found = authorizationPoliciesOf(mesh, policy.namespace, policySelector(policy) ?? {});
  return found.slice(0, most).filter((other) => isWeighed(mesh, other));
}

function isWeighed(mesh: Mesh, policy: AuthorizationPolicy): boolean {
  return !isTargeted(policy) && !isDryRun(policy) && !hasAlternatives(mesh, policy);
}

/** A rule that denies everything. */
function denialIn(policy: AuthorizationPolicy): AuthorizationRule | undefined {
  return actionOf(policy) === "DENY" ? policy.spec.rules?.find((rule) => !isLimited(rule)) : undefined;
}

interface Denied {
  readonly by: AuthorizationPolicy;
  readonly policies: AuthorizationPolicy[];
}

function denial(rule: AuthorizationRule, { by, policies }: Denied): Finding {
  const { rules = [] } = by.spec;
  const names = listed(policies.map(({ name }) => `"${name}"`));
  const verb = policies.length > 1 ? "allow" : "allows";
  const message = `denies every request, so ${names} ${verb} nothing: to deny by default write "spec: {}"`;
  const related = policies.slice(0, 3).map((policy) => ({
    at: at(policy, policy.metadata, "name"),
    message: "allows in vain",
  }));
  return { at: at(by, rules, rules.indexOf(rule)), message, code: "denied", related };
}

/** Rules that limit callers who may do more by another one. What allows all is reported for itself. */
function* allowed(policy: AuthorizationPolicy, others: readonly AuthorizationPolicy[]): Iterable<Finding> {
  const limiting = (policy.spec.rules ?? []).filter(({ to, when }) => isGiven(to) || isGiven(when));
  if (limiting.length === 0) return;
  const wide = others
    .filter((other) => actionOf(other) === "ALLOW")
    .flatMap((other) => (other.spec.rules ?? []).map((rule) => ({ other, rule })))
    .filter(({ rule }) => !takesAll(rule));
  for (const rule of limiting) {
    const wider = wide.find(
      (each) =>
        each.rule !== rule &&
        ruleCovers(each.rule, rule) &&
        limitsMore(rule, each.rule) &&
        !isUnknown(JSON.stringify(each.rule)),
    );
    if (!wider || isUnknown(JSON.stringify(rule))) continue;
    const own = wider.other === policy;
    const subject = own ? "another rule of this policy" : `AuthorizationPolicy "${wider.other.name}"`;
    const { rules = [] } = wider.other.spec;
    yield {
      at: at(policy, rule, isGiven(rule.to) ? "to" : "when", "key"),
      message: `limits nothing: ${subject} lets the same callers do more`,
      code: "allowed",
      related: [{ at: at(wider.other, rules, rules.indexOf(wider.rule)), message: "the wider rule" }],
    };
  }
}
