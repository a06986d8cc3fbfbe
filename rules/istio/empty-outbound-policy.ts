/** Outbound policies that close the way out without saying so. */

import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An outboundTrafficPolicy without a mode lets nothing out",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "Without a mode the policy means REGISTRY_ONLY, the first value of its enumeration, not the mode of the mesh: traffic to hosts without a ServiceEntry is refused.",
  fix: "Write the mode, or remove the block so that the setting of the mesh holds.",
  links: ["https://istio.io/latest/docs/reference/config/networking/sidecar/#OutboundTrafficPolicy"],
  upstream: ["KIA1007"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata: { name: default, namespace: shop }
      spec:
        outboundTrafficPolicy: {} # warning: without a mode this means REGISTRY_ONLY
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata: { name: default, namespace: shop }
      spec: { outboundTrafficPolicy: { mode: ALLOW_ANY } }
    `,
  ],
  *check(mesh) {
    for (const sidecar of mesh.all("istio/Sidecar")) {
      const { outboundTrafficPolicy: policy } = sidecar.spec;
      if (!policy || policy.mode !== undefined || policy.egressProxy) continue;
      const message = "without a mode this means REGISTRY_ONLY, not the setting of the mesh";
      yield { at: at(sidecar, sidecar.spec, "outboundTrafficPolicy"), message };
    }
  },
});
