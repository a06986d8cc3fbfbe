/** EgressNetworks that reach into the networks of the cluster. */

import { clusterOverlap } from "../../src/mesh/linkerd/egress.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An EgressNetwork reaches into the networks of the cluster",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "Linkerd does not accept such an EgressNetwork (EgressReasonNetworkOverlap); only its status says so.",
  fix: "Except the cluster's own networks, or leave networks out: then all that lies outside of the cluster is meant.",
  links: ["https://linkerd.io/2-edge/reference/egress-network/"],
  precision: "medium",
  bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: EgressNetwork
      metadata: { name: out, namespace: shop }
      spec:
        trafficPolicy: Deny
        networks:
          - cidr: 0.0.0.0/0 # warning: holds addresses of the cluster, 10.0.0.0/8
    `,
  ],
  good: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: EgressNetwork
      metadata: { name: out, namespace: shop }
      spec:
        trafficPolicy: Deny
        networks:
          - { cidr: 0.0.0.0/0, except: [10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16] }
          - { cidr: 203.0.113.0/24 }
    `,
  ],
  *check(mesh) {
    for (const egress of mesh.all("linkerd/EgressNetwork")) {
      for (const network of egress.spec.networks ?? []) {
        const own = isUnknown(network.cidr) ? undefined : clusterOverlap(network);
        if (own === undefined) continue;
        const message = `"${network.cidr}" holds addresses of the cluster, ${own}: except them`;
        yield { at: at(egress, network, "cidr"), message };
      }
    }
  },
});
