/** What Linkerd's webhook refuses in an HTTPLocalRateLimitPolicy, as a table of checks. */

import { rateLimitCodes, rateLimitPolicy } from "../../src/mesh/admission/linkerd/rate-limit.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An HTTPLocalRateLimitPolicy that Linkerd refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",
  fix: "Change the marked field as the message says.",
  links: ["https://linkerd.io/2-edge/reference/rate-limiting/"],
  codes: rateLimitCodes,
  bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: HTTPLocalRateLimitPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { kind: Service, name: web } # error: cannot target a Service
        total: { requestsPerSecond: 100 }
        identity: { requestsPerSecond: 0 } # error: 0 requests per second
        overrides:
          - requestsPerSecond: 200 # error: but 100 for all together
            clientRefs: [{ kind: Pod, name: web }] # error: by their ServiceAccount
    `,
  ],
  good: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: HTTPLocalRateLimitPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: web }
        total: { requestsPerSecond: 100 }
        identity: { requestsPerSecond: 20 }
        overrides: [{ requestsPerSecond: 100, clientRefs: [{ kind: ServiceAccount, name: batch }] }]
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("linkerd/HTTPLocalRateLimitPolicy")) {
      yield* rateLimitPolicy(placesIn(manifest), manifest.spec);
    }
  },
});
