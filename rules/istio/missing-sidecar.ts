/** Running pods without the sidecar that their namespace asks for. */

import { namespacesNamed } from "../../src/mesh/injection.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { workloads, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

function hasProxy({ podSpec }: Workload): boolean {
  const containers = [...(podSpec.containers ?? []), ...(podSpec.initContainers ?? [])];
  return containers.some(({ name, image }) => name === "istio-proxy" && image !== undefined && image !== "");
}

function isRefused({ podLabels, podAnnotations, hostNetwork }: Workload): boolean {
  const asked = podLabels["sidecar.istio.io/inject"] ?? podAnnotations["sidecar.istio.io/inject"] ?? "";
  return hostNetwork || isUnknown(asked) || asked.toLowerCase() === "false";
}

function isInjected(mesh: Mesh, namespace: string): boolean {
  const named = namespacesNamed(mesh, namespace);
  return (
    named.length > 0 && named.every(({ labels }) => labels["istio-injection"] === "enabled" && !labels["istio.io/rev"])
  );
}

export default defineRule({
  summary: "A Pod has no sidecar although its namespace asks for one",
  category: "security",
  severity: "warning",
  preset: "security",
  securitySeverity: "5.0",
  since: "0.1.0",
  why: "Where the files show Pods as they run, with their sidecars, one without a sidecar was made before the namespace was labelled, or while the injector was away: it is outside of mTLS and authorization until it is made anew.",
  fix: 'Restart the workload, or label the pod `sidecar.istio.io/inject: "false"` if it shall stay outside.',
  links: ["https://istio.io/latest/docs/reference/config/analysis/ist0103/"],
  upstream: ["IST0103"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: enabled } }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop }
      spec: { containers: [{ name: cart, image: cart }, { name: istio-proxy, image: proxyv2 }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web # warning: no sidecar
        namespace: shop
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: enabled } }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop }
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],
  *check(mesh) {
    const pods = workloads(mesh).filter(({ manifest }) => manifest.kind === "Pod");
    // Pods in a repository get their sidecars later; only a picture of running ones tells who lacks it.
    if (!pods.some(hasProxy)) return;
    for (const pod of pods) {
      if (hasProxy(pod) || isRefused(pod) || !isInjected(mesh, pod.namespace)) continue;
      const { manifest, namespace } = pod;
      const message = `no sidecar, although namespace "${namespace}" has istio-injection "enabled"`;
      yield { at: at(manifest, manifest.metadata, "name"), message };
    }
  },
});
