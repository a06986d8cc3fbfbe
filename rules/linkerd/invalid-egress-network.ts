/** What Linkerd's webhook refuses in an EgressNetwork, as a table of checks. */

import {
  networkCodes,
  networks,
  networksEmpty,
  networksEmptyCodes,
} from "../../src/mesh/admission/linkerd/networks.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An EgressNetwork that Linkerd refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",
  fix: "Change the marked field as the message says.",
  links: ["https://linkerd.io/2-edge/reference/egress-network/"],
  codes: { ...networkCodes, ...networksEmptyCodes },
  bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: EgressNetwork
      metadata: { name: web, namespace: shop }
      spec:
        trafficPolicy: Deny
        networks: [] # error: at least one network
    `,
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: EgressNetwork
      metadata: { name: web, namespace: shop }
      spec:
        trafficPolicy: Deny
        networks:
          - cidr: 203.0.113.0/33 # error: neither an IP address nor a CIDR block
    `,
  ],
  good: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: EgressNetwork
      metadata: { name: web, namespace: shop }
      spec: { trafficPolicy: Deny, networks: [{ cidr: 203.0.113.0/24 }] }
    `,
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: EgressNetwork
      metadata: { name: all, namespace: shop }
      spec: { trafficPolicy: Allow }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("linkerd/EgressNetwork")) {
      const on = placesIn(manifest);
      yield* networksEmpty(on, manifest.spec);
      yield* networks(on, manifest.spec.networks);
    }
  },
});
