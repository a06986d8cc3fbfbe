/** Namespaces that say nothing of sidecars. */

import { injectsByDefault, neverInjected } from "../../src/mesh/injection.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

const labelsOfIstio = ["istio-injection", "istio.io/rev", "istio.io/dataplane-mode"];

/** Whether anything here shows that this cluster runs Istio. */
function usesIstio(mesh: Mesh): boolean {
  return (
    mesh.manifests.some(({ is }) => is.startsWith("istio/")) ||
    mesh.all("kubernetes/Namespace").some(({ labels }) => labelsOfIstio.some((key) => key in labels)) ||
    mesh.all("kubernetes/ConfigMap").some(({ name }) => name.startsWith("istio-sidecar-injector"))
  );
}

export default defineRule({
  summary: "A namespace does not say whether its pods get sidecars",
  category: "style",
  severity: "info",
  preset: "all",
  since: "0.1.0",
  why: "Pods of a namespace without a label are outside of the mesh, or inside of it if the injector takes all namespaces by default. Written down, it holds whatever the injector's settings are.",
  fix: "Label the namespace `istio-injection: enabled`, `istio-injection: disabled`, `istio.io/rev` or `istio.io/dataplane-mode: ambient`.",
  links: [
    "https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/",
    "https://istio.io/latest/docs/reference/config/analysis/ist0102/",
  ],
  upstream: ["IST0102", "IST0148"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop # info: namespace "shop" does not ask for injection
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: web, labels: { istio-injection: enabled } }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: disabled } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: web, labels: { istio.io/dataplane-mode: ambient } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: kube-system }
    `,
  ],
  *check(mesh) {
    if (!usesIstio(mesh)) return;
    for (const namespace of mesh.all("kubernetes/Namespace")) {
      const { name, labels } = namespace;
      if (name === "istio-system" || name === mesh.settings.rootNamespace || neverInjected.has(name)) continue;
      if (labels["istio-injection"] || Object.hasOwn(labels, "istio.io/rev") || isUnknown(labels)) continue;
      if (labels["istio.io/dataplane-mode"] === "ambient") continue;
      const place = at(namespace, namespace.metadata, "name");
      if (injectsByDefault(mesh)) {
        const message = `namespace "${name}" is injected because the injector takes all namespaces`;
        yield { at: place, message, upstream: ["IST0148"] };
      } else {
        yield { at: place, message: `namespace "${name}" does not ask for injection`, upstream: ["IST0102"] };
      }
    }
  },
});
