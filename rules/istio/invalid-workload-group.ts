/** What Istio's admission webhook refuses (or warns of) in a WorkloadGroup, as a table of checks. */

import { workloadCodes } from "../../src/mesh/admission/istio/workload-entry.ts";
import { workloadGroup, workloadGroupCodes } from "../../src/mesh/admission/istio/workload-group.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A WorkloadGroup that Istio's admission webhook refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The API server refuses the object, or istiod drops it, so workloads cannot register with it.",
  fix: "Change the marked field as the message says.",
  links: ["https://istio.io/latest/docs/reference/config/networking/workload-group/"],
  upstream: ["IST0106"],
  codes: { ...workloadGroupCodes, ...workloadCodes },
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: { name: vm, namespace: shop }
      spec:
        metadata: { labels: { "a b": c } } # error: no label key
        template: { ports: { http: 70000 }, labels: { "a b": c } } # error: out of range # warning: no label key
        probe:
          httpGet:
            port: 0 # error: out of range
            scheme: http # error: unknown scheme
            httpHeaders: [{ name: x_id }] # error: no header name
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: { name: exec, namespace: shop }
      spec:
        template: {}
        probe: { exec: { command: [] } } # error: needs a command
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: { name: grpc, namespace: shop }
      spec:
        template: {}
        probe: { grpc: { port: 80 } } # error: refuses grpc probes
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: { name: vm, namespace: shop }
      spec:
        metadata: { labels: { app: vm } }
        template: { serviceAccount: vm, ports: { http: 8080 } }
        probe: { periodSeconds: 5, tcpSocket: { port: 8080 } }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/WorkloadGroup")) yield* workloadGroup(manifest);
  },
});
