/** Injection labels that the injector's webhook never looks at, or whose value it does not know. */

import type { Manifest } from "../../src/mesh/manifest.ts";
import type { Labels } from "../../src/mesh/selectors.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { workloads, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

const namespaceLabel = "istio-injection";
const podLabel = "sidecar.istio.io/inject";

export default defineRule({
  summary: "An injection label that the injector does not heed",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: 'The webhook selects namespaces by `istio-injection: enabled` and pods by the label `sidecar.istio.io/inject: "true"` of the pod itself. Another value, or the label on a Deployment, selects nothing: the pods run without a proxy, outside of mTLS and of every policy.',
  fix: 'Write `enabled` or `disabled` on the Namespace, or `"true"` or `"false"` on the pod template.',
  links: ["https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio-injection: enable # warning: istio-injection "enable" injects nothing: use enabled or disabled
    `,
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
        labels:
          sidecar.istio.io/inject: "true" # warning: counts on the pod template only
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels:
              app: cart
              istio-injection: enabled # warning: counts on Namespaces only
          spec: { containers: [{ name: cart, image: cart }] }
    `,
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        labels:
          sidecar.istio.io/inject: enabled # warning: "enabled" injects nothing: use "true" or "false"
      spec: { containers: [{ name: cart, image: cart }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: enabled } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
        labels: { sidecar.istio.io/inject: "true" }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart, sidecar.istio.io/inject: "true" } }
          spec: { containers: [{ name: cart, image: cart }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: bill
        namespace: shop
        annotations: { sidecar.istio.io/inject: "false" }
      spec:
        selector: { matchLabels: { app: bill } }
        template:
          metadata: { labels: { app: bill } }
          spec: { containers: [{ name: bill, image: bill }] }
    `,
  ],

  *check(mesh) {
    for (const namespace of mesh.all("kubernetes/Namespace")) {
      yield* wrongValue(namespace, namespace.metadata.labels, namespaceLabel, ["enabled", "disabled"]);
    }
    for (const workload of workloads(mesh)) {
      yield* ofTemplate(workload);
      yield* ofOwner(workload);
    }
  },
});

function* wrongValue(
  manifest: Manifest,
  labels: Labels | undefined,
  key: string,
  allowed: readonly [string, string],
): Iterable<Finding> {
  const value = labels?.[key];
  if (!labels || !value || isUnknown(value) || allowed.includes(value)) return;
  const [yes, no] = key === podLabel ? allowed.map((each) => JSON.stringify(each)) : allowed;
  yield {
    at: at(manifest, labels, key),
    message: `${key} "${value}" injects nothing: use ${yes} or ${no}`,
  };
}

function* ofTemplate({ manifest, template }: Workload): Iterable<Finding> {
  const labels = template.metadata?.labels;
  yield* wrongValue(manifest, labels, podLabel, ["true", "false"]);
  if (labels && Object.hasOwn(labels, namespaceLabel)) {
    yield { at: at(manifest, labels, namespaceLabel, "key"), message: `"${namespaceLabel}" counts on Namespaces only` };
  }
}

/**
 * A controller may repeat what its pods say; only where they say nothing was it meant to decide. An annotation there is
 * reported as misplaced (`istio/invalid-annotation`).
 */
function* ofOwner({ manifest, template, podLabels, podAnnotations }: Workload): Iterable<Finding> {
  const { labels } = manifest.metadata;
  if (manifest.object === template || !labels || !Object.hasOwn(labels, podLabel)) return;
  if (Object.hasOwn(podLabels, podLabel) || Object.hasOwn(podAnnotations, podLabel)) return;
  yield { at: at(manifest, labels, podLabel, "key"), message: `"${podLabel}" counts on the pod template only` };
}
