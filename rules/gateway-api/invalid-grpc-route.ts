/** What the API server refuses in a GRPCRoute beyond its structure, as a table of checks. */

import { filterCodes } from "../../src/mesh/admission/gateway-api/filters.ts";
import { grpcRoute, grpcRouteCodes } from "../../src/mesh/admission/gateway-api/grpc-route.ts";
import { backendCodes, parentCodes } from "../../src/mesh/admission/gateway-api/references.ts";
import { matchCountCodes, ruleNameCodes, sessionCodes } from "../../src/mesh/admission/gateway-api/rules.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A GRPCRoute that the API server refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",
  fix: "Change the marked field as the message says.",
  links: ["https://gateway-api.sigs.k8s.io/api-types/grpcroute/"],
  codes: {
    ...grpcRouteCodes,
    ...filterCodes,
    ...parentCodes,
    ...backendCodes,
    ...ruleNameCodes,
    ...matchCountCodes,
    ...sessionCodes,
  },
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: { name: cart }
      spec:
        rules:
          - matches:
              - method: {} # error: needs "service", "method" or both
              - method: { service: shop/Cart, method: "get*" } # error: no gRPC service # error: no gRPC method
            filters:
              - { type: RequestHeaderModifier, requestHeaderModifier: { remove: [x] } }
              - { type: RequestHeaderModifier, requestHeaderModifier: { remove: [z] } } # error: may stand once
              - type: ExtensionRef # error: needs "extensionRef"
            backendRefs: [{ name: cart }] # error: name one of its ports
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: { name: cart }
      spec:
        rules:
          - matches:
              - method: { service: shop.v1.Cart, method: Get }
              - method: { type: RegularExpression, service: "shop.*" }
            backendRefs: [{ name: cart, port: 9000 }]
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("gateway-api/GRPCRoute")) yield* grpcRoute(placesIn(manifest), manifest.spec);
  },
});
