/** Annotations of Linkerd that got a successor. */

import { linkerdAnnotations } from "../../src/mesh/linkerd/annotated.ts";
import { knownAnnotations } from "../../src/mesh/linkerd/known-annotations.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An annotation of Linkerd that has a successor",
  category: "deprecation",
  severity: "warning",
  since: "0.1.0",
  why: "Alpha and beta names are read for the time being, and a later release may pass over them.",
  fix: "Rename the annotation.",
  links: ["https://linkerd.io/2-edge/features/native-sidecars/"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations:
          config.alpha.linkerd.io/proxy-enable-native-sidecar: "true" # warning: use "config.linkerd.io/proxy-enable-native-sidecar"
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations: { config.linkerd.io/proxy-enable-native-sidecar: "true" }
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],
  *check(mesh) {
    for (const { manifest, owner, name } of linkerdAnnotations(mesh)) {
      const successor = knownAnnotations().get(name)?.deprecated;
      if (successor === undefined) continue;
      const place = at(manifest, owner, name, "key");
      const isThere = Object.hasOwn(owner, successor);
      yield {
        at: place,
        message: `"${name}" is deprecated: use "${successor}"`,
        ...(!isThere && {
          fix: { safe: true, description: `rename it to "${successor}"`, edits: [{ at: place, key: successor }] },
        }),
      };
    }
  },
});
