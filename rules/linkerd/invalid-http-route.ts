/** What Linkerd's webhook refuses in its own HTTPRoute, as a table of checks. */

import { policyRoute, routeCodes } from "../../src/mesh/admission/linkerd/routes.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An HTTPRoute of policy.linkerd.io that Linkerd refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",
  fix: "Change the marked field as the message says.",
  links: ["https://linkerd.io/2-edge/reference/httproute/"],
  codes: routeCodes,
  bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs:
          - { group: policy.linkerd.io, kind: EgressNetwork, name: web } # error: needs a port
        rules:
          - matches:
              - path: { type: Exact, value: cart } # error: must begin with "/"
              - path: { type: RegularExpression, value: "/(?!admin).*" } # error: no lookaround
            filters:
              - type: RequestRedirect
                requestRedirect:
                  path: { type: ReplaceFullPath, replaceFullPath: cart } # error: must begin with "/"
              - type: RequestHeaderModifier # error: needs "requestHeaderModifier"
            timeouts: { request: 1s, backendRequest: 2s } # error: longer than the whole request
          - timeouts: { request: 0s, backendRequest: 1s } # error: longer than the whole request
          - timeouts: { request: 1d } # error: "1d" is no duration
    `,
  ],
  good: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs: [{ group: policy.linkerd.io, kind: Server, name: web }]
        rules:
          - matches: [{ path: { type: RegularExpression, value: "/users/[^/]+/{2,3}" } }, { path: { value: /cart } }]
            timeouts: { request: 2s, backendRequest: 1s }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("linkerd/HTTPRoute")) yield* policyRoute(placesIn(manifest), manifest.spec);
  },
});
