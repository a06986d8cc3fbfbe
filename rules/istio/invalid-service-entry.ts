/** What Istio's admission webhook refuses (or warns of) in a ServiceEntry, as a table of checks. */

import { exportToCodes, selectorCodes } from "../../src/mesh/admission/istio/blocks.ts";
import { serviceEntryEndpointCodes } from "../../src/mesh/admission/istio/service-entry-endpoints.ts";
import { serviceEntry, serviceEntryCodes } from "../../src/mesh/admission/istio/service-entry.ts";
import { workloadCodes } from "../../src/mesh/admission/istio/workload-entry.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A ServiceEntry that Istio's admission webhook refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "On an error the API server refuses the object, or istiod drops it, so its hosts are unknown to the mesh. A warning or an info is let in: its message says what comes of it.",
  fix: "Change the marked field as the message says.",
  links: ["https://istio.io/latest/docs/reference/config/networking/service-entry/"],
  upstream: ["IST0106"],
  codes: { ...serviceEntryEndpointCodes, ...serviceEntryCodes, ...exportToCodes, ...selectorCodes, ...workloadCodes },
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: apis, namespace: shop }
      spec:
        hosts: ["*", a_b.test, "*.test"] # error: not allowed # error: no domain name # error: cannot be looked up
        addresses: [10.0.0.0/8, 1.2.3] # error: needs resolution NONE or STATIC # error: neither
        ports:
          - { number: 443, name: h_ttp, protocol: HTTP } # error: no DNS label
          - { number: 443, name: tcp, protocol: TCP, targetPort: 70000 } # error: twice # error: range # error: cannot share
        resolution: DNS
        exportTo: ["~", "."] # error: exports to none
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: endpoints, namespace: shop }
      spec:
        hosts: [db.test]
        ports: [{ number: 5432, name: tcp, protocol: SQL }] # error: unknown protocol
        resolution: STATIC
        endpoints:
          - address: db.internal # error: looks no name up
            ports: { sql: 5432 } # error: none of the entry's ports
            labels: { "a b": c } # error: no label key
          - { weight: 1 } # error: needs address or network
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: none, namespace: shop }
      spec:
        hosts: [none.test]
        endpoints: [{ address: 1.2.3.4 }] # error: resolution NONE takes no endpoints # error: cannot both be set
        workloadSelector: { labels: { app: db } } # warning: does not use workloadSelector
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: dynamic, namespace: shop }
      spec:
        hosts: [shop.test] # error: no wildcard
        addresses: [1.2.3.4] # error: takes no addresses
        ports: [{ number: 443, name: https, protocol: HTTPS }] # error: does not serve protocol
        resolution: DYNAMIC_DNS
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: apis, namespace: shop }
      spec:
        hosts: [a.test, b.test]
        addresses: [10.0.0.1, "001:db8::"]
        ports: [{ number: 443, name: https, protocol: HTTPS }]
        resolution: STATIC
        location: MESH_EXTERNAL
        endpoints: [{ address: 1.2.3.4, ports: { https: 8443 } }, { address: "::1" }]
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/ServiceEntry")) yield* serviceEntry(manifest);
  },
});
