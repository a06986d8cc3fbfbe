/** Pods that ask for the proxies of two meshes. */

import { injectionOf } from "../../src/mesh/injection.ts";
import { isGatewayPod } from "../../src/mesh/proxies.ts";
import { askedAt } from "../../src/mesh/linkerd/injection.ts";
import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { workloads, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

const enabled = ["enabled", "ingress"];

function* ofNamespaces(mesh: Mesh): Iterable<Finding> {
  for (const namespace of mesh.all("kubernetes/Namespace")) {
    const { annotations, labels, metadata } = namespace;
    const written = metadata.annotations;
    if (!written || !enabled.includes(annotations["linkerd.io/inject"] ?? "") || hasAlternatives(mesh, namespace))
      continue;
    if (labels["istio-injection"] !== "enabled" || !Object.hasOwn(written, "linkerd.io/inject")) continue;
    const message = 'these pods are asked into Linkerd here and into Istio by "istio-injection"';
    yield { at: at(namespace, written, "linkerd.io/inject"), message };
  }
}

/** Pods that say it themselves, or bring a sidecar of Istio into a namespace of Linkerd. */
function ofPods(mesh: Mesh, workload: Workload): Finding | undefined {
  const { podLabels, podAnnotations, podSpec, manifest, template } = workload;
  const isLinkerds = enabled.includes(podAnnotations["linkerd.io/inject"] ?? "");
  const annotations = template.metadata?.annotations;
  if (isLinkerds && podLabels["sidecar.istio.io/inject"] === "true" && annotations) {
    if (injectionOf(mesh, workload).is !== "sidecar" || isGatewayPod(mesh, workload)) return undefined;
    const message = 'these pods are asked into Linkerd here and into Istio by "sidecar.istio.io/inject"';
    return { at: at(manifest, annotations, "linkerd.io/inject"), message };
  }
  const proxy = (podSpec.containers ?? []).find(({ name }) => name === "istio-proxy");
  if (!proxy || isGatewayPod(mesh, workload) || !askedAt(mesh, workload)) return undefined;
  const message = "Linkerd puts no proxy beside this one of Istio, though these pods are asked into it";
  return { at: at(manifest, proxy, "name"), message };
}

export default defineRule({
  summary: "Pods are asked into two meshes at once",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Both injectors redirect all traffic of a pod to their own proxy. Whichever comes second either passes the pod over or breaks its connections.",
  fix: "Choose one mesh for these pods and remove what asks for the other.",
  links: ["https://linkerd.io/2-edge/features/proxy-injection/"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { istio-injection: enabled }
        annotations:
          linkerd.io/inject: enabled # error: into Linkerd here and into Istio
    `,
    yaml`
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, annotations: { linkerd.io/inject: enabled } }
      spec:
        containers:
          - { name: web, image: web }
          - name: istio-proxy # error: puts no proxy beside this one
            image: istio/proxyv2:1.29.0
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: disabled }, annotations: { linkerd.io/inject: enabled } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: store, labels: { istio-injection: enabled }, annotations: { linkerd.io/inject: disabled } }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: ingress, namespace: shop }
      spec: { containers: [{ name: istio-proxy, image: istio/proxyv2:1.29.0 }] }
    `,
  ],
  *check(mesh) {
    yield* ofNamespaces(mesh);
    for (const workload of workloads(mesh)) {
      const found = ofPods(mesh, workload);
      if (found) yield found;
    }
  },
});
