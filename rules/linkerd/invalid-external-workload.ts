/** ExternalWorkloads whose addresses Linkerd cannot send to. */

import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An ExternalWorkload without an address, or with two of one family",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The endpoints of a Service take one address of each family from a workload; without one nobody can reach it.",
  fix: "List one IPv4 address, one IPv6 address or one of each under workloadIPs.",
  links: ["https://linkerd.io/2-edge/reference/external-workload/"],
  codes: {
    "no-address": "No address",
    family: "Two addresses of one family",
  },
  bad: [
    yaml`
      apiVersion: workload.linkerd.io/v1beta1
      kind: ExternalWorkload
      metadata: { name: db, namespace: shop }
      spec:
        meshTLS: { identity: "spiffe://root.linkerd.cluster.local/db", serverName: db.cluster.local }
        workloadIPs:
          - ip: 10.0.0.1
          - ip: 10.0.0.2 # error: a second IPv4 address
        ports: [{ port: 5432 }]
    `,
    yaml`
      apiVersion: workload.linkerd.io/v1beta1
      kind: ExternalWorkload
      metadata:
        name: db # error: no address
        namespace: shop
      spec:
        meshTLS: { identity: "spiffe://root.linkerd.cluster.local/db", serverName: db.cluster.local }
        ports: [{ port: 5432 }]
    `,
  ],
  good: [
    yaml`
      apiVersion: workload.linkerd.io/v1beta1
      kind: ExternalWorkload
      metadata: { name: db, namespace: shop }
      spec:
        meshTLS: { identity: "spiffe://root.linkerd.cluster.local/db", serverName: db.cluster.local }
        workloadIPs: [{ ip: 10.0.0.1 }, { ip: "fd00::1" }]
        ports: [{ port: 5432 }]
    `,
  ],
  *check(mesh) {
    for (const workload of mesh.all("linkerd/ExternalWorkload")) {
      const addresses = workload.spec.workloadIPs ?? [];
      if (addresses.length === 0) {
        const message = "no address stands under workloadIPs: nobody can reach this workload";
        yield { at: at(workload, workload.metadata, "name"), code: "no-address", message };
      }
      const [first, second] = addresses;
      if (!first?.ip || !second?.ip || isUnknown(first.ip) || isUnknown(second.ip)) continue;
      const isSix = second.ip.includes(":");
      if (first.ip.includes(":") !== isSix) continue;
      const message = `"${second.ip}" is a second ${isSix ? "IPv6" : "IPv4"} address: one of each family is read`;
      yield { at: at(workload, second, "ip"), code: "family", message };
    }
  },
});
