/** Several BackendTLSPolicies for one port of a Service. */

import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { backendTlsTargets, type BackendTlsTarget } from "../../src/mesh/gateway-api/backend-tls.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

function byTarget(mesh: Mesh): Iterable<readonly BackendTlsTarget[]> {
  const found = new Map<string, BackendTlsTarget[]>();
  for (const target of backendTlsTargets(mesh)) {
    const { policy, ref, to } = target;
    if (isUnknown(ref.sectionName) || hasAlternatives(mesh, policy)) continue;
    const key = `${to.is}\n${to.namespace}\n${to.name}\n${ref.sectionName ?? ""}`;
    const known = found.get(key);
    if (known) known.push(target);
    else found.set(key, [target]);
  }
  return found.values();
}

/** The older one wins, which the files do not tell; of equal age, the one whose name comes first. */
function ranked(targets: readonly BackendTlsTarget[]): readonly BackendTlsTarget[] {
  return [...targets].sort((a, b) => (a.policy.name < b.policy.name ? -1 : Number(a.policy.name > b.policy.name)));
}

export default defineRule({
  summary: "Two BackendTLSPolicies are for the same port of a Service",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Only the older policy takes effect, and of equal age the one whose name comes first: which one that is depends on the order in which they were applied. The other is refused (Conflicted).",
  fix: "Keep one policy for each target, or give each a `sectionName` of its own.",
  links: ["https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: first, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }]
        validation: { hostname: cart.example, wellKnownCACertificates: System }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: second, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }] # error: BackendTLSPolicy "first" is for Service "cart" already
        validation: { hostname: other.example, wellKnownCACertificates: System }
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: first, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }]
        validation: { hostname: cart.example, wellKnownCACertificates: System }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: second, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart, sectionName: https }]
        validation: { hostname: other.example, wellKnownCACertificates: System }
    `,
  ],
  *check(mesh) {
    for (const targets of byTarget(mesh)) {
      const [first, ...rest] = ranked(targets);
      for (const { policy, ref, to } of rest) {
        if (!first || first.policy === policy) continue;
        yield {
          at: at(policy, ref, "name"),
          message: `BackendTLSPolicy "${first.policy.name}" is for ${to.kind} "${to.name}" already`,
          related: [{ at: at(first.policy, first.ref, "name"), message: "the other policy" }],
        };
      }
    }
  },
});
