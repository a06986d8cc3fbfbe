/** What Istio's admission webhook refuses (or warns of) in a DestinationRule, as a table of checks. */

import { exportToCodes, selectorCodes } from "../../src/mesh/admission/istio/blocks.ts";
import { clientTlsCodes } from "../../src/mesh/admission/istio/client-tls.ts";
import { connectionPoolCodes } from "../../src/mesh/admission/istio/connection-pool.ts";
import { destinationRule, destinationRuleCodes } from "../../src/mesh/admission/istio/destination-rule.ts";
import { loadBalancerCodes } from "../../src/mesh/admission/istio/load-balancer.ts";
import { localityCodes } from "../../src/mesh/admission/istio/locality.ts";
import { trafficPolicyCodes } from "../../src/mesh/admission/istio/traffic-policy.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A DestinationRule that Istio's admission webhook refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "On an error the API server refuses the object, or istiod drops it, so its subsets and policies are not there. A warning or an info is let in: its message says what comes of it.",
  fix: "Change the marked field as the message says.",
  links: ["https://istio.io/latest/docs/reference/config/networking/destination-rule/"],
  upstream: ["IST0106"],
  codes: {
    ...destinationRuleCodes,
    ...trafficPolicyCodes,
    ...connectionPoolCodes,
    ...loadBalancerCodes,
    ...localityCodes,
    ...clientTlsCodes,
    ...selectorCodes,
    ...exportToCodes,
  },
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: re_views # error: no domain name
        trafficPolicy:
          loadBalancer:
            localityLbSetting:
              failover: # warning: outlierDetection is missing
                - { from: eu, to: eu } # error: fails over to itself
          connectionPool: {} # error: needs http or tcp
          tls:
            mode: MUTUAL # error: needs credentialName, or clientCertificate
            privateKey: /etc/key.pem
        subsets:
          - name: v.1 # error: no DNS label
            labels: { version: "v 1" } # error: no label value
            trafficPolicy: {} # error: a traffic policy needs one of
          - { name: v2 }
          - { name: v2 } # error: defined twice
        exportTo: ["*", other] # error: other entries are not allowed
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: localities, namespace: shop }
      spec:
        host: reviews
        trafficPolicy:
          outlierDetection: { baseEjectionTime: 500us, maxEjectionPercent: 101 } # error: too short # error: out of range
          loadBalancer:
            consistentHash: { maglev: { tableSize: 4 } } # error: no prime
            localityLbSetting:
              distribute:
                - from: eu/*
                  to: { eu/a: 80, us: 10 } # error: add up to 90
                - from: eu/a # error: overlaps
                  to: { eu/a/*: 100 }
          portLevelSettings:
            - tls: { mode: SIMPLE, credentialName: a, caCertificates: b } # error: needs port.number # error: beside credentialName
          tunnel: { protocol: GET, targetHost: a_b, targetPort: 0 } # error: unknown protocol # error: neither # error: out of range
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: "*.example.com"
        exportTo: [.]
        trafficPolicy:
          outlierDetection: { interval: 1m, consecutive5xxErrors: 5 }
          loadBalancer:
            localityLbSetting:
              distribute: [{ from: eu/a/*, to: { eu/a/*: 70, eu/b/*: 30 } }]
          connectionPool: { tcp: { idleTimeout: 0s, connectTimeout: 100ms } }
          tls: { mode: MUTUAL, credentialName: client }
        subsets: [{ name: v1, labels: { version: v1 } }]
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/DestinationRule")) yield* destinationRule(manifest);
  },
});
