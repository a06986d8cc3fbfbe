/** What Istio's admission webhook refuses (or warns of) in a VirtualService, as a table of checks. */

import { exportToCodes } from "../../src/mesh/admission/istio/blocks.ts";
import { destinationCodes, weightCodes } from "../../src/mesh/admission/istio/destination.ts";
import { httpActionCodes } from "../../src/mesh/admission/istio/http-actions.ts";
import { headerCodes } from "../../src/mesh/admission/istio/http-headers.ts";
import { httpMatchCodes } from "../../src/mesh/admission/istio/http-match.ts";
import { httpRouteCodes } from "../../src/mesh/admission/istio/http-route.ts";
import { l4RouteCodes } from "../../src/mesh/admission/istio/l4-route.ts";
import { virtualService, virtualServiceCodes } from "../../src/mesh/admission/istio/virtual-service.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A VirtualService that Istio's admission webhook refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "On an error the API server refuses the object, or istiod drops it, so the routes of the last good version stay in effect. A warning or an info is let in: its message says what comes of it.",
  fix: "Change the marked field as the message says.",
  links: ["https://istio.io/latest/docs/reference/config/networking/virtual-service/"],
  upstream: ["IST0106"],
  codes: {
    ...virtualServiceCodes,
    ...httpRouteCodes,
    ...httpMatchCodes,
    ...headerCodes,
    ...httpActionCodes,
    ...l4RouteCodes,
    ...destinationCodes,
    ...weightCodes,
    ...exportToCodes,
  },
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: ["*"] # error: not allowed in the mesh
        http:
          - match:
              - headers: { x-user: { regex: "(?=a)" } } # error: lookaround
              - scheme: { prefix: "" } # error: empty prefix
            route: # error: the weights of 2 destinations add up to 0
              - destination: { host: reviews, subset: v_1 } # error: no DNS label
                weight: 0
              - destination: { host: reviews, subset: v2 }
                weight: 0
            retries:
              attempts: 0 # error: perTryTimeout without effect
              perTryTimeout: 2s
            timeout: 0s # error: too short
          - fault: { delay: { fixedDelay: 5 seconds } } # error: no duration # error: needs one of route
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: legacy, namespace: shop }
      spec:
        hosts: [shop.example, "*.example"] # error: overlaps "shop.example"
        gateways: [public/shop/x, mesh, ./b] # error: "public/shop/x" names no gateway # warning: "./b" names no gateway
        tls:
          - match:
              - sniHosts: [other.test] # error: none of the hosts
            route:
              - destination: { host: "" } # error: no domain name
        exportTo: [., shop] # error: exported to twice
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: actions }
      spec:
        hosts: [reviews]
        http:
          - redirect: { redirectCode: 600 } # error: out of range # error: a redirect needs one of
            rewrite: { authority: reviews.test } # error: rewrite cannot stand beside redirect
          - directResponse: { status: 900 } # error: out of range
          - route: [{ destination: { host: reviews }, weight: -1 }] # error: below zero
            retries: { attempts: 3, retryOn: "5xx, reset" } # error: white space
            headers:
              request:
                set: { Host: a.test, x-share: "100%" } # error: holds a "%"
                add: { ":authority": b.test } # error: set to "b.test" here
              response: { remove: [":status"] } # error: cannot be changed
            corsPolicy: { allowMethods: [get], maxAge: 1500ms } # error: unknown method # error: whole number of seconds
            mirror: { host: reviews, port: { number: 70000 } } # error: out of range
            mirrorPercent: 10 # warning: deprecated
            rewrite: {} # error: a rewrite needs one of
            fault: { abort: { percentage: { value: 200 } } } # error: out of range # warning: without a status
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: [reviews, reviews.example, "*.test"]
        gateways: [mesh, public/shop]
        http:
          - match: [{ uri: { prefix: "" } }, { headers: { x-user: { regex: ".*" } } }]
            route:
              - { destination: { host: reviews, subset: v1, port: { number: 80 } }, weight: 90 }
              - { destination: { host: reviews, subset: v2 }, weight: 10 }
            headers: { request: { set: { x-request: "%REQ(x-id)%", x-share: "100%%" } } }
            retries: { attempts: 2, perTryTimeout: 500ms, retryOn: "5xx,reset,503" }
          - redirect: { uri: /new }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/VirtualService")) yield* virtualService(manifest);
  },
});
