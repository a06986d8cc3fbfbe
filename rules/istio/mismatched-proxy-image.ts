/** Pods with a sidecar of another version than the injector would give them. */

import { question } from "../../src/mesh/mesh.ts";
import { indexPolicies } from "../../src/mesh/policies.ts";
import type { Labels } from "../../src/mesh/selectors.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { workloads, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Manifest, type Mesh } from "../../src/rule/rule.ts";

type ProxyConfig = Manifest<"istio/ProxyConfig">;

interface Values {
  readonly global?: { readonly hub?: string; readonly tag?: string; readonly proxy?: { readonly image?: string } };
}

/** What the injector's settings say; they are JSON within a ConfigMap, and may be anything. */
function valuesOf(text: string | undefined): Values {
  try {
    return (JSON.parse(text ?? "{}") as Values | null) ?? {};
  } catch {
    return {};
  }
}

/** Revision → image that its injector gives; "default" for the one without a revision. */
function injectedImages(mesh: Mesh): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name, object } of mesh.in("kubernetes/ConfigMap", mesh.settings.rootNamespace)) {
    if (!name.startsWith("istio-sidecar-injector")) continue;
    const { hub, tag, proxy } = valuesOf(object.data?.values).global ?? {};
    const image = proxy?.image?.includes("/")
      ? proxy.image
      : hub && tag && `${hub}/${proxy?.image ?? "proxyv2"}:${tag}`;
    if (image && !isUnknown(image)) found.set(name.slice("istio-sidecar-injector-".length) || "default", image);
  }
  return found;
}

function proxyImage({ podSpec }: Workload): string | undefined {
  const containers = [...(podSpec.containers ?? []), ...(podSpec.initContainers ?? [])];
  const image = containers.find(({ name }) => name === "istio-proxy")?.image;
  return image && image !== "auto" && !isUnknown(image) ? image : undefined;
}

/** Namespace → workloads that bring their own proxy container and ask for no image of their own. */
function withProxy(mesh: Mesh): ReadonlyMap<string, readonly Workload[]> {
  const found = new Map<string, Workload[]>();
  for (const one of workloads(mesh)) {
    if (proxyImage(one) === undefined || "sidecar.istio.io/proxyImage" in one.podAnnotations) continue;
    const known = found.get(one.namespace);
    if (known) known.push(one);
    else found.set(one.namespace, [one]);
  }
  return found;
}

function selectorLabels({ spec }: ProxyConfig): Labels | undefined {
  const labels = spec.selector?.matchLabels;
  return labels && Object.keys(labels).length > 0 ? labels : undefined;
}

const proxyConfigs = question((mesh) => indexPolicies(mesh.all("istio/ProxyConfig"), selectorLabels));

