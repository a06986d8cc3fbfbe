/** Namespaces and pods that ask for a revision of Istio which no webhook injects. */

import { injectors, revisions } from "../../src/mesh/injectors.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { mayHoldMoreAnywhere } from "../../src/mesh/unseen.ts";
import { workloads } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

const key = "istio.io/rev";

type Labels = Readonly<Record<string, string>>;

function judge(mesh: Mesh, manifest: object, labels: Labels | undefined): Finding | undefined {
  const revision = labels?.[key];
  if (!labels || !revision || isUnknown(revision) || revisions(mesh).has(revision)) return undefined;
  const known = listed([...revisions(mesh)].sort());
  return {
    at: at(manifest, labels, key),
    message: `no injector takes revision "${revision}": there are ${known}`,
    absent: { kind: "kubernetes/MutatingWebhookConfiguration", name: revision },
  };
}

export default defineRule({
  summary: "A label names a revision or tag of Istio that does not exist",
  category: "reliability",
  severity: "error",
  since: "0.1.0",
  claims: "absence",
  why: "No webhook matches the label, so the pods start without a sidecar and without a word: outside of mTLS and of all policies.",
  fix: "Use the name of a revision that is installed, or of a tag that points to one (`istioctl tag list`).",
  links: ["https://istio.io/latest/docs/setup/upgrade/canary/#stable-revision-labels"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio.io/rev: 1-27-0 # error: no injector takes revision "1-27-0": there are 1-28-0
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: { name: istio-sidecar-injector-1-28-0, labels: { istio.io/rev: 1-28-0 } }
      webhooks:
        - name: rev.namespace.sidecar-injector.istio.io
          clientConfig: { url: "https://istiod.example.com/inject" }
          admissionReviewVersions: [v1]
          sideEffects: None
          namespaceSelector: { matchLabels: { istio.io/rev: 1-28-0 } }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/rev: stable } }
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: { name: istio-revision-tag-stable, labels: { istio.io/rev: 1-28-0, istio.io/tag: stable } }
      webhooks:
        - name: rev.namespace.sidecar-injector.istio.io
          clientConfig: { url: "https://istiod.example.com/inject" }
          admissionReviewVersions: [v1]
          sideEffects: None
          namespaceSelector: { matchLabels: { istio.io/rev: stable } }
    `,
  ],
  *check(mesh) {
    // Webhooks are seldom in git; without any nothing is known of revisions.
    if (injectors(mesh).length === 0 || revisions(mesh).size === 0 || mayHoldMoreAnywhere(mesh)) return;
    for (const manifest of mesh.all("kubernetes/Namespace")) {
      const { labels } = manifest.metadata;
      // The older label wins, and then the revision counts for nothing.
      const found = labels && Object.hasOwn(labels, "istio-injection") ? undefined : judge(mesh, manifest, labels);
      if (found) yield found;
    }
    for (const { manifest, template } of workloads(mesh)) {
      const found = judge(mesh, manifest, template.metadata?.labels);
      if (found) yield found;
    }
  },
});
