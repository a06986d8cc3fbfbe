/** What the API server refuses in an HTTPRoute beyond its structure, as a table of checks. */

import { filterCodes, httpFilterCodes } from "../../src/mesh/admission/gateway-api/filters.ts";
import { httpRoute, httpRouteCodes } from "../../src/mesh/admission/gateway-api/http-route.ts";
import { backendCodes, parentCodes } from "../../src/mesh/admission/gateway-api/references.ts";
import { matchCountCodes, ruleNameCodes, sessionCodes } from "../../src/mesh/admission/gateway-api/rules.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An HTTPRoute that the API server refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",
  fix: "Change the marked field as the message says.",
  links: ["https://gateway-api.sigs.k8s.io/api-types/httproute/"],
  codes: {
    ...httpRouteCodes,
    ...filterCodes,
    ...httpFilterCodes,
    ...parentCodes,
    ...backendCodes,
    ...ruleNameCodes,
    ...matchCountCodes,
    ...sessionCodes,
  },
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop }
      spec:
        parentRefs:
          - { name: public, sectionName: http }
          - { name: public } # error: each needs a sectionName or port
          - { name: public, sectionName: http } # error: named twice
        rules:
          - name: cart
            matches:
              - path: { value: cart } # error: must begin with "/"
              - path: { value: /a//b } # error: must not contain "//"
              - path: { type: Exact, value: /a/.. } # error: must not end with "/.."
              - path: { value: "/a b" } # error: percent-encoded
            backendRefs: [{ name: cart }] # error: name one of its ports
            timeouts: { request: 1s, backendRequest: 2s } # error: longer than the whole request
          - name: cart # error: named "cart" already
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: filters }
      spec:
        rules:
          - matches: [{ path: { value: /a } }, { path: { value: /b } }]
            filters:
              - type: RequestRedirect
                requestRedirect: { path: { type: ReplacePrefixMatch, replacePrefixMatch: /c } } # error: exactly one match
              - type: URLRewrite # error: cannot stand beside "RequestRedirect"
                urlRewrite: { path: { type: ReplaceFullPath, replacePrefixMatch: /c } } # error: needs "replaceFullPath" # error: needs the type "ReplacePrefixMatch"
              - type: RequestMirror # error: needs "requestMirror"
                requestHeaderModifier: { remove: [x] } # error: needs the type "RequestHeaderModifier"
              - type: RequestMirror
                requestMirror:
                  backendRef: { name: copy, port: 80 }
                  percent: 10
                  fraction: { numerator: 3, denominator: 2 } # error: only one of # error: greater than the denominator
            backendRefs: [{ name: cart, port: 80 }] # error: sends nothing to backends
          - filters:
              - { type: CORS, cors: { allowOrigins: ["*", "https://shop.example"] } } # error: beside other entries
              - { type: CORS, cors: {} } # error: may stand once
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop }
      spec:
        parentRefs:
          - { name: public, sectionName: http }
          - { name: public, sectionName: https }
          - { name: cart, kind: Service, group: "" }
        rules:
          - matches: [{ path: { type: PathPrefix, value: /cart } }, { path: { type: RegularExpression, value: ".*" } }]
            backendRefs: [{ name: cart, port: 80 }, { name: bucket, group: cloud.example, kind: Bucket }]
            timeouts: { request: 0s, backendRequest: 2s }
          - filters:
              - type: URLRewrite
                urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: / } }
            backendRefs: [{ name: cart, port: 80 }]
          # The rules of the CRD look at a prefix only where one backend alone replaces it.
          - matches: [{ path: { value: /a } }, { path: { value: /b } }]
            backendRefs:
              - name: cart
                port: 80
                filters: [{ type: URLRewrite, urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: / } } }]
              - name: wishes
                port: 80
                filters: [{ type: URLRewrite, urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: / } } }]
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("gateway-api/HTTPRoute")) yield* httpRoute(placesIn(manifest), manifest.spec);
  },
});