/** The flavour that settings ask for which are YAML or JSON within a string. */
function flavourIn(text: string | undefined): string | undefined {
  return /\bimageType["']?\s*:\s*["']?(\w+)/.exec(text ?? "")?.[1];
}

/** What the MeshConfig of an installation among the files says. */
const installed = question((mesh) =>
  mesh
    .in("kubernetes/ConfigMap", mesh.settings.rootNamespace)
    .filter(({ name }) => name === "istio" || name.startsWith("istio-"))
    .map(({ object }) => flavourIn(object.data?.mesh)),
);

/** Flavours that are asked for, in MeshConfig, in any ProxyConfig that speaks of the pod, or by the pod itself. */
function flavoursOf(mesh: Mesh, { namespace, podLabels, podAnnotations }: Workload): ReadonlySet<string> {
  const { meshConfig, rootNamespace } = mesh.settings;
  const { defaultConfig } = meshConfig as { readonly defaultConfig?: { readonly image?: { imageType?: string } } };
  const configs = proxyConfigs(mesh);
  const speaking = [configs.wide(rootNamespace), configs.wide(namespace), configs.selecting(namespace, podLabels)];
  const written = flavourIn(podAnnotations["proxy.istio.io/config"]);
  const asked = speaking.flat().map(({ spec }) => spec.image?.imageType);
  const types = [defaultConfig?.image?.imageType, ...installed(mesh), ...asked, written];
  return new Set(types.filter((type) => typeof type === "string"));
}

/** Flavours of one version differ in their suffix only (istio/istio pkg/kube/inject/webhook.go ProxyImage). */
function isGiven(mesh: Mesh, workload: Workload, wanted: string): boolean {
  const image = proxyImage(workload) ?? "";
  if (image === wanted) return true;
  const plain = (text: string): string => text.replace(/-(distroless|debug|default)$/, "");
  if (plain(image) !== plain(wanted)) return false;
  const flavours = flavoursOf(mesh, workload);
  return image === plain(image) ? flavours.has("default") : flavours.has(image.slice(plain(image).length + 1));
}

function revisionOf({ labels }: Manifest<"kubernetes/Namespace">): string | undefined {
  if (labels["istio-injection"] !== undefined) return labels["istio-injection"] === "enabled" ? "default" : undefined;
  return labels["istio.io/rev"];
}

export default defineRule({
  summary: "Pods have a sidecar of another version than the injector gives",
  category: "reliability",
  severity: "warning",
  preset: "strict",
  since: "0.1.0",
  why: "A sidecar is only replaced when its pod is made anew. Pods that were left out of an upgrade keep an old proxy, which istiod supports for two minor versions only.",
  fix: "Restart the workloads, or take the proxy container out of the template and leave it to the injector.",
  links: ["https://istio.io/latest/docs/reference/config/analysis/ist0158/"],
  upstream: ["IST0158"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: enabled } } # warning: have another sidecar than "registry.example.com/proxyv2:1.29.2"
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: istio-sidecar-injector, namespace: istio-system }
      data: { values: '{ "global": { "hub": "registry.example.com", "tag": "1.29.2", "proxy": { "image": "proxyv2" } } }' }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop }
      spec: { containers: [{ name: istio-proxy, image: "registry.example.com/proxyv2:1.27.0" }] }
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: enabled } } # warning: have another sidecar than "registry.example.com/proxyv2:1.29.2"
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: istio-sidecar-injector, namespace: istio-system }
      data: { values: '{ "global": { "hub": "registry.example.com", "tag": "1.29.2", "proxy": { "image": "proxyv2" } } }' }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop }
      spec: { containers: [{ name: istio-proxy, image: "registry.example.com/proxyv2:1.29.2-debug" }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: enabled } }
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: istio-sidecar-injector, namespace: istio-system }
      data: { values: '{ "global": { "hub": "registry.example.com", "tag": "1.29.2", "proxy": { "image": "proxyv2" } } }' }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop }
      spec: { containers: [{ name: istio-proxy, image: "registry.example.com/proxyv2:1.29.2-distroless" }] }
      ---
      apiVersion: networking.istio.io/v1beta1
      kind: ProxyConfig
      metadata: { name: default, namespace: shop }
      spec: { image: { imageType: distroless } }
    `,
  ],
  *check(mesh) {
    const images = injectedImages(mesh);
    if (images.size === 0) return;
    const pods = withProxy(mesh);
    for (const namespace of mesh.all("kubernetes/Namespace")) {
      const wanted = images.get(revisionOf(namespace) ?? "");
      if (wanted === undefined) continue;
      const odd = (pods.get(namespace.name) ?? []).filter((one) => !isGiven(mesh, one, wanted));
      if (odd.length === 0) continue;
      yield {
        at: at(namespace, namespace.metadata, "name"),
        message: `pods of namespace "${namespace.name}" have another sidecar than "${wanted}"`,
        related: odd.slice(0, 5).map(({ manifest }) => ({
          at: at(manifest, manifest.metadata, "name"),
          message: `${manifest.kind} "${manifest.name}"`,
        })),
      };
    }
  },
});
