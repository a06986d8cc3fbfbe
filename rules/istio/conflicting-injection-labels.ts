/** Namespaces and pods that ask for two data planes at once. */

import { workloads, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Manifest } from "../../src/rule/rule.ts";

const injection = "istio-injection";
const revision = "istio.io/rev";
const mode = "istio.io/dataplane-mode";
const inject = "sidecar.istio.io/inject";

type Labels = Readonly<Record<string, string>>;

/** Which of two labels has no effect: istio/istio pkg/kube/inject/inject.go. */
function ofNamespace(labels: Labels): { readonly key: string; readonly message: string } | undefined {
  const has = (key: string): boolean => Object.hasOwn(labels, key);
  if (has(injection) && labels[injection] !== "enabled") return undefined;
  if (has(injection) && has(revision)) {
    return { key: revision, message: `"${injection}" wins over "${revision}", which has no effect` };
  }
  if (!has(mode) || labels[mode] === "none" || !(has(injection) || has(revision))) return undefined;
  const winner = has(injection) ? injection : revision;
  return { key: mode, message: `"${winner}" gives these pods sidecars, which leaves them out of ambient mode` };
}

function* ofPod({ manifest, template, podLabels }: Workload): Iterable<Finding> {
  const labels = template.metadata?.labels;
  if (!labels || podLabels[mode] !== "ambient" || !Object.hasOwn(labels, mode)) return;
  const asked = podLabels[inject] === "true" ? inject : Object.hasOwn(podLabels, revision) ? revision : undefined;
  if (asked === undefined || podLabels[inject] === "false") return;
  const message = `"${asked}" asks for a sidecar, which leaves these pods out of ambient mode`;
  yield { at: at(manifest, labels, mode), message, severity: "error", upstream: ["KIA1311"] };
}

function* ofNamespaces(namespaces: readonly Manifest<"kubernetes/Namespace">[]): Iterable<Finding> {
  for (const namespace of namespaces) {
    const found = namespace.name === "istio-system" ? undefined : ofNamespace(namespace.labels);
    if (!found) continue;
    const { labels } = namespace.metadata;
    const place = labels ? at(namespace, labels, found.key) : at(namespace, namespace.metadata, "name");
    yield { at: place, message: found.message };
  }
}

export default defineRule({
  summary: "Labels ask for two ways into the mesh at once",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "Only one of them counts: `istio-injection` wins over `istio.io/rev`, and a sidecar over ambient mode. After an upgrade by revision the pods stay with the old control plane; in a move to ambient they keep their sidecars.",
  fix: "Remove the label that shall not count.",
  links: [
    "https://istio.io/latest/docs/reference/config/analysis/ist0123/",
    "https://istio.io/latest/docs/setup/upgrade/canary/#data-plane",
  ],
  upstream: ["IST0123"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio-injection: enabled
          istio.io/rev: "1-29" # warning: "istio-injection" wins over "istio.io/rev"
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: web
        labels:
          istio-injection: enabled
          istio.io/dataplane-mode: ambient # warning: out of ambient mode
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          sidecar.istio.io/inject: "true"
          istio.io/dataplane-mode: ambient # error: asks for a sidecar
      spec: { containers: [{ name: cart, image: cart }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: disabled, istio.io/dataplane-mode: ambient } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: web, labels: { istio.io/rev: "1-29" } }
    `,
  ],
  *check(mesh) {
    yield* ofNamespaces(mesh.all("kubernetes/Namespace"));
    for (const workload of workloads(mesh)) yield* ofPod(workload);
  },
});
