/** What Istio's admission webhook refuses (or warns of) in a WorkloadEntry, as a table of checks. */

import { workloadCodes, workloadEntry, workloadEntryCodes } from "../../src/mesh/admission/istio/workload-entry.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A WorkloadEntry that Istio's admission webhook refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "On an error the API server refuses the object, or istiod drops it, so the workload is not part of the mesh. A warning or an info is let in: its message says what comes of it.",
  fix: "Change the marked field as the message says.",
  links: ["https://istio.io/latest/docs/reference/config/networking/workload-entry/"],
  upstream: ["IST0106"],
  codes: { ...workloadEntryCodes, ...workloadCodes },
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: { name: vm, namespace: shop }
      spec:
        address: unix:///run/ # error: names a directory
        ports: { http_1: 0 } # error: has no ports # error: no DNS label # error: out of range
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: { name: nowhere, namespace: shop } # error: needs address or network
      spec: { labels: { app: vm } }
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: { name: net, namespace: shop }
      spec: { network: vm-net } # warning: network without address
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: { name: named, namespace: shop }
      spec: { address: a_b } # error: neither an IP address
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: { name: vm, namespace: shop }
      spec: { address: vm.internal, ports: { http: 8080 }, labels: { app: vm } }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/WorkloadEntry")) yield* workloadEntry(manifest);
  },
});
