/** Two policies for one slot: the cluster takes the older one, which files do not tell. */

import type { Mesh } from "../../src/mesh/mesh.ts";
import { isIgnored, namespacePolicies, selectedLabels, workloadPolicies } from "../../src/mesh/mtls.ts";
import type { PeerAuthentication } from "../../src/mesh/mtls.ts";
import { hasUnknown, type Labels } from "../../src/mesh/selectors.ts";
import { workloadsSelectedBy } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "Two PeerAuthentications of one scope speak of the same pods",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  precision: "very-high",
  why:
    "Of several policies of one scope Istio takes the one that was created first and ignores the rest. Which one that " +
    "is depends on the history of the cluster, so a new cluster may behave in another way.",
  fix: "Merge them into one policy, or give them selectors that share no pod.",
  links: ["https://istio.io/latest/docs/concepts/security/#peer-authentication"],
  upstream: ["KIA0002", "KIA0003"],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default # error: "strict" speaks of all pods of namespace "shop" too
        namespace: shop
      spec:
        mtls:
          mode: PERMISSIVE
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: strict # error: "default" speaks of all pods
        namespace: shop
      spec:
        mtls:
          mode: STRICT
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: app # error: "version" selects pods of "cart" too
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: version # error: "app" selects pods of "cart" too
        namespace: shop
      spec:
        selector:
          matchLabels:
            version: v1
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
          version: v1
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: cart, namespace: shop }
      spec: { selector: { matchLabels: { app: cart } }, mtls: { mode: STRICT } }
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: cart-v1, namespace: shop } # error: "cart" selects all of these pods too
      spec: { selector: { matchLabels: { app: cart, version: v1 } }, mtls: { mode: DISABLE } }
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: shop
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: stage
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/PeerAuthentication")) {
      if (isIgnored(mesh, policy)) continue;
      const finding = selectedLabels(policy) ? sharedPods(mesh, policy) : sharedNamespace(mesh, policy);
      if (finding) yield finding;
    }
  },
});

function conflict(policy: PeerAuthentication, other: PeerAuthentication, what: string, code: string): Finding {
  return {
    at: at(policy, policy.metadata, "name"),
    message: `"${other.name}" ${what} too, and only the older one counts`,
    related: [{ at: at(other, other.metadata, "name"), message: `"${other.name}"` }],
    upstream: [code],
  };
}

function sharedNamespace(mesh: Mesh, policy: PeerAuthentication): Finding | undefined {
  const other = namespacePolicies(mesh, policy.namespace).find(({ name }) => name !== policy.name);
  return other && conflict(policy, other, `speaks of all pods of namespace "${policy.namespace}"`, "KIA0002");
}

function sharedPods(mesh: Mesh, policy: PeerAuthentication): Finding | undefined {
  const labels = selectedLabels(policy) ?? {};
  const pods = workloadsSelectedBy(mesh, labels, policy.namespace);
  for (const { podLabels, manifest } of pods) {
    const other = rivalOf(mesh, policy, podLabels);
    if (other) return conflict(policy, other, `selects pods of "${manifest.name}"`, "KIA0003");
  }
  const alike = pods.length === 0 && !hasUnknown(labels) ? rivalOf(mesh, policy, labels) : undefined;
  return alike && conflict(policy, alike, "selects all of these pods", "KIA0003");
}

function rivalOf(mesh: Mesh, { namespace, name }: PeerAuthentication, labels: Labels): PeerAuthentication | undefined {
  return workloadPolicies(mesh, { namespace, labels }).find((other) => other.name !== name);
}
