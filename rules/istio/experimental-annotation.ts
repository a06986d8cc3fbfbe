/** Annotations that Istio may still change or remove. */

import { istioAnnotations } from "../../src/mesh/admission/istio/annotated.ts";
import { knownAnnotations } from "../../src/mesh/admission/istio/annotations.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

/** All others of istio/api annotation/annotations.yaml are of status Alpha. */
const mature = new Set(["sidecar.istio.io/inject", "proxy.istio.io/config", "kubernetes.io/ingress.class"]);

/** Written by Istio itself (istio/istio pkg/config/analysis/analyzers/annotations). */
const written = new Set([
  "sidecar.istio.io/status",
  "gateway.istio.io/controller-version",
  "istio.io/rev",
  "ambient.istio.io/redirection",
]);

/** Istio's CNI plugin writes these where no istio-init container does its work. */
const writtenByCni = new Set([
  "sidecar.istio.io/interceptionMode",
  "traffic.sidecar.istio.io/includeOutboundIPRanges",
  "traffic.sidecar.istio.io/includeInboundPorts",
  "traffic.sidecar.istio.io/excludeInboundPorts",
]);

interface Pod {
  readonly kind: string;
  readonly object: { readonly spec?: { readonly initContainers?: readonly { readonly name?: string }[] } };
}

function isOfCni(manifest: object, name: string): boolean {
  const { kind, object } = manifest as Pod;
  if (kind !== "Pod" || !writtenByCni.has(name)) return false;
  return !(object.spec?.initContainers ?? []).some((container) => container.name === "istio-init");
}

export default defineRule({
  summary: "An annotation of Istio that is still of status alpha",
  category: "style",
  severity: "info",
  preset: "all",
  since: "0.1.0",
  why: "Istio promises nothing for alpha features: a later version may change or remove them.",
  fix: "Know that you rely on it, and look for it in the notes of each release.",
  links: [
    "https://istio.io/latest/docs/reference/config/annotations/",
    "https://istio.io/latest/docs/releases/feature-stages/",
  ],
  upstream: ["IST0136"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations:
          sidecar.istio.io/proxyCPU: 100m # info: "sidecar.istio.io/proxyCPU" is of status alpha
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations:
          proxy.istio.io/config: "{}"
          sidecar.istio.io/interceptionMode: REDIRECT
          istio.io/rev: stable
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],
  *check(mesh) {
    for (const { manifest, owner, name, isTemplate } of istioAnnotations(mesh)) {
      if (!knownAnnotations().has(name) || mature.has(name) || written.has(name) || isOfCni(manifest, name)) continue;
      const message = `"${name}" is of status alpha`;
      yield { at: at(manifest, owner, name, "key"), message, ...(isTemplate && { upstream: [] }) };
    }
  },
});
