/** Annotations that Istio still reads but has replaced. */

import { istioAnnotations } from "../../src/mesh/admission/istio/annotated.ts";
import { knownAnnotations } from "../../src/mesh/admission/istio/annotations.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

const inject = "sidecar.istio.io/inject";

export default defineRule({
  summary: "An annotation that Istio has deprecated",
  category: "deprecation",
  severity: "info",
  since: "0.1.0",
  why: "Deprecated annotations are still read, but a later version of Istio may stop doing so.",
  fix: "Use what replaces it: for `sidecar.istio.io/inject` the label of the same name.",
  links: ["https://istio.io/latest/docs/reference/config/annotations/"],
  upstream: ["IST0135"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations:
          sidecar.istio.io/inject: "true" # info: use the label of the same name
          sidecar.istio.io/statsInclusionPrefixes: cluster # info: is deprecated
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        labels: { sidecar.istio.io/inject: "true" }
        annotations: { sidecar.istio.io/inject: "true" }
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],
  *check(mesh) {
    for (const { manifest, owner, name, isTemplate, labels } of istioAnnotations(mesh)) {
      // Where it stands on another kind it shall be gone all the more: `istio/invalid-annotation`.
      if (knownAnnotations().get(name)?.isDeprecated !== true) continue;
      if (name === inject && Object.hasOwn(labels, inject)) continue;
      const message = `"${name}" is deprecated${name === inject ? ": use the label of the same name" : ""}`;
      yield { at: at(manifest, owner, name, "key"), message, ...(isTemplate && { upstream: [] }) };
    }
  },
});
