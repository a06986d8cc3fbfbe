/** What the API server refuses in an XBackendTrafficPolicy beyond its structure, as a table of checks. */

import { backendTrafficCodes, backendTrafficPolicy } from "../../src/mesh/admission/gateway-api/policies.ts";
import { sessionCodes } from "../../src/mesh/admission/gateway-api/rules.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An XBackendTrafficPolicy that the API server refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",
  fix: "Change the marked field as the message says.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/"],
  codes: { ...backendTrafficCodes, ...sessionCodes },
  bad: [
    yaml`
      apiVersion: gateway.networking.x-k8s.io/v1alpha1
      kind: XBackendTrafficPolicy
      metadata: { name: cart }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }]
        retryConstraint:
          budget: { percent: 20, interval: 1ms } # error: must be between 1s and 1h
          minRetryRate: { count: 10, interval: 2h } # error: must be more than 0s and at most 1h
    `,
    yaml`
      apiVersion: gateway.networking.x-k8s.io/v1alpha1
      kind: XBackendTrafficPolicy
      metadata: { name: cart }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }]
        retryConstraint:
          minRetryRate: { count: 10, interval: 0s } # error: must be more than 0s
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.x-k8s.io/v1alpha1
      kind: XBackendTrafficPolicy
      metadata: { name: cart }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }]
        retryConstraint:
          budget: { percent: 20, interval: 10s }
          minRetryRate: { count: 10, interval: 1s }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("gateway-api/XBackendTrafficPolicy"))
      yield* backendTrafficPolicy(placesIn(manifest), manifest.spec);
  },
});
