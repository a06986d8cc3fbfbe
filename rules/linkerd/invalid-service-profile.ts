/** What Linkerd's webhook refuses in a ServiceProfile, as a table of checks. */

import { serviceProfile, serviceProfileCodes } from "../../src/mesh/admission/linkerd/service-profile.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A ServiceProfile that Linkerd refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",
  fix: "Change the marked field as the message says.",
  links: ["https://linkerd.io/2-edge/reference/service-profiles/"],
  codes: serviceProfileCodes,
  bad: [
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec:
        routes:
          - name: cart
            timeout: 5 seconds # error: is no duration
            condition: {} # error: a request condition needs
            responseClasses:
              - condition:
                  status: { min: 500, max: 600 } # error: no response has the status 600
              - condition:
                  all: [{ state: { min: 500 } }] # error: needs one of # error: unknown field "state"
              - condition:
                  not: { status: { min: "500" } } # error: is a whole number
          - name: "" # error: needs a name
            condition: { all: [{ method: [GET] }] } # error: is a string
        retryBudget:
          retryRatio: -0.2 # error: below zero
          minRetriesPerSecond: 10
          ttl: 10s
    `,
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec:
        opaquePorts: ["3306"] # error: config.linkerd.io/opaque-ports
        retryBudget:
          retryRatio: 0.2
          minRetriesPerSecond: 10
          ttl: ten # error: is no duration
    `,
  ],
  good: [
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec:
        routes:
          - name: GET /cart
            condition: { method: GET, pathRegex: /cart }
            timeout: 1m30s
            isRetryable: true
            responseClasses: [{ condition: { status: { min: 500, max: 599 } }, isFailure: true }]
          - name: POST /cart
            timeout: ""
            condition: { all: [{ method: POST }, { not: { pathRegex: /cart/x } }] }
        retryBudget: { retryRatio: 0.2, minRetriesPerSecond: 10, ttl: 10s }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("linkerd/ServiceProfile")) yield* serviceProfile(placesIn(manifest), manifest.spec);
  },
});
