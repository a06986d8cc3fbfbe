/** AuthorizationPolicies that say the same of the same pods. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { isDryRun, type AuthorizationPolicy } from "../../src/mesh/authorization.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

/** The text of a value whatever the order of its keys. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}:${textOf(each)}`);
  return `{${entries.sort().join()}}`;
}

export default defineRule({
  summary: "Two AuthorizationPolicies of one namespace say the same",
  category: "style",
  severity: "info",
  preset: "strict",
  since: "0.1.0",
  why: "The second one changes nothing. Whoever later narrows or removes the first finds that it still holds.",
  fix: "Delete one of them.",
  links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/"],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        action: ALLOW
        rules: [{ from: [{ source: { namespaces: [web] } }] }]
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: web-again # info: says the same as "web"
        namespace: shop
      spec: { rules: [{ from: [{ source: { namespaces: [web] } }] }], action: ALLOW }
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec: { selector: { matchLabels: { app: cart } }, rules: [{ from: [{ source: { namespaces: [web] } }] }] }
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: web-too, namespace: shop }
      spec: { selector: { matchLabels: { app: stock } }, rules: [{ from: [{ source: { namespaces: [web] } }] }] }
    `,
  ],
  *check(mesh) {
    const first = new Map<string, AuthorizationPolicy>();
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      if (hasAlternatives(mesh, policy)) continue;
      const text = textOf({ action: "ALLOW", ...policy.spec });
      if (isUnknown(text)) continue;
      const key = `${policy.namespace}\n${String(isDryRun(policy))}\n${text}`;
      const other = first.get(key);
      if (!other) first.set(key, policy);
      else {
        yield {
          at: at(policy, policy.metadata, "name"),
          message: `says the same as "${other.name}"`,
          related: [{ at: at(other, other.metadata, "name"), message: "the other policy" }],
        };
      }
    }
  },
});
