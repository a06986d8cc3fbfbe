/** Namespaces with labels of more than one way into the mesh. */

import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

const injection = "istio-injection";
const others = ["istio.io/rev", "istio.io/dataplane-mode"] as const;

export default defineRule({
  summary: "A namespace asks for the mesh in more than one way",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "`istio-injection` wins over `istio.io/rev`, so the revision that is asked for is not the one that is injected; and pods with a sidecar are not captured by ambient mode.",
  fix: "Keep one of the labels.",
  links: ["https://istio.io/latest/docs/reference/config/analysis/ist0123/"],
  upstream: ["IST0123"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio-injection: enabled
          istio.io/rev: canary # warning: istio-injection "enabled" and istio.io/rev "canary" do not go together
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
      metadata: { name: cart, labels: { istio.io/rev: canary } }
    `,
  ],

  *check(mesh) {
    for (const namespace of mesh.all("kubernetes/Namespace")) {
      const { labels } = namespace.metadata;
      if (!labels || namespace.name === mesh.settings.rootNamespace) continue;
      // Upstream counts the others only where istio-injection is absent or "enabled".
      const first = labels[injection];
      if (first !== undefined && first !== "enabled") continue;
      const present = [injection, ...others].filter((key) => Object.hasOwn(labels, key) && !isUnknown(labels[key]));
      const [kept, extra] = present;
      if (kept === undefined || extra === undefined) continue;
      yield {
        at: at(namespace, labels, extra),
        message: `${kept} "${labels[kept] ?? ""}" and ${extra} "${labels[extra] ?? ""}" do not go together`,
        related: [{ at: at(namespace, labels, kept), message: "the other label" }],
      };
    }
  },
});
