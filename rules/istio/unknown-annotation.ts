/** Annotations that look like Istio's and are none. */

import { istioAnnotations } from "../../src/mesh/admission/istio/annotated.ts";
import { knownAnnotations } from "../../src/mesh/admission/istio/annotations.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An annotation below istio.io that Istio does not know",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "Istio passes over annotations that it does not know, so a misspelt one silently changes nothing.",
  fix: "Correct the name, or remove the annotation.",
  links: ["https://istio.io/latest/docs/reference/config/annotations/"],
  upstream: ["IST0108"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations:
          sidecar.istio.io/proxyCpu: 100m # warning: did you mean "sidecar.istio.io/proxyCPU"
          networking.istio.io/timeout: 5s # warning: unknown annotation
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations: { sidecar.istio.io/proxyCPU: 100m, example.test/istio.io: "yes" }
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],
  *check(mesh) {
    for (const { manifest, owner, name, isTemplate } of istioAnnotations(mesh)) {
      if (knownAnnotations().has(name)) continue;
      const lower = name.toLowerCase();
      const close = [...knownAnnotations().keys()].find((known) => known.toLowerCase() === lower);
      const message = `unknown annotation "${name}"${close === undefined ? "" : `: did you mean "${close}"`}`;
      yield { at: at(manifest, owner, name, "key"), message, ...(isTemplate && { upstream: [] }) };
    }
  },
});
