/** Namespaces and pods that ask for two data planes at once. */

import { isAmbientNamespace } from "../../src/mesh/ambient.ts";
import { isGatewayPod } from "../../src/mesh/proxies.ts";
import { workloads, type Container, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Manifest, type Mesh } from "../../src/rule/rule.ts";

const injection = "istio-injection";
const revision = "istio.io/rev";
const mode = "istio.io/dataplane-mode";
const inject = "sidecar.istio.io/inject";
const redirection = "ambient.istio.io/redirection";

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

function* ofPod(mesh: Mesh, workload: Workload): Iterable<Finding> {
  const found =
    ofLabels(workload) ?? ofRedirection(workload) ?? ofProxy(workload) ?? ofAmbientNamespace(mesh, workload);
  if (found) yield found;
}

/** The label by which pods ask for a sidecar. */
function askedFor({ podLabels }: Workload): string | undefined {
  if (podLabels[inject] === "true") return inject;
  return podLabels[inject] !== "false" && Object.hasOwn(podLabels, revision) ? revision : undefined;
}

function ofLabels(workload: Workload): Finding | undefined {
  const { manifest, template, podLabels } = workload;
  const labels = template.metadata?.labels;
  const asked = askedFor(workload);
  if (!labels || !asked || podLabels[mode] !== "ambient" || !Object.hasOwn(labels, mode)) return undefined;
  const message = `"${asked}" asks for a sidecar, which leaves these pods out of ambient mode`;
  return { at: at(manifest, labels, mode), message, severity: "error", upstream: ["KIA1311"] };
}

function ofRedirection(workload: Workload): Finding | undefined {
  const annotations = workload.template.metadata?.annotations;
  const asked = askedFor(workload);
  if (!asked || annotations?.[redirection] !== "enabled") return undefined;
  const message = `"${asked}" asks for a sidecar, and ztunnel has taken these pods all the same`;
  return {
    at: at(workload.manifest, annotations, redirection),
    message,
    severity: "error",
    upstream: ["KIA1314"],
  };
}

/** A sidecar written into the pod; a container "auto" waits for the injector. */
function writtenProxy({ podSpec }: Workload): Container | undefined {
  const containers = [...(podSpec.containers ?? []), ...(podSpec.initContainers ?? [])];
  return containers.find(({ name, image }) => name === "istio-proxy" && image !== undefined && image !== "auto");
}

function ofProxy(workload: Workload): Finding | undefined {
  const labels = workload.template.metadata?.labels;
  if (labels?.[mode] !== "ambient" || !writtenProxy(workload)) return undefined;
  const message = 'these pods bring a sidecar of their own, the container "istio-proxy"';
  return { at: at(workload.manifest, labels, mode), message, severity: "error", upstream: ["KIA1315"] };
}

/** Gateways are proxies wherever they run; a label of the pods' own says that it is meant. */
function ofAmbientNamespace(mesh: Mesh, workload: Workload): Finding | undefined {
  const { manifest, namespace, podLabels, template } = workload;
  const proxy = writtenProxy(workload);
  if (!proxy && podLabels[inject] !== "true") return undefined;
  if (Object.hasOwn(podLabels, mode) || !isAmbientNamespace(mesh, namespace) || isGatewayPod(mesh, workload))
    return undefined;
  const labels = template.metadata?.labels;
  const asked = labels && Object.hasOwn(labels, inject) ? at(manifest, labels, inject) : undefined;
  const place = proxy ? at(manifest, proxy, "name") : asked;
  const message = `these pods have a sidecar, which leaves them out of the ambient mode of namespace "${namespace}"`;
  return { at: place ?? at(manifest, manifest.metadata, "name"), message, upstream: ["KIA1316"] };
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
  why: "Only one of them counts: `istio-injection` wins over `istio.io/rev`, and a sidecar over ambient mode. After an upgrade by revision the pods stay with the old control plane; in a move to ambient they keep their sidecars. Pods that the injector and ztunnel both take lose their traffic between the two.",
  fix: "Remove the label that shall not count. A pod that shall keep its sidecar in an ambient namespace says so with `istio.io/dataplane-mode: none`.",
  links: [
    "https://istio.io/latest/docs/reference/config/analysis/ist0123/",
    "https://istio.io/latest/docs/setup/upgrade/canary/#data-plane",
  ],
  upstream: ["IST0123", "KIA1311", "KIA1314", "KIA1315", "KIA1316"],
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
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop }
      spec:
        containers:
          - { name: cart, image: cart }
          - name: istio-proxy # warning: out of the ambient mode of namespace "shop"
            image: istio/proxyv2:1.29.0
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
        labels: { sidecar.istio.io/inject: "true" }
        annotations:
          ambient.istio.io/redirection: enabled # error: ztunnel has taken these pods
      spec: { containers: [{ name: web, image: web }] }
    `,
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          istio.io/dataplane-mode: ambient # error: bring a sidecar of their own
      spec:
        containers:
          - { name: cart, image: cart }
          - { name: istio-proxy, image: istio/proxyv2:1.29.0 }
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
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } }
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels: { sidecar.istio.io/inject: "true", istio.io/dataplane-mode: none }
      spec: { containers: [{ name: cart, image: cart }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: ingress, namespace: shop, labels: { sidecar.istio.io/inject: "true" } }
      spec: { containers: [{ name: istio-proxy, image: auto }] }
    `,
  ],
  *check(mesh) {
    yield* ofNamespaces(mesh.all("kubernetes/Namespace"));
    for (const workload of workloads(mesh)) yield* ofPod(mesh, workload);
  },
});
