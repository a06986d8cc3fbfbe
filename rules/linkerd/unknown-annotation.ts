/** Annotations that look like Linkerd's and are none. */

import { linkerdAnnotations } from "../../src/mesh/linkerd/annotated.ts";
import { knownAnnotations, labelKeys } from "../../src/mesh/linkerd/known-annotations.ts";
import { closest } from "../../src/schema/words.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

const prefixes = new Set(
  "linkerd.io config.linkerd.io config.alpha.linkerd.io config.beta.linkerd.io retry.linkerd.io timeout.linkerd.io balancer.linkerd.io balancer.alpha.linkerd.io smi.linkerd.io".split(
    " ",
  ),
);

/** The same name below another prefix, or the closest of all. */
function meant(name: string): string | undefined {
  const [, suffix = ""] = name.split("/");
  for (const known of knownAnnotations().keys()) if (known.endsWith(`/${suffix}`)) return known;
  return closest(name, knownAnnotations().keys());
}

export default defineRule({
  summary: "An annotation below linkerd.io that Linkerd does not know",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "Linkerd passes over annotations that it does not know, so a misspelt one silently changes nothing.",
  fix: "Correct the name, or remove the annotation.",
  links: ["https://linkerd.io/2-edge/reference/proxy-configuration/"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations:
          linkerd.io/injected: enabled # warning: did you mean "linkerd.io/inject"
          config.linkerd.io/proxy-wait-before-exit-seconds: "30" # warning: "config.alpha.linkerd.io/proxy-wait-before-exit-seconds"
          config.linkerd.io/proxy-memory-requests: 64Mi # warning: "config.linkerd.io/proxy-memory-request"
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations: { linkerd.io/inject: enabled, example.test/linkerd.io: "yes", linkerd.io/created-by: linkerd/cli }
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],
  *check(mesh) {
    for (const { manifest, owner, name } of linkerdAnnotations(mesh)) {
      const [prefix = ""] = name.split("/", 1);
      if (!prefixes.has(prefix) || knownAnnotations().has(name) || labelKeys.has(name)) continue;
      const close = meant(name);
      const message = `unknown annotation "${name}"${close === undefined ? "" : `: did you mean "${close}"`}`;
      yield { at: at(manifest, owner, name, "key"), message };
    }
  },
});
