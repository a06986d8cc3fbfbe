/** Principals of trust domains that the mesh does not know. */

import { sourcesOf } from "../../src/mesh/authorization.ts";
import { identityOf } from "../../src/mesh/identity.ts";
import { question } from "../../src/mesh/mesh.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A principal belongs to a trust domain that the mesh does not know",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "medium",
  securitySeverity: "4.0",
  why:
    "Where the mesh's trust domain is configured, `cluster.local` stands for it. Any other name that is neither the trust " +
    "domain nor one of its aliases matches only callers of a federated mesh.",
  fix: "Use the trust domain of the mesh, or add the other one to `trustDomainAliases`.",
  links: ["https://istio.io/latest/docs/tasks/security/authorization/authz-td-migration/"],
  upstream: ["KIA0108"],
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
                    - cluster.local/ns/shop/sa/web
                    - td.example.com/ns/shop/sa/web # warning: "td.example.com" is not known
      # file: mesh-lint.yaml
      mesh:
        trustDomain: shop.example.com
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
                  principals: [td.example.com/ns/shop/sa/web]
    `,
  ],

  *check(mesh) {
    const known = knownDomains(mesh);
    if (!known) return;
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      for (const { principals = [] } of (policy.spec.rules ?? []).flatMap(sourcesOf)) {
        for (const [index, principal] of principals.entries()) {
          const domain = isUnknown(principal) ? undefined : identityOf(principal)?.trustDomain;
          if (domain === undefined || domain.includes("*") || known.has(domain)) continue;
          yield { at: at(policy, principals, index), message: `trust domain "${domain}" is not known in this mesh` };
        }
      }
    }
  },
});

/** Undefined where nobody said what the trust domain is: then the default proves nothing. */
const knownDomains = question(({ settings: { meshConfig, trustDomain } }): ReadonlySet<string> | undefined => {
  const { trustDomain: written, trustDomainAliases: aliases } = meshConfig;
  if (typeof written !== "string" && trustDomain === "cluster.local") return undefined;
  // `cluster.local` is always a name for the own trust domain: istio/istio pilot/pkg/security/trustdomain/bundle.go.
  const names = ["cluster.local", trustDomain, written, ...(Array.isArray(aliases) ? (aliases as unknown[]) : [])];
  return new Set(names.filter((name) => typeof name === "string"));
});
