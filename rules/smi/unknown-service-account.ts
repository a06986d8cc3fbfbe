/** Service accounts that a TrafficTarget speaks of and that are not there. */

import { hasServiceAccount } from "../../src/mesh/identity.ts";
import { usesLinkerd } from "../../src/mesh/linkerd/presence.ts";
import { accesses, isVagueName, type Subject } from "../../src/mesh/smi.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

function isMissing(mesh: Mesh, subject: Subject, namespace: string): boolean {
  if (subject.kind !== "ServiceAccount" || isVagueName(subject) || isUnknown(namespace)) return false;
  return !mayHoldMore(mesh, namespace) && !hasServiceAccount(mesh, namespace, subject.name);
}

export default defineRule({
  summary: "A TrafficTarget speaks of a service account that does not exist",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  claims: "absence",
  why: "Nothing runs under such an account: as a source it lets nobody in, as a destination it protects nothing.",
  fix: "Correct name or namespace; without a namespace the account is of the TrafficTarget's own.",
  links: ["https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-access/v1alpha3/traffic-access.md"],
  bad: [
    yaml`
      apiVersion: v1
      kind: ServiceAccount
      metadata: { name: cart, namespace: shop }
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: { name: web, namespace: front }
      ---
      apiVersion: access.smi-spec.io/v1alpha3
      kind: TrafficTarget
      metadata: { name: cart, namespace: shop }
      spec:
        destination: { kind: ServiceAccount, name: crat } # warning: no service account "crat" in "shop"
        sources:
          - { kind: ServiceAccount, name: web } # warning: no service account "web" in "shop"
          - { kind: ServiceAccount, name: web, namespace: front }
        rules: [{ kind: TCPRoute, name: tcp }]
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop }
      spec: { serviceAccountName: web, containers: [{ name: web, image: web }] }
      ---
      apiVersion: access.smi-spec.io/v1alpha3
      kind: TrafficTarget
      metadata: { name: cart, namespace: shop }
      spec:
        destination: { kind: ServiceAccount, name: default }
        sources: [{ kind: ServiceAccount, name: web }]
        rules: [{ kind: TCPRoute, name: tcp }]
    `,
  ],
  *check(mesh) {
    // Linkerd reads none of this, and is told so once.
    if (usesLinkerd(mesh)) return;
    for (const { target, destination, sources = [] } of accesses(mesh)) {
      for (const subject of destination ? [destination, ...sources] : sources) {
        const { name, namespace = target.namespace } = subject;
        if (!isMissing(mesh, subject, namespace)) continue;
        const message = `no service account "${name}" in "${namespace}"`;
        const absent = { kind: "kubernetes/ServiceAccount", namespace, name };
        yield { at: at(target, subject, "name"), message, absent };
      }
    }
  },
});
