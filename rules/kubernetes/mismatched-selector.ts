/** Workloads whose selector does not pick their own pods. */

import { matchesSelector, hasUnknown, type LabelSelector } from "../../src/mesh/selectors.ts";
import { workloads, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

const kinds = new Set(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"].map((kind) => `kubernetes/${kind}`));

/** The selector in effect: labels of a kustomization may go into selectors, too. */
function selectorOf({ manifest: { spec, overrides } }: Workload): LabelSelector | undefined {
  const { selector } = spec as { readonly selector?: LabelSelector };
  if (!selector || !overrides?.labelSelectors) return selector;
  return { ...selector, matchLabels: { ...selector.matchLabels, ...overrides.labels } };
}

function judge(workload: Workload): Finding | undefined {
  const { manifest, podLabels } = workload;
  const selector = selectorOf(workload);
  if (!selector || hasUnknown(podLabels) || hasUnknown(selector.matchLabels ?? {})) return undefined;
  if (matchesSelector(selector, podLabels)) return undefined;
  const lacking = Object.entries(selector.matchLabels ?? {}).filter(([key, value]) => podLabels[key] !== value);
  const [key, wanted] = lacking[0] ?? ["", ""];
  const found = Object.hasOwn(podLabels, key)
    ? `its pods have ${key}=${podLabels[key] ?? ""}`
    : "its pods do not have it";
  const message =
    lacking.length > 0 ? `selects ${key}=${wanted}, but ${found}` : "its expressions do not pick its own pods";
  const { metadata } = workload.template;
  const related = metadata?.labels
    ? [{ at: at(manifest, metadata, "labels", "key"), message: "labels of its pods" }]
    : [];
  return { at: at(manifest, manifest.spec as { readonly selector?: object }, "selector", "key"), message, related };
}

export default defineRule({
  summary: "A workload's selector does not pick its own pods",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The API server refuses a Deployment, StatefulSet, DaemonSet or ReplicaSet whose selector does not match the labels of its pod template. The old version goes on running.",
  fix: "Use the same labels in `spec.selector` and `spec.template.metadata.labels`, and change the Services and policies that select these pods with them.",
  links: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector"],
  bad: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart }
      spec:
        selector: # error: selects app=cart, but its pods have app=basket
          matchLabels: { app: cart }
        template:
          metadata: { labels: { app: basket } }
          spec: { containers: [{ name: cart, image: cart }] }
      ---
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: { name: agent }
      spec:
        selector: # error: its expressions do not pick its own pods
          matchExpressions: [{ key: app, operator: In, values: [agent] }]
        template:
          metadata: { labels: { name: agent } }
          spec: { containers: [{ name: agent, image: agent }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart, version: v1 } }
          spec: { containers: [{ name: cart, image: cart }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: pay }
      spec:
        selector: { matchLabels: { app: pay } }
        template:
          metadata: { labels: { app: $(APP) } }
          spec: { containers: [{ name: pay, image: pay }] }
    `,
    yaml`
      # file: kustomization.yaml
      resources: [cart.yaml]
      commonLabels: { app: shop }
      # file: cart.yaml
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart }
      spec:
        selector: { matchLabels: { tier: web } }
        template:
          metadata: { labels: { tier: web, app: cart } }
          spec: { containers: [{ name: cart, image: cart }] }
    `,
  ],
  *check(mesh) {
    for (const workload of workloads(mesh)) {
      const found = kinds.has(workload.manifest.is) ? judge(workload) : undefined;
      if (found) yield found;
    }
  },
});
