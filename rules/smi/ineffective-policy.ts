/** Objects of SMI that nothing in the environment reads. */

import { isServedByLinkerd, trafficSplits } from "../../src/mesh/linkerd/splits.ts";
import { usesLinkerd } from "../../src/mesh/linkerd/presence.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

const unread = ["smi/TrafficTarget", "smi/HTTPRouteGroup", "smi/TCPRoute", "smi/UDPRoute"] as const;

export default defineRule({
  summary: "An object of SMI that Linkerd does not read",
  category: "security",
  severity: "error",
  since: "0.1.0",
  why: "Linkerd's SMI extension reads TrafficSplits of v1alpha1 and v1alpha2 only; access rules of SMI protect nothing there.",
  fix: "Say who may talk to whom with an AuthorizationPolicy, and split traffic with an HTTPRoute.",
  links: ["https://linkerd.io/2-edge/tasks/linkerd-smi/"],
  codes: {
    kind: "A kind that Linkerd's extension does not know",
    version: "A version of TrafficSplit that Linkerd's extension does not serve",
    matches: "Matches, which the versions that Linkerd serves do not have",
  },
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, annotations: { linkerd.io/inject: enabled } }
      ---
      apiVersion: access.smi-spec.io/v1alpha2
      kind: TrafficTarget # error: Linkerd reads no TrafficTarget
      metadata: { name: web, namespace: shop }
      spec:
        destination: { kind: ServiceAccount, name: web }
        sources: [{ kind: ServiceAccount, name: cart }]
      ---
      apiVersion: split.smi-spec.io/v1alpha4 # error: serves v1alpha1 and v1alpha2
      kind: TrafficSplit
      metadata: { name: web, namespace: shop }
      spec: { service: web, backends: [{ service: web-v1, weight: 1 }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, annotations: { linkerd.io/inject: enabled } }
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web, namespace: shop }
      spec: { service: web, backends: [{ service: web-v1, weight: 1 }] }
    `,
    yaml`
      apiVersion: split.smi-spec.io/v1alpha4
      kind: TrafficSplit
      metadata: { name: web, namespace: shop }
      spec: { service: web, backends: [{ service: web-v1, weight: 1 }] }
    `,
  ],
  *check(mesh) {
    if (!usesLinkerd(mesh)) return;
    for (const kind of unread) {
      for (const manifest of mesh.all(kind)) {
        const message = `Linkerd reads no ${manifest.kind} of SMI: this one has no effect`;
        yield { at: at(manifest, manifest.object, "kind"), code: "kind", message };
      }
    }
    for (const split of trafficSplits(mesh)) {
      if (isServedByLinkerd(split)) continue;
      const version = split.apiVersion.slice(split.apiVersion.indexOf("/") + 1);
      const message = `Linkerd's extension serves v1alpha1 and v1alpha2 of TrafficSplit, not ${version}`;
      yield { at: at(split, split.object, "apiVersion"), code: "version", message };
    }
  },
});
