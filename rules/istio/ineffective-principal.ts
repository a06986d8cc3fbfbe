/** Principals in a form that no identity of the mesh has. */

import { sourcesOf, type AuthorizationRule } from "../../src/mesh/authorization.ts";
import { hasLiteralWildcard, stringMatch } from "../../src/mesh/string-match.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Fix } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A principal of an AuthorizationPolicy can never match an identity",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "very-high",
  securitySeverity: "7.0",
  why:
    "Istio compares the whole identity, `cluster.local/ns/shop/sa/cart`, without `spiffe://`. A bare service account " +
    "or a `*` in the middle matches nobody: the ALLOW is dead, the DENY protects nothing.",
  fix: "Write `<trust domain>/ns/<namespace>/sa/<service account>`, or use `serviceAccounts` or `namespaces`.",
  links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source"],
  upstream: ["KIA0106"],
  codes: {
    scheme: "The principal starts with `spiffe://`",
    "inner-wildcard": "A `*` in the middle stands for itself",
    form: "The principal is not `<trust domain>/ns/<namespace>/sa/<service account>`",
  },
  bad: [
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
                  principals:
                    - spiffe://cluster.local/ns/shop/sa/web # warning: without "spiffe://"
                    - cluster.local/ns/*/sa/web # warning: "*" stands for itself
                    - web # warning: not a full identity
                    - cluster.local/ns/shop/web # warning: not a full identity
            when:
              - key: source.principal
                notValues:
                  - web # warning: not a full identity
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
        rules:
          - from:
              - source:
                  principals:
                    - cluster.local/ns/shop/sa/web
                    - "*/ns/shop/sa/web"
                    - cluster.local/ns/shop/*
                    - "*"
                    - "{{ principal }}"
                    - example.org/build/agent
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      for (const list of (policy.spec.rules ?? []).flatMap(principalLists)) {
        for (const [index, principal] of list.entries()) {
          const flaw = flawOf(principal);
          if (!flaw) continue;
          const place = at(policy, list, index);
          const fix: Fix | undefined = flaw.code === "scheme" ? withoutScheme(place, principal) : undefined;
          yield { at: place, ...flaw, ...(fix && { fix }) };
        }
      }
    }
  },
});

function principalLists(rule: AuthorizationRule): (readonly string[])[] {
  const conditions = (rule.when ?? []).filter(({ key }) => key === "source.principal");
  return [
    ...sourcesOf(rule).flatMap(({ principals = [], notPrincipals = [] }) => [principals, notPrincipals]),
    ...conditions.flatMap(({ values = [], notValues = [] }) => [values, notValues]),
  ];
}

function flawOf(principal: string): { code: string; message: string } | undefined {
  if (isUnknown(principal) || principal === "") return undefined;
  if (principal.startsWith("spiffe://")) {
    return { code: "scheme", message: `"${principal}" never matches: identities are compared without "spiffe://"` };
  }
  if (hasLiteralWildcard(principal)) {
    const message = `"${principal}" never matches: "*" stands for itself unless it is the first or last character`;
    return { code: "inner-wildcard", message };
  }
  const { is, text } = stringMatch(principal);
  if (is !== "exact") return undefined;
  // Other authorities than istiod issue identities of other forms, so only what looks like a slip is one.
  const isIdentity = /^[^/]+\/ns\/[^/]+\/sa\/[^/]+$/.test(text);
  if (isIdentity || (text.includes("/") && !/^[^/]+\/(ns|sa)\//.test(text))) return undefined;
  return { code: "form", message: `"${principal}" never matches: it is not a full identity "td/ns/namespace/sa/name"` };
}

function withoutScheme(place: Fix["edits"][number]["at"], principal: string): Fix {
  const value = principal.slice("spiffe://".length);
  return { safe: true, description: `remove "spiffe://"`, edits: [{ at: place, value }] };
}
