/** Annotations of Istio with values that it cannot read, or on objects where it does not look for them. */

import { istioAnnotations } from "../../src/mesh/admission/istio/annotated.ts";
import { annotationValues } from "../../src/mesh/admission/istio/annotation-values.ts";
import { knownAnnotations } from "../../src/mesh/admission/istio/annotations.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An annotation of Istio that cannot be read or stands on the wrong object",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "A value that cannot be read makes the injection of the sidecar fail; on the wrong object an annotation is not read at all.",
  fix: "Correct the value, or move the annotation: those of the sidecar belong into the metadata of the pod template.",
  links: ["https://istio.io/latest/docs/reference/config/annotations/"],
  upstream: ["IST0125"],
  codes: {
    value: "the value of an annotation cannot be read",
    misplaced: "an annotation stands on a kind on which it is not read",
  },
  bad: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        annotations:
          proxy.istio.io/config: "{}" # warning: belongs into spec.template.metadata
      spec:
        selector: { matchLabels: { app: web } }
        template:
          metadata:
            labels: { app: web }
            annotations:
              sidecar.istio.io/proxyCPU: 100 milli # warning: no quantity
              traffic.sidecar.istio.io/excludeInboundPorts: "80,http" # warning: no port
              traffic.sidecar.istio.io/includeOutboundIPRanges: 10.0.0.1 # warning: no CIDR block
          spec: { containers: [{ name: web, image: web }] }
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        annotations:
          istio.io/dry-run: "true" # warning: is read on AuthorizationPolicy
      spec: { ports: [{ port: 80 }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations:
          sidecar.istio.io/proxyCPU: 100m
          traffic.sidecar.istio.io/includeInboundPorts: "*"
          traffic.sidecar.istio.io/excludeOutboundIPRanges: "10.0.0.0/8, 192.168.0.0/16"
          example.test/team: shop
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],
  *check(mesh) {
    for (const { manifest, owner, name, value, kind, isTemplate } of istioAnnotations(mesh)) {
      const kinds = knownAnnotations().get(name)?.kinds;
      // `istioctl analyze` does not look into templates.
      const upstream = isTemplate ? { upstream: [] } : {};
      if (!kinds) continue;
      if (!kinds.includes(kind) && !kinds.includes("Any")) {
        const where = kinds.includes("Pod") && kind !== "Namespace" && kind !== "Service";
        const message = where
          ? `"${name}" is not read here: it belongs into spec.template.metadata`
          : `"${name}" is not read on a ${kind}: it is read on ${kinds.join(", ")}`;
        yield {
          at: at(manifest, owner, name, "key"),
          code: "misplaced",
          message,
          upstream: isTemplate ? [] : ["IST0107"],
        };
        continue;
      }
      const problem = isUnknown(value) ? undefined : annotationValues.get(name)?.(value);
      if (problem !== undefined) yield { at: at(manifest, owner, name), code: "value", message: problem, ...upstream };
    }
  },
});
