"use strict";const yaml=String.raw;module.exports={
"gateway-api/conflicting-addresses":{why: "A load balancer gives an address to one Gateway; the other stays without one and is not programmed (AddressNotUsable). A Hostname is that of a Service which several Gateways may share.",fix: "Give each Gateway an address of its own, or merge their listeners.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspecaddress"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: private, namespace: edge }
      spec:
        gatewayClassName: istio
        addresses: [{ value: 10.0.0.1 }]
        listeners: [{ name: http, port: 80, protocol: HTTP }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        addresses: [{ type: IPAddress, value: 10.0.0.1 }] # warning: Gateway "private" asks for the address "10.0.0.1" too
        listeners: [{ name: http, port: 80, protocol: HTTP }]
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: private, namespace: edge }
      spec:
        gatewayClassName: istio
        addresses: [{ value: 10.0.0.1 }, { type: Hostname, value: ingress.edge.svc.cluster.local }]
        listeners: [{ name: http, port: 80, protocol: HTTP }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        addresses: [{ value: 10.0.0.1 }, { type: Hostname, value: ingress.edge.svc.cluster.local }]
        listeners: [{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: a }] } }]
    `,
  ]},
"gateway-api/conflicting-backend-tls-policies":{why: "Only the older policy takes effect, and of equal age the one whose name comes first: which one that is depends on the order in which they were applied. The other is refused (Conflicted).",fix: "Keep one policy for each target, or give each a `sectionName` of its own.",links: ["https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: first, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }]
        validation: { hostname: cart.example, wellKnownCACertificates: System }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: second, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }] # error: BackendTLSPolicy "first" is for Service "cart" already
        validation: { hostname: other.example, wellKnownCACertificates: System }
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: first, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }]
        validation: { hostname: cart.example, wellKnownCACertificates: System }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: second, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart, sectionName: https }]
        validation: { hostname: other.example, wellKnownCACertificates: System }
    `,
  ]},
"gateway-api/conflicting-listeners":{why: "Listeners on one port need different host names and protocols that fit: HTTP seldom goes with HTTPS or TLS, TCP with none of them. All conflicting listeners of one Gateway are dropped (Conflicted); of a ListenerSet, the later one is.",fix: "Give the listener another port or host name.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/#listener"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        allowedListeners: { namespaces: { from: Same } }
        listeners:
          - { name: http, port: 80, protocol: HTTP, hostname: shop.example }
          - name: https
            port: 80
            protocol: HTTPS # warning: port 80 cannot speak HTTPS: listener "http" speaks HTTP there
            tls: { certificateRefs: [{ name: shop-tls }] }
          - { name: store, port: 6379, protocol: TCP }
          - { name: web, port: 6379, protocol: HTTP } # error: listener "store" speaks TCP there
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: ListenerSet
      metadata: { name: more }
      spec:
        parentRef: { name: public }
        listeners: [{ name: again, port: 80, protocol: HTTP, hostname: shop.example }] # error: same host name as listener "http" of Gateway "public"
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80, protocol: HTTP, hostname: shop.example }
          - { name: all, port: 80, protocol: HTTP }
          - { name: https, port: 443, protocol: HTTPS, hostname: shop.example, tls: { certificateRefs: [{ name: a }] } }
          - { name: tls, port: 443, protocol: TLS, hostname: other.example, tls: { mode: Passthrough } }
          - { name: dns, port: 53, protocol: UDP }
          - { name: dns-tcp, port: 53, protocol: TCP }
    `,
  ]},
"gateway-api/conflicting-routes":{why: "Of routes with equal matches for a host name only the older one gets the requests, and of equal age the one whose name comes first: which one that is depends on the order in which they were applied.",fix: "Merge the routes, or make one of the matches more specific. To split traffic, use the weights of one rule.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        hostnames: [shop.example]
        rules: [{ matches: [{ path: { value: /cart } }], backendRefs: [{ name: cart, port: 80 }] }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart-v2, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        hostnames: [shop.example, other.example]
        rules:
          - matches:
              - path: { value: /cart/ } # warning: HTTPRoute "cart" takes the same requests of "shop.example"
              - path: { value: /new }
            backendRefs: [{ name: cart-v2, port: 80 }]
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec: { gatewayClassName: istio, listeners: [{ name: store, port: 6379, protocol: TCP }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: TCPRoute
      metadata: { name: store, namespace: shop }
      spec: { parentRefs: [{ name: public }], rules: [{ backendRefs: [{ name: store, port: 6379 }] }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: TCPRoute
      metadata: { name: store-v2, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        rules:
          - backendRefs: [{ name: store-v2, port: 6379 }] # warning: TCPRoute "store" takes the same connections
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        hostnames: [shop.example]
        rules: [{ matches: [{ path: { value: /cart } }], backendRefs: [{ name: cart, port: 80 }] }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart-v2, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        hostnames: [shop.example]
        rules:
          - matches: [{ path: { value: /cart }, headers: [{ name: canary, value: "true" }] }]
            backendRefs: [{ name: cart-v2, port: 80 }]
          - matches: [{ path: { type: Exact, value: /cart } }]
            backendRefs: [{ name: cart-v2, port: 80 }]
    `,
  ]},
"gateway-api/duplicate-listener":{why: "Gateways with addresses of their own may well listen alike. But where a controller merges Gateways, or DNS leads to one of them only, the listener of the other gets no traffic.",fix: "Give one of the listeners another host name, or keep one Gateway and attach all routes to it.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: first, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners: [{ name: http, port: 80, protocol: HTTP, hostname: shop.example }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: second, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners: [{ name: web, port: 80, protocol: HTTP, hostname: shop.example }] # info: Gateway "first" has the same listener
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: first, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners: [{ name: http, port: 80, protocol: HTTP, hostname: shop.example }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: second, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners: [{ name: web, port: 80, protocol: HTTP, hostname: other.example }]
    `,
  ]},
"gateway-api/experimental-field":{why: "Most clusters have the CRDs of the standard channel. Their API server drops the field without an error, or refuses it where fields are checked strictly.",fix: "Install the experimental CRDs, or do without the field.",links: ["https://gateway-api.sigs.k8s.io/concepts/versioning/#release-channels"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        rules:
          - backendRefs: [{ name: cart, port: 80 }]
            retry: { attempts: 3 } # info: "retry" is a field of the experimental channel
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        rules:
          - backendRefs: [{ name: cart, port: 80 }]
            timeouts: { request: 10s }
    `,
  ]},
"gateway-api/ineffective-hostname":{why: "A route is served only under host names that one of its listeners has too; others are left out without a word. For a Service as parent Gateway API gives host names no meaning, and Istio reads none.",fix: "Correct the host name, add a listener for it, or remove it.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        gatewayClassName: istio
        listeners: [{ name: http, port: 80, protocol: HTTP, hostname: "*.shop.example" }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        hostnames:
          - www.shop.example
          - shop.example # warning: no listener of the parents serves "shop.example"
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs: [{ group: "", kind: Service, name: cart }]
        hostnames: [cart] # warning: host names mean nothing for a Service as parent
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: shop }
      spec: { mtls: { mode: STRICT } }
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80, protocol: HTTP, hostname: "*.shop.example" }
          - { name: apex, port: 80, protocol: HTTP, hostname: shop.example }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        hostnames: [www.shop.example, shop.example, "*.example"]
    `,
  ]},
"gateway-api/invalid-backend":{why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",fix: "Change the marked field as the message says.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/"],bad: [
    yaml`
      apiVersion: gateway.networking.x-k8s.io/v1alpha1
      kind: XBackend
      metadata: { name: bank }
      spec:
        type: ExternalHostname # error: needs "externalHostname"
        port: { number: 443 }
        protocol: HTTP2 # error: HTTP2 needs "tls"
        endpointSelector: { matchLabels: { app: bank } } # error: needs the type "EndpointSelector"
    `,
    yaml`
      apiVersion: gateway.networking.x-k8s.io/v1alpha1
      kind: XBackend
      metadata: { name: cart }
      spec:
        type: ExternalHostname
        externalHostname: { hostname: cart.shop.svc.cluster.local } # error: lies in the cluster
        port: { number: 443 }
        tls:
          mode: ClientAndServer # error: needs "clientCertificateRef"
          validation: { hostname: cart.example } # error: set one of
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.x-k8s.io/v1alpha1
      kind: XBackend
      metadata: { name: bank }
      spec:
        type: ExternalHostname
        externalHostname: { hostname: api.bank.example }
        port: { number: 443 }
        tls: { mode: ServerOnly, validation: { hostname: api.bank.example, wellKnownCACertificates: System } }
    `,
  ]},
"gateway-api/invalid-backend-tls-policy":{why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",fix: "Change the marked field as the message says.",links: ["https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: cart }
      spec:
        targetRefs:
          - { group: "", kind: Service, name: cart }
          - { group: "", kind: Service, name: cart, sectionName: https } # error: each needs a sectionName
        validation:
          hostname: cart.example
          caCertificateRefs: [{ group: "", kind: ConfigMap, name: ca }]
          wellKnownCACertificates: System # error: only one of
          subjectAltNames:
            - { type: URI, hostname: cart.example } # error: needs "uri" # error: needs the type "Hostname"
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: cart }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }]
        validation: { hostname: cart.example } # error: set one of
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: cart }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }]
        validation:
          hostname: cart.example
          wellKnownCACertificates: System
          subjectAltNames: [{ type: URI, uri: "spiffe://cluster.local/ns/shop/sa/cart" }]
    `,
  ]},
"gateway-api/invalid-backend-traffic-policy":{why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",fix: "Change the marked field as the message says.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/"],bad: [
    yaml`
      apiVersion: gateway.networking.x-k8s.io/v1alpha1
      kind: XBackendTrafficPolicy
      metadata: { name: cart }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }]
        retryConstraint:
          budget: { percent: 20, interval: 1ms } # error: must be between 1s and 1h
          minRetryRate: { count: 10, interval: 2h } # error: must be at most 1h
    `,
  ],good: [
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
  ]},
"gateway-api/invalid-gateway":{why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",fix: "Change the marked field as the message says.",links: ["https://gateway-api.sigs.k8s.io/api-types/gateway/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        infrastructure:
          labels: { "Shop/-team": a } # error: is no key
        listeners:
          - name: http
            port: 80
            protocol: HTTP
            tls: { options: { a.example/b: c } } # error: has no "tls"
          - { name: https, port: 443, protocol: HTTPS, tls: { mode: Passthrough } } # error: use Terminate
          - { name: passthrough, port: 8443, protocol: TLS } # error: needs "tls" with a mode
          - { name: store, port: 6379, protocol: TCP, hostname: store.example } # error: has no hostname
          - { name: again, port: 80, protocol: HTTP } # error: another listener has port 80
        addresses:
          - { type: IPAddress, value: 10.0.0.1 }
          - { value: 10.0.0.1 } # error: requested twice
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: closed }
      spec:
        gatewayClassName: istio
        listeners:
          - name: https
            port: 443
            protocol: HTTPS
            tls: { mode: Terminate } # error: without "certificateRefs"
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80, protocol: HTTP, hostname: shop.example }
          - { name: other, port: 80, protocol: HTTP, hostname: "*.shop.example" }
          - { name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: shop-tls }] } }
          - { name: passthrough, port: 8443, protocol: TLS, tls: { mode: Passthrough } }
    `,
  ]},
"gateway-api/invalid-grpc-route":{why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",fix: "Change the marked field as the message says.",links: ["https://gateway-api.sigs.k8s.io/api-types/grpcroute/"],bad: [
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
  ],good: [
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
  ]},
"gateway-api/invalid-http-route":{why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",fix: "Change the marked field as the message says.",links: ["https://gateway-api.sigs.k8s.io/api-types/httproute/"],bad: [
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
  ],good: [
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
    `,
  ]},
"gateway-api/invalid-listener-set":{why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",fix: "Change the marked field as the message says.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ListenerSet
      metadata: { name: shop }
      spec:
        parentRef: { name: public }
        listeners:
          - { name: passthrough, port: 8443, protocol: TLS } # error: needs "tls" with a mode
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ListenerSet
      metadata: { name: shop }
      spec:
        parentRef: { name: public }
        listeners:
          - { name: http, port: 8080, protocol: HTTP }
    `,
  ]},
"gateway-api/invalid-tcp-route":{why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",fix: "Change the marked field as the message says.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: TCPRoute
      metadata: { name: store }
      spec:
        parentRefs: [{ name: public }, { name: public }] # error: named twice
        rules:
          - backendRefs: [{ name: store }] # error: name one of its ports
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: TCPRoute
      metadata: { name: store }
      spec:
        parentRefs: [{ name: public, sectionName: store }, { name: internal }]
        rules:
          - backendRefs: [{ name: store, port: 6379 }]
    `,
  ]},
"gateway-api/invalid-tls-route":{why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",fix: "Change the marked field as the message says.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: TLSRoute
      metadata: { name: store }
      spec:
        hostnames: [10.0.0.1] # error: is an IP address
        rules:
          - backendRefs: [{ name: store }] # error: name one of its ports
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: TLSRoute
      metadata: { name: store }
      spec:
        hostnames: [store.example, "*.store.example"]
        rules:
          - backendRefs: [{ name: store, port: 443 }]
    `,
  ]},
"gateway-api/invalid-udp-route":{why: "The CRD carries these demands as validation rules, so the API server refuses the object and the last good version stays in effect.",fix: "Change the marked field as the message says.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: UDPRoute
      metadata: { name: store }
      spec:
        parentRefs: [{ name: public }, { name: public }] # error: named twice
        rules:
          - backendRefs: [{ name: store }] # error: name one of its ports
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: UDPRoute
      metadata: { name: store }
      spec:
        parentRefs: [{ name: public, sectionName: store }, { name: internal }]
        rules:
          - backendRefs: [{ name: store, port: 6379 }]
    `,
  ]},
"gateway-api/mismatched-reference":{why: "A backend is a Service (or a kind that its controller brings), a certificate with its key a Secret with `tls.crt` and `tls.key`, certificates of authorities a ConfigMap with `ca.crt`. Anything else is refused when the reference is resolved (InvalidKind, InvalidCertificateRef).",fix: "Name an object of the right kind that holds the named keys.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/#secretobjectreference"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs:
          - { group: core, kind: Service, name: cart } # error: a Service has the group "", not "core"
          - { kind: Service, name: bank } # error: a Service has the group ""
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: private, namespace: edge }
      spec:
        gatewayClassName: istio
        infrastructure:
          parametersRef: { group: cloud.example, kind: Parameters, name: options } # error: Istio takes parameters from a ConfigMap only
        listeners: [{ name: http, port: 80, protocol: HTTP }]
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: shop }
      spec: { mtls: { mode: STRICT } }
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - backendRefs:
              - { kind: ConfigMap, name: cart, port: 80 } # error: a ConfigMap is no backend
              - { name: cart.shop.svc.cluster.local, port: 80 } # error: is no name of a Service
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        gatewayClassName: istio
        listeners:
          - name: https
            port: 443
            protocol: HTTPS
            tls: { certificateRefs: [{ kind: ConfigMap, name: a }, { name: empty }] } # error: stands in a Secret # error: Secret "empty" has no "tls.key"
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: empty, namespace: shop }
      stringData: { tls.crt: "-----BEGIN CERTIFICATE-----" }
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }]
        validation:
          hostname: cart.example
          caCertificateRefs:
            - { group: "", kind: Service, name: cart } # error: stand in a ConfigMap, not in a Service
            - { group: "", kind: ConfigMap, name: authorities } # error: ConfigMap "authorities" has no "ca.crt"
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: authorities, namespace: shop }
      data: { tls.crt: "-----BEGIN CERTIFICATE-----" }
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        gatewayClassName: istio
        listeners: [{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: full }, { name: sealed }] } }]
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: full, namespace: shop }
      type: kubernetes.io/tls
      data: { tls.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t, tls.key: "ENC[AES256_GCM,data:x]" }
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: sealed, namespace: shop, annotations: { replicator.v1.mittwald.de/replicate-from: edge/full } }
      data: {}
    `,
  ]},
"gateway-api/mismatched-route-kinds":{why: "A listener of HTTP or HTTPS takes HTTPRoutes and GRPCRoutes, one of TLS takes TLSRoutes, one of TCP takes TCPRoutes. A kind that does not fit is left out (InvalidRouteKinds), and routes of that kind stay without a listener.",fix: "Allow kinds that fit the protocol, or leave `kinds` away to allow all that fit.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/#allowedroutes"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        listeners:
          - name: tls
            port: 443
            protocol: TLS
            tls: { mode: Passthrough }
            allowedRoutes:
              kinds:
                - kind: TLSRoute
                - kind: HTTPRoute # error: an HTTPRoute does not fit the protocol TLS: use TLSRoute or TCPRoute
                - kind: Ingress # error: "Ingress" is no kind of route
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80, protocol: HTTP, allowedRoutes: { kinds: [{ kind: HTTPRoute }, { kind: GRPCRoute }] } }
          - { name: own, port: 81, protocol: HTTP, allowedRoutes: { kinds: [{ group: cloud.example, kind: Route }] } }
    `,
  ]},
"gateway-api/missing-backend":{why: "Requests that match a rule without a backend are answered with 500, and so are those whose backends all have the weight 0; connections of other protocols are closed.",fix: "Name a backend with a weight above 0, add a redirect, or remove the rule.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        rules:
          - backendRefs: [{ name: cart, port: 80, weight: 0 }, { name: cart-v2, port: 80, weight: 0 }] # warning: all backends have the weight 0
          - matches: [{ path: { value: /empty } }] # warning: no backend and no redirect
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        rules:
          - backendRefs: [{ name: cart, port: 80, weight: 0 }, { name: cart-v2, port: 80 }]
          - filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: mesh, namespace: shop }
      spec:
        parentRefs: [{ group: "", kind: Service, name: cart }]
        rules: [{ matches: [{ path: { value: /cart } }] }]
    `,
  ]},
"gateway-api/missing-catch-all":{why: "As soon as one route is attached to a Service, its clients in the mesh get 404 for every request that no route matches: the way straight to the Service is gone.",fix: "Add a rule without matches that sends to the Service.",links: ["https://gateway-api.sigs.k8s.io/mesh/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs:
          - { group: "", kind: Service, name: cart } # warning: requests for "cart" that no route matches get 404
        rules:
          - matches: [{ path: { value: /v2 } }]
            backendRefs: [{ name: cart-v2, port: 80 }]
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        parentRefs: [{ group: "", kind: Service, name: cart }]
        rules:
          - matches: [{ path: { value: /v2 } }]
            backendRefs: [{ name: cart-v2, port: 80 }]
          - backendRefs: [{ name: cart, port: 80 }]
    `,
  ]},
"gateway-api/missing-listener-tls":{why: "The API server takes an HTTPS listener without `tls`, but Istio has no certificate to answer with, so the listener is not opened. Clouds that keep certificates elsewhere are left out.",fix: "Name the Secret with the certificate in `tls.certificateRefs`.",links: ["https://gateway-api.sigs.k8s.io/guides/tls/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        listeners:
          - name: https
            port: 443
            protocol: HTTPS # error: an HTTPS listener needs "tls" with a certificate
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80, protocol: HTTP }
          - { name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: shop-tls }] } }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: cloud, annotations: { networking.gke.io/certmap: shop } }
      spec:
        gatewayClassName: gke-l7-global-external-managed
        listeners: [{ name: https, port: 443, protocol: HTTPS }]
    `,
  ]},
"gateway-api/missing-reference-grant":{why: "A Service, Secret or ConfigMap of another namespace may be used only with a ReferenceGrant in that namespace (RefNotPermitted): without it requests are answered with 500, and listeners without their certificate are not opened.",fix: "Add a ReferenceGrant to the namespace of the target, whose `from` has the group, kind and namespace of this object and whose `to` has those of the target.",links: ["https://gateway-api.sigs.k8s.io/api-types/referencegrant/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules: [{ backendRefs: [{ name: bank, namespace: bank, port: 80 }] }] # error: no ReferenceGrant in "bank" lets HTTPRoutes of "shop" use Service "bank"
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: bank, namespace: bank }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: { name: for-grpc, namespace: bank }
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: GRPCRoute, namespace: shop }]
        to: [{ group: "", kind: Service }]
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners:
          - name: https
            port: 443
            protocol: HTTPS
            tls: { certificateRefs: [{ name: shop-tls, namespace: shop }] } # error: lets Gateways of "edge" use Secret "shop-tls"
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules: [{ backendRefs: [{ name: bank, namespace: bank, port: 80 }, { name: cart, namespace: shop, port: 80 }] }]
      ---
      apiVersion: gateway.networking.k8s.io/v1beta1
      kind: ReferenceGrant
      metadata: { name: for-shop, namespace: bank }
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }]
        to: [{ group: "", kind: Service, name: bank }]
    `,
  ]},
"gateway-api/orphaned-listener-set":{why: "A Gateway takes ListenerSets only from the namespaces that its `allowedListeners` names, by default from none. One that it does not take is refused with all its routes (NotAllowed).",fix: "Set `allowedListeners.namespaces.from` of the Gateway to Same, Selector or All.",links: ["https://gateway-api.sigs.k8s.io/api-types/listenerset/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: ListenerSet
      metadata: { name: more, namespace: edge }
      spec:
        parentRef: { name: public } # error: Gateway "public" takes no ListenerSet of namespace "edge"
        listeners: [{ name: other, port: 8080, protocol: HTTP }]
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        allowedListeners: { namespaces: { from: Same } }
        listeners: [{ name: http, port: 80, protocol: HTTP }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: ListenerSet
      metadata: { name: more, namespace: edge }
      spec: { parentRef: { name: public }, listeners: [{ name: other, port: 8080, protocol: HTTP }] }
    `,
  ]},
"gateway-api/orphaned-route":{why: "A listener takes only routes of allowed namespaces (by default its own), of kinds that fit its protocol, and with a host name that it serves. A route that none takes has no effect (NotAllowedByListeners, NoMatchingListenerHostname).",fix: "Open a listener with `allowedRoutes`, attach the route to another parent, or correct the host names.",links: [
    "https://gateway-api.sigs.k8s.io/concepts/api-overview/#attaching-routes-to-gateways",
    "https://gateway-api.sigs.k8s.io/guides/multiple-ns/",
  ],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80, protocol: HTTP, hostname: "*.shop.example" }
          - name: marked
            port: 8080
            protocol: HTTP
            allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { public: "true" } } } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { public: "false" } }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: far, namespace: shop }
      spec: { parentRefs: [{ name: public, namespace: edge }] } # error: no listener of Gateway "public" allows routes of namespace "shop"
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: near, namespace: edge }
      spec:
        hostnames: [shop.example]
        parentRefs:
          - { name: public, sectionName: http } # error: serves a host name of "shop.example": they serve "*.shop.example"
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80, protocol: HTTP, allowedRoutes: { kinds: [{ kind: HTTPRoute }] } }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: TLSRoute
      metadata: { name: tls, namespace: edge }
      spec:
        parentRefs: [{ name: public }] # error: no listener of Gateway "public" takes a TLSRoute (its protocol is HTTP)
        hostnames: [shop.example]
        rules: [{ backendRefs: [{ name: cart, port: 443 }] }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: { name: grpc, namespace: edge }
      spec: { parentRefs: [{ name: public }] } # error: no listener of Gateway "public" allows the kind GRPCRoute
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners:
          - name: http
            port: 80
            protocol: HTTP
            hostname: "*.shop.example"
            allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { public: "true" } } } }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs: [{ name: public, namespace: edge }]
        hostnames: [other.example, a.b.shop.example]
    `,
  ]},
"gateway-api/overly-broad-listener":{why: "Whoever may write a route in any namespace can serve any host name through this Gateway, and so take over traffic that is meant for others.",fix: "Give the listener a `hostname`, or take routes of selected namespaces only: `allowedRoutes.namespaces.from: Selector`.",links: ["https://gateway-api.sigs.k8s.io/concepts/security-model/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners:
          - name: http
            port: 80
            protocol: HTTP
            allowedRoutes: { namespaces: { from: All } } # warning: routes of every namespace may serve any host name
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: own, port: 80, protocol: HTTP }
          - { name: all, port: 81, protocol: HTTP, hostname: "*.shop.example", allowedRoutes: { namespaces: { from: All } } }
    `,
  ]},
"gateway-api/overly-broad-reference-grant":{why: "Whoever may write a Gateway in the other namespace may serve with every certificate and key of this one, those that will be added later included.",fix: "Name the Secret: set `to.name`.",links: ["https://gateway-api.sigs.k8s.io/api-types/referencegrant/#api-design-decisions"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: { name: for-edge, namespace: shop }
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: Gateway, namespace: edge }]
        to:
          - { group: "", kind: Secret } # warning: all Secrets of namespace "shop": name the one that is needed
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: { name: for-edge, namespace: shop }
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: Gateway, namespace: edge }]
        to: [{ group: "", kind: Secret, name: shop-tls }, { group: "", kind: Service }]
    `,
  ]},
"gateway-api/permissive-client-validation":{why: "With AllowInsecureFallback a connection is accepted even when the client's certificate is missing or fails its check, so that mutual TLS proves nothing unless the backend checks again.",fix: "Use the mode AllowValidOnly, which is the default.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/#frontendvalidationmodetype"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        tls:
          frontend:
            default:
              validation:
                mode: AllowInsecureFallback # warning: clients without a valid certificate are let in
                caCertificateRefs: [{ group: "", kind: ConfigMap, name: clients }]
        listeners: [{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: shop-tls }] } }]
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        tls:
          frontend:
            default: { validation: { caCertificateRefs: [{ group: "", kind: ConfigMap, name: clients }] } }
        listeners: [{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: shop-tls }] } }]
    `,
  ]},
"gateway-api/shadowed-match":{why: "Of equal matches in one route the first rule gets all requests; the later one gets none. A rule without matches takes everything, as does the prefix `/`.",fix: "Remove the later match, make it more specific, or put the backends into one rule with weights.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        rules:
          - matches: [{ path: { value: /cart }, headers: [{ name: Canary, value: "1" }] }]
            backendRefs: [{ name: cart, port: 80 }]
          - matches:
              - headers: [{ name: canary, value: "1" }] # warning: an earlier rule of this route takes the same requests
                path: { value: /cart/ }
              - path: { value: / }
            backendRefs: [{ name: cart-v2, port: 80 }]
          - backendRefs: [{ name: cart-v3, port: 80 }] # warning: an earlier rule
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart, namespace: shop }
      spec:
        rules:
          - matches: [{ path: { value: /cart } }, { path: { type: Exact, value: /cart } }]
            backendRefs: [{ name: cart, port: 80 }]
          - matches: [{ path: { value: /cart }, method: POST }]
            backendRefs: [{ name: cart-v2, port: 80 }]
          - backendRefs: [{ name: cart-v3, port: 80 }]
    `,
  ]},
"gateway-api/unknown-address-type":{why: "Istio knows addresses of the types IPAddress and Hostname. A Gateway that asks for another is not accepted (UnsupportedAddress).",fix: "Ask for an IPAddress or a Hostname.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspecaddress"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        addresses: [{ type: cloud.example/named, value: front }] # error: unknown type of address "cloud.example/named"
        listeners: [{ name: http, port: 80, protocol: HTTP }]
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        addresses: [{ value: 10.0.0.1 }, { type: Hostname, value: ingress.istio-gateways.svc.cluster.local }]
        listeners: [{ name: http, port: 80, protocol: HTTP }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: cloud }
      spec:
        gatewayClassName: gke-l7-global-external-managed
        addresses: [{ type: NamedAddress, value: front }]
        listeners: [{ name: http, port: 80, protocol: HTTP }]
    `,
  ]},
"gateway-api/unknown-backend":{why: "The share of requests that would go to the backend is answered with 500, and connections of TCP and TLS routes are closed (BackendNotFound).",fix: "Correct the name, or add the namespace of the backend together with a ReferenceGrant there.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/#backendobjectreference"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - backendRefs:
              - { name: crat, port: 80 } # error: unknown Service "crat" in namespace "shop"
              - { name: bank, port: 80, weight: 0 } # warning: there is one in "bank"
            filters:
              - type: RequestMirror
                requestMirror: { backendRef: { name: copy, port: 80 } } # error: unknown Service "copy"
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: TCPRoute
      metadata: { name: store, namespace: shop }
      spec:
        rules: [{ backendRefs: [{ group: cloud.example, kind: Bucket, name: store }] }] # error: unknown Bucket "store"
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: bank, namespace: bank }
      spec: { ports: [{ port: 80 }] }
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - backendRefs: [{ name: cart, port: 80 }, { name: $(BACKEND), port: 80 }]
          - backendRefs: [{ group: networking.istio.io, kind: Hostname, name: api.bank.example, port: 443 }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
    `,
  ]},
"gateway-api/unknown-certificate":{why: "A listener without its certificate is not opened (InvalidCertificateRef), and a BackendTLSPolicy without its authorities makes all requests to the backend fail.",fix: "Correct the name, or add the Secret or ConfigMap (or the Certificate, ExternalSecret or SealedSecret that makes it).",links: ["https://gateway-api.sigs.k8s.io/guides/tls/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners:
          - name: https
            port: 443
            protocol: HTTPS
            tls: { certificateRefs: [{ name: shop-cert }] } # error: unknown Secret "shop-cert" in namespace "edge"; there is one in "shop"
      ---
      apiVersion: cert-manager.io/v1
      kind: Certificate
      metadata: { name: shop, namespace: shop }
      spec: { secretName: shop-cert, dnsNames: [shop.example] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }]
        validation:
          hostname: cart.example
          caCertificateRefs: [{ group: "", kind: ConfigMap, name: authorities }] # error: unknown ConfigMap "authorities"
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: shop-cert }] } }
      ---
      apiVersion: cert-manager.io/v1
      kind: Certificate
      metadata: { name: shop, namespace: edge }
      spec: { secretName: shop-cert, dnsNames: [shop.example] }
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge, annotations: { cert-manager.io/cluster-issuer: acme } }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: made-by-cert-manager }] } }
    `,
  ]},
"gateway-api/unknown-gateway-class":{why: "The class says which controller builds the Gateway. Without it nothing listens, and no status says why. Classes that controllers bring with them, such as Istio's, are known.",fix: "Name an existing GatewayClass, or add the class to these files.",links: ["https://gateway-api.sigs.k8s.io/api-types/gatewayclass/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: itsio # error: unknown GatewayClass "itsio": known are "envoy"
        listeners: [{ name: http, port: 80, protocol: HTTP }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: { name: envoy }
      spec: { controllerName: gateway.envoyproxy.io/gatewayclass-controller }
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec: { gatewayClassName: envoy, listeners: [{ name: http, port: 80, protocol: HTTP }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: waypoint }
      spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: { name: envoy }
      spec: { controllerName: gateway.envoyproxy.io/gatewayclass-controller }
    `,
  ]},
"gateway-api/unknown-grant-namespace":{why: "The grant permits nothing, so the reference for which it was written is refused.",fix: "Correct the namespace: `from.namespace` is that of the route or Gateway that refers to the target.",links: ["https://gateway-api.sigs.k8s.io/api-types/referencegrant/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: { name: for-shop, namespace: bank }
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shpo }] # error: unknown namespace "shpo"
        to: [{ group: "", kind: Service }]
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: { name: for-shop, namespace: bank }
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }]
        to: [{ group: "", kind: Service }]
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
    `,
  ]},
"gateway-api/unknown-parameters":{why: "The controller refuses the class or Gateway (InvalidParameters), so nothing is built from it.",fix: "Name an existing object of a kind that the controller takes.",links: ["https://gateway-api.sigs.k8s.io/api-types/gatewayclass/#gatewayclass-parameters"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        infrastructure:
          parametersRef: { group: "", kind: ConfigMap, name: option } # error: unknown ConfigMap "option" in namespace "edge"
        listeners: [{ name: http, port: 80, protocol: HTTP }]
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        infrastructure:
          parametersRef: { group: "", kind: ConfigMap, name: options }
        listeners: [{ name: http, port: 80, protocol: HTTP }]
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: options, namespace: edge }
      data: { deployment: "{}" }
    `,
  ]},
"gateway-api/unknown-parent":{why: "No controller takes up a route whose parent is missing, and none writes a status: its traffic is answered with 404. A parent without a namespace is one of the route's own namespace.",fix: 'Correct the name, or add the namespace of the parent. A Service as parent needs `group: ""`.',links: ["https://gateway-api.sigs.k8s.io/api-types/httproute/#attaching-to-gateways"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs:
          - name: public # error: unknown Gateway "public" in namespace "shop"; there is one in "edge"
          - { group: "", kind: Service, name: crat } # error: unknown Service "crat"
        rules: [{ backendRefs: [{ name: cart, port: 80 }] }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: shop }
      spec: { mtls: { mode: STRICT } }
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ListenerSet
      metadata: { name: more, namespace: shop }
      spec:
        parentRef: { name: public } # error: unknown Gateway "public"
        listeners: [{ name: http, port: 80, protocol: HTTP }]
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs: [{ name: public, namespace: edge }, { group: "", kind: Service, name: cart }]
        rules: [{ backendRefs: [{ name: cart, port: 80 }] }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        listeners: [{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
    `,
  ]},
"gateway-api/unknown-policy-target":{why: "The policy has no effect (TargetNotFound): traffic to the Service that was meant goes out without TLS. A target is always of the policy's own namespace.",fix: "Correct the name, or move the policy to the namespace of the Service.",links: ["https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/#targeting-backends"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: crat }] # error: unknown Service "crat" in namespace "shop"
        validation: { hostname: cart.example, wellKnownCACertificates: System }
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }]
        validation: { hostname: cart.example, wellKnownCACertificates: System }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 443 }] }
    `,
  ]},
"gateway-api/unknown-port":{why: "A backend's port is that of the Service, not the target port of its pods. Requests to a port that is not there fail with 500 or 503, and no status of the route says so.",fix: "Name one of the ports of the Service.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/#backendobjectreference"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - backendRefs:
              - name: cart
                port: 8080 # error: Service "cart" has no port 8080: 8080 is the target port of 80
              - name: cart
                port: 81 # error: Service "cart" has no port 81: it has 80
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80, targetPort: 8080 }] }
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - backendRefs: [{ name: cart, port: 80 }, { name: outside, port: 443 }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80, targetPort: 8080 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: outside, namespace: shop }
      spec: { type: ExternalName, externalName: api.bank.example }
    `,
  ]},
"gateway-api/unknown-protocol":{why: "The listener is not opened (UnsupportedProtocol). Protocols are written in capitals; those of an implementation carry its domain, such as `example.com/proto`.",fix: "Write one of the protocols that Gateway API defines.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/#protocoltype"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        listeners:
          - name: http
            port: 80
            protocol: http # error: unknown protocol "http": write it as HTTP
          - name: grpc
            port: 81
            protocol: GRPC # error: unknown protocol "GRPC": use one of HTTP, HTTPS, TLS, TCP or UDP
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: waypoint }
      spec:
        gatewayClassName: istio-waypoint
        listeners:
          - { name: mesh, port: 15008, protocol: HBONE }
          - { name: own, port: 15009, protocol: cloud.example/quic }
    `,
  ]},
"gateway-api/unknown-section":{why: "A route takes effect only where one listener has both the section name and the port that its parent reference names (NoMatchingParent), and a policy only on a port of that name. Listeners of a ListenerSet are not found through its Gateway.",fix: "Name one of the listeners of the parent (or ports of the Service), or leave the section name away to mean all of them.",links: ["https://gateway-api.sigs.k8s.io/reference/spec/#parentreference"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80, protocol: HTTP }
          - { name: other, port: 8080, protocol: HTTP }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs:
          - { name: public, sectionName: https } # error: no listener of Gateway "public" has the name "https": it has "http" (80) and "other" (8080)
          - { name: public, sectionName: http, port: 8080 } # error: has the name "http" and port 8080
          - { name: public, port: 81 } # error: has port 81
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs: [{ group: "", kind: Service, name: cart, port: 8080 }] # error: no port of Service "cart" has port 8080: it has 80
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ name: https, port: 80, targetPort: 8080 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart, sectionName: tls }] # error: no port of Service "cart" is named "tls": its ports are "https"
        validation: { hostname: cart.example, wellKnownCACertificates: System }
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: shop }
      spec: { mtls: { mode: STRICT } }
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        parentRefs:
          - { name: public, sectionName: http, port: 80 }
          - { group: "", kind: Service, name: cart, port: 80 }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80, targetPort: 8080 }] }
    `,
  ]},
"gateway-api/unused-reference-grant":{why: "A grant that nothing uses is either left over, which keeps a door open, or has a wrong group, kind, name or namespace, so that the reference which was meant is refused.",fix: "Remove the grant, or correct its `from` and `to`. The grant stands in the namespace of the target.",links: ["https://gateway-api.sigs.k8s.io/api-types/referencegrant/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: { name: for-shop, namespace: bank } # warning: no HTTPRoute of "shop" refers to what this grant permits
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }]
        to: [{ group: "", kind: Service, name: bnak }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec: { rules: [{ backendRefs: [{ name: cart, port: 80 }] }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: { name: for-shop, namespace: bank }
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }]
        to: [{ group: "", kind: Service }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec: { rules: [{ backendRefs: [{ name: bank, namespace: bank, port: 80 }] }] }
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: { name: for-others, namespace: bank }
      spec:
        from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: elsewhere }]
        to: [{ group: "", kind: Service }]
    `,
  ]},
"gitops/invalid-cycle":{why: "Kustomize refuses to build a kustomization that leads back to itself, so nothing of it is deployed.",fix: "Move what both need into a base of its own that names neither.",links: ["https://kubectl.docs.kubernetes.io/references/kustomize/glossary/#base"],bad: [
    yaml`
      # file: a/kustomization.yaml
      kind: Kustomization
      apiVersion: kustomize.config.k8s.io/v1beta1
      resources:
        - ../b
      # file: b/kustomization.yaml
      kind: Kustomization
      apiVersion: kustomize.config.k8s.io/v1beta1
      resources:
        - ../a # error: "../a" leads back to this kustomization
    `,
  ],good: [
    yaml`
      # file: a/kustomization.yaml
      kind: Kustomization
      apiVersion: kustomize.config.k8s.io/v1beta1
      resources:
        - ../b
      # file: b/kustomization.yaml
      kind: Kustomization
      apiVersion: kustomize.config.k8s.io/v1beta1
      resources: []
    `,
  ]},
"gitops/invalid-patch":{why: "Kustomize stops at an operation on a path that is not there, so nothing of this kustomization is deployed.",fix: 'Correct the path, or use "add" where the value may be absent.',links: ["https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/"],bad: [
    yaml`
      # file: kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - cart.yaml
      patches:
        - path: patch.yaml
          target:
            kind: Service
      # file: cart.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
      # file: patch.yaml
      - op: remove
        path: /spec/selector # error: nothing is at "/spec/selector"
    `,
  ],good: [
    yaml`
      # file: kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - cart.yaml
      patches:
        - path: patch.yaml
          target:
            kind: Service
      # file: cart.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
      # file: patch.yaml
      - op: add
        path: /metadata/labels
        value:
          app: cart
    `,
  ]},
"gitops/missing-api-version":{why: "Without apiVersion nobody can tell what the object is: kubectl, Flux and Argo CD refuse the whole file.",fix: "Add the apiVersion of the kind.",links: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/#required-fields"],bad: [
    yaml`
      kind: Service
      metadata: # error: Service without "apiVersion"
        name: cart
      spec:
        ports:
          - port: 80
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
      spec:
        ports:
          - port: 80
    `,
    yaml`
      kind: some-chart-value
      metadata:
        name: cart
    `,
  ]},
"gitops/missing-kind":{why: "Without kind nobody can tell what the object is: kubectl, Flux and Argo CD refuse the whole file.",fix: "Add the kind.",links: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/#required-fields"],bad: [
    yaml`
      apiVersion: v1
      metadata: # error: object of "v1" without "kind"
        name: cart
      spec:
        ports:
          - port: 80
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
      spec:
        ports:
          - port: 80
    `,
  ]},
"gitops/unknown-patch-target":{why: "Kustomize refuses to build a kustomization with a patch for an object that is not there.",fix: "Correct kind and name of the patch, or add the object to the resources.",links: ["https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/"],bad: [
    yaml`
      # file: kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - cart.yaml
      patches:
        - path: patch.yaml
      # file: cart.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
      # file: patch.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: card # error: no Service "card" to patch
    `,
  ],good: [
    yaml`
      # file: kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - cart.yaml
      patches:
        - path: patch.yaml
      # file: cart.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
      # file: patch.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        labels:
          app: cart
    `,
  ]},
"gitops/unknown-resource":{why: "The build of this kustomization stops here, so nothing of it is deployed and the cluster keeps its old state.",fix: "Correct the path, commit the file, or take the entry away.",links: ["https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/"],bad: [
    yaml`
      # file: overlays/prod/kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - cart.yaml
        - ../../bsae # error: there is no file or folder "../../bsae"
      patches:
        - path: replicas.yaml # error: there is no file "replicas.yaml"
      # file: overlays/prod/cart.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
      spec:
        ports:
          - port: 80
    `,
  ],good: [
    yaml`
      # file: overlays/prod/kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - cart.yaml
        - https://github.com/example/base?ref=v1
      # file: overlays/prod/cart.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
      spec:
        ports:
          - port: 80
    `,
  ]},
"istio/conflicting-destination-rules":{why: "istiod merges them by age: subsets are put together, but of two equal subset names and of two traffic policies only the older counts, as a whole. Which one is older is nowhere in git and changes when the objects are made anew.",fix: "Keep one DestinationRule for each host and namespace.",links: ["https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: reviews # warning: "reviews-tls" also sets trafficPolicy and subset v1
        trafficPolicy: { loadBalancer: { simple: RANDOM } }
        subsets: [{ name: v1, labels: { version: v1 } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews-tls, namespace: shop }
      spec:
        host: reviews.shop.svc.cluster.local # warning: "reviews" also sets trafficPolicy and subset v1
        trafficPolicy: { tls: { mode: ISTIO_MUTUAL } }
        subsets: [{ name: v1, labels: { version: v1 } }]
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec: { host: reviews, trafficPolicy: { loadBalancer: { simple: RANDOM } } }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews-subsets, namespace: shop }
      spec: { host: reviews, subsets: [{ name: v1, labels: { version: v1 } }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: own, namespace: shop }
      spec: { host: reviews, exportTo: ["."], trafficPolicy: { tls: { mode: DISABLE } } }
    `,
  ]},
"istio/conflicting-gateways":{why: "istiod merges all Gateways of one set of pods, oldest first. Of two servers with another protocol on one port, and of two TLS servers for one host, the younger is dropped without a word. Plain HTTP servers are put together, so that VirtualServices of either answer for both.",fix: "Keep one server for each port and host, and let VirtualServices share the Gateway.",links: [
    "https://istio.io/latest/docs/reference/config/analysis/ist0145/",
    "https://istio.io/latest/docs/reference/config/networking/gateway/",
  ],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [shop.example.com] # error: Gateway "edge/all" also listens on port 443 for "shop.example.com": only one
            tls: { mode: SIMPLE, credentialName: shop }
          - port: { number: 80, name: http, protocol: HTTP }
            hosts: ["*.example.com"] # error: as TCP, not HTTP: only one of them is opened
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: all, namespace: edge }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [shop.example.com] # error: Gateway "shop/shop" also listens
            tls: { mode: SIMPLE, credentialName: all }
          - port: { number: 80, name: tcp, protocol: TCP }
            hosts: ["*"] # error: as HTTP, not TCP
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 80, name: http, protocol: HTTP }
            hosts: ["./*", shop.example.com]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: stage, namespace: stage }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 80, name: http, protocol: HTTP }
            hosts: ["./*"]
          - port: { number: 8080, name: http-alt, protocol: HTTP }
            hosts: [shop.example.com]
    `,
  ]},
"istio/conflicting-injection-labels":{why: "Only one of them counts: `istio-injection` wins over `istio.io/rev`, and a sidecar over ambient mode. After an upgrade by revision the pods stay with the old control plane; in a move to ambient they keep their sidecars.",fix: "Remove the label that shall not count.",links: [
    "https://istio.io/latest/docs/reference/config/analysis/ist0123/",
    "https://istio.io/latest/docs/setup/upgrade/canary/#data-plane",
  ],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio-injection: enabled
          istio.io/rev: "1-29" # warning: "istio-injection" wins over "istio.io/rev"
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: web
        labels:
          istio-injection: enabled
          istio.io/dataplane-mode: ambient # warning: out of ambient mode
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          sidecar.istio.io/inject: "true"
          istio.io/dataplane-mode: ambient # error: asks for a sidecar
      spec: { containers: [{ name: cart, image: cart }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: disabled, istio.io/dataplane-mode: ambient } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: web, labels: { istio.io/rev: "1-29" } }
    `,
  ]},
"istio/conflicting-injectors":{why: "Each webhook whose selectors match is called, so these pods are injected twice, by control planes that may differ in version. Mostly an old revision was left behind.",fix: "Remove the webhook of the revision that is no longer used, or make the selectors exclude each other.",links: [
    "https://istio.io/latest/docs/reference/config/analysis/ist0139/",
    "https://istio.io/latest/docs/setup/upgrade/canary/",
  ],bad: [
    yaml`
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: { name: istio-sidecar-injector }
      webhooks:
        - name: namespace.sidecar-injector.istio.io # error: webhook "namespace.sidecar-injector.istio.io" of "istio-sidecar-injector-old" takes the same pods
          clientConfig: { url: "https://istiod.example.com/inject" }
          admissionReviewVersions: [v1]
          sideEffects: None
          namespaceSelector: { matchLabels: { istio-injection: enabled } }
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: { name: istio-sidecar-injector-old }
      webhooks:
        - name: namespace.sidecar-injector.istio.io # error: in namespaces with istio-injection=enabled
          clientConfig: { url: "https://istiod-old.example.com/inject" }
          admissionReviewVersions: [v1]
          sideEffects: None
          namespaceSelector: { matchExpressions: [{ key: istio-injection, operator: In, values: [enabled] }] }
    `,
  ],good: [
    yaml`
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: { name: istio-sidecar-injector }
      webhooks:
        - name: rev.namespace.sidecar-injector.istio.io
          clientConfig: { url: "https://istiod.example.com/inject" }
          admissionReviewVersions: [v1]
          sideEffects: None
          namespaceSelector:
            matchExpressions:
              - { key: istio.io/rev, operator: In, values: [stable] }
              - { key: istio-injection, operator: DoesNotExist }
        - name: namespace.sidecar-injector.istio.io
          clientConfig: { url: "https://istiod.example.com/inject" }
          admissionReviewVersions: [v1]
          sideEffects: None
          namespaceSelector: { matchLabels: { istio-injection: enabled } }
    `,
  ]},
"istio/conflicting-jwt-issuers":{fix: "Keep one rule for each issuer; put all its keys behind one `jwksUri`.",links: ["https://istio.io/latest/docs/reference/config/security/request_authentication/"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: one
        namespace: shop
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
            jwksUri: https://issuer.example.com/keys
      ---
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: two
        namespace: shop
      spec:
        jwtRules:
          - issuer: https://issuer.example.com # error: other keys in "one"
            jwksUri: https://issuer.example.com/old-keys
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: one
        namespace: shop
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
            audiences: [web]
          - issuer: https://issuer.example.com
            audiences: [app]
      ---
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: two
        namespace: stage
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
            jwksUri: https://issuer.example.com/keys
    `,
  ]},
"istio/conflicting-peer-authentications":{fix: "Merge them into one policy, or give them selectors that share no pod.",links: ["https://istio.io/latest/docs/concepts/security/#peer-authentication"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default # error: "strict" speaks of all pods of namespace "shop" too
        namespace: shop
      spec:
        mtls:
          mode: PERMISSIVE
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: strict # error: "default" speaks of all pods
        namespace: shop
      spec:
        mtls:
          mode: STRICT
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: app # error: "version" selects pods of "cart" too
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: version # error: "app" selects pods of "cart" too
        namespace: shop
      spec:
        selector:
          matchLabels:
            version: v1
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
          version: v1
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: shop
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: stage
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
    `,
  ]},
"istio/conflicting-service-entries":{why: "Where both are visible their endpoints are put together, and of their protocols and resolutions the older one's count. Which is older is nowhere in git.",fix: "Keep one ServiceEntry for each host, or export each to other namespaces.",links: ["https://istio.io/latest/docs/reference/config/networking/service-entry/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: shop }
      spec:
        hosts: [maps.example.com] # warning: ServiceEntry "ops/maps" declares port 443 of "maps.example.com" as TLS, not HTTPS
        ports: [{ number: 443, name: https, protocol: HTTPS }]
        resolution: DNS
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: ops }
      spec:
        hosts: [maps.example.com] # warning: as HTTPS, not TLS
        ports: [{ number: 443, name: tls, protocol: TLS }]
        resolution: DNS
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: shop }
      spec:
        hosts: [maps.example.com]
        exportTo: ["."]
        ports: [{ number: 443, name: https, protocol: HTTPS }]
        resolution: DNS
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: ops }
      spec:
        hosts: [maps.example.com]
        exportTo: [ops]
        ports: [{ number: 443, name: tls, protocol: TLS }]
        resolution: DNS
    `,
  ]},
"istio/conflicting-sidecars":{why: "Each pod gets one Sidecar. With several to choose from, what a pod can reach depends on which came first.",fix: "Merge them, or give them selectors that share no pod.",links: ["https://istio.io/latest/docs/reference/config/networking/sidecar/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: one # error: "two" speaks of all pods of namespace "shop" too
        namespace: shop
      ---
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: two # error: "one" speaks of all pods of namespace "shop" too
        namespace: shop
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: app # error: "version" selects pods of "cart" too
        namespace: shop
      spec:
        workloadSelector:
          labels:
            app: cart
      ---
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: version # error: "app" selects pods of "cart" too
        namespace: shop
      spec:
        workloadSelector:
          labels:
            version: v1
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
          version: v1
      spec:
        containers:
          - name: cart
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: default
        namespace: shop
      ---
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: cart
        namespace: shop
      spec:
        workloadSelector:
          labels:
            app: cart
    `,
  ]},
"istio/conflicting-telemetries":{why: "For a pod istiod takes one Telemetry of its namespace: the oldest with a matching selector, and the oldest without. The others are ignored, and their age is nowhere in git.",fix: "Merge them, or give them selectors that exclude each other.",links: [
    "https://istio.io/latest/docs/reference/config/analysis/ist0160/",
    "https://istio.io/latest/docs/reference/config/telemetry/",
  ],bad: [
    yaml`
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: logs, namespace: shop } # error: Telemetry "traces" is for all pods of namespace "shop", too
      spec: { accessLogging: [{ providers: [{ name: envoy }] }] }
      ---
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: traces, namespace: shop } # error: Telemetry "logs" is for all pods
      spec: { tracing: [{ randomSamplingPercentage: 10 }] }
    `,
  ],good: [
    yaml`
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: logs, namespace: shop }
      spec: { accessLogging: [{ providers: [{ name: envoy }] }] }
      ---
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: cart, namespace: shop }
      spec: { selector: { matchLabels: { app: cart } }, tracing: [{ randomSamplingPercentage: 10 }] }
      ---
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: gateway, namespace: shop }
      spec:
        targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: public }]
        tracing: [{ randomSamplingPercentage: 10 }]
    `,
  ]},
"istio/conflicting-uid":{why: "Traffic of user 1337 is not redirected into the sidecar, so that the sidecar's own does not go in circles. An application with this user bypasses mTLS, authorization and telemetry.",fix: "Run the container as another user.",links: [
    "https://istio.io/latest/docs/ops/deployment/application-requirements/",
    "https://istio.io/latest/docs/reference/config/analysis/ist0144/",
  ],bad: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec:
            containers:
              - { name: cart, image: cart, securityContext: { runAsUser: 1337 } } # warning: user 1337 is the sidecar's
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata: { name: cart }
      spec:
        securityContext: { runAsUser: 1000 }
        containers:
          - { name: istio-proxy, image: proxyv2, securityContext: { runAsUser: 1337 } }
          - { name: cart, image: cart }
    `,
  ]},
"istio/conflicting-virtual-services":{why: "Sidecars use one VirtualService for a host and ignore all others; which one depends on their age, which is nowhere in git. Gateways put the routes of several together, again by age, so of two that take all paths one is never reached.",fix: "Merge them into one VirtualService, or delegate from one to the others.",links: [
    "https://istio.io/latest/docs/reference/config/analysis/ist0109/",
    "https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services",
  ],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: [reviews] # error: VirtualService "ops/reviews" also routes "reviews": only one of them counts
        http: [{ route: [{ destination: { host: reviews } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: ops }
      spec:
        hosts: [reviews.shop.svc.cluster.local] # error: VirtualService "shop/reviews" also routes
        http: [{ route: [{ destination: { host: reviews.shop.svc.cluster.local } }] }]
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: web, namespace: shop }
      spec:
        hosts: [shop.example.com] # warning: "shop/api" also takes all paths
        gateways: [public]
        http: [{ route: [{ destination: { host: web } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: api, namespace: shop }
      spec:
        hosts: [shop.example.com] # warning: "shop/web" also takes all paths of "shop.example.com" at gateway "public"
        gateways: [public]
        http: [{ match: [{ uri: { prefix: / } }], route: [{ destination: { host: api } }] }]
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: web, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http: [{ route: [{ destination: { host: web } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: api, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http: [{ match: [{ uri: { prefix: /api } }], route: [{ destination: { host: api } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: web-mesh, namespace: shop }
      spec:
        hosts: [web, "*.example.org"]
        exportTo: ["."]
        http: [{ route: [{ destination: { host: web } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: web-mesh, namespace: stage }
      spec:
        hosts: [web]
        http: [{ route: [{ destination: { host: web } }] }]
    `,
  ]},
"istio/conflicting-workload-groups":{why: "Services and policies cannot tell the workloads of the two groups apart, so each of them gets the traffic and the rules of both.",fix: "Give each group a label of its own.",links: ["https://istio.io/latest/docs/reference/config/networking/workload-group/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata:
        name: cart # warning: "stock" registers workloads with the same labels
        namespace: shop
      spec: { metadata: { labels: { app: cart } }, template: { serviceAccount: cart } }
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata:
        name: stock # warning: "cart" registers workloads with the same labels
        namespace: shop
      spec: { metadata: { labels: { app: cart } }, template: { serviceAccount: stock } }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: { name: cart, namespace: shop }
      spec: { metadata: { labels: { app: cart } }, template: { serviceAccount: cart } }
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: { name: stock, namespace: shop }
      spec: { metadata: { labels: { app: stock } }, template: { serviceAccount: stock } }
    `,
  ]},
"istio/deprecated-annotation":{why: "Deprecated annotations are still read, but a later version of Istio may stop doing so.",fix: "Use what replaces it: for `sidecar.istio.io/inject` the label of the same name.",links: ["https://istio.io/latest/docs/reference/config/annotations/"],bad: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations:
          sidecar.istio.io/inject: "true" # info: use the label of the same name
          sidecar.istio.io/statsInclusionPrefixes: cluster # info: is deprecated
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        labels: { sidecar.istio.io/inject: "true" }
        annotations: { sidecar.istio.io/inject: "true" }
      spec: { containers: [{ name: web, image: web }] }
    `,
  ]},
"istio/deprecated-crd-version":{why: "Istio ignores objects of this kind as long as the installed definition is older than the version of the API that it reads.",fix: "Install a newer bundle of the Gateway API.",links: ["https://gateway-api.sigs.k8s.io/guides/getting-started/introduction/#installing-gateway-api"],bad: [
    yaml`
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: tlsroutes.gateway.networking.k8s.io
        annotations:
          gateway.networking.k8s.io/bundle-version: v1.4.1 # warning: Istio reads this kind from v1.5.0 on
      spec:
        group: gateway.networking.k8s.io
        names: { kind: TLSRoute, plural: tlsroutes }
        scope: Namespaced
        versions:
          - { name: v1alpha2, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }
    `,
  ],good: [
    yaml`
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: grpcroutes.gateway.networking.k8s.io
        annotations: { gateway.networking.k8s.io/bundle-version: v1.4.1 }
      spec:
        group: gateway.networking.k8s.io
        names: { kind: GRPCRoute, plural: grpcroutes }
        scope: Namespaced
        versions:
          - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }
    `,
  ]},
"istio/deprecated-field":{why: "Deprecated fields lose against their successors where both are set, and go away with a later version of the API.",fix: "Use what the message names.",links: ["https://istio.io/latest/docs/reference/config/analysis/ist0002/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http:
          - fault:
              delay:
                percent: 50 # warning: "percent" of a delay is replaced by "percentage.value"
                fixedDelay: 5s
            route: [{ destination: { host: cart } }]
    `,
    yaml`
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: { name: servicerolebindings.rbac.istio.io }
      spec:
        group: rbac.istio.io
        names: { kind: ServiceRoleBinding, plural: servicerolebindings } # warning: is replaced by AuthorizationPolicy
        scope: Namespaced
        versions: [{ name: v1alpha1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }]
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http:
          - fault: { delay: { percentage: { value: 50 }, fixedDelay: 5s } }
            route: [{ destination: { host: cart } }]
    `,
  ]},
"istio/deprecated-gateway-name":{why: "Istio still reads `name.namespace.svc.cluster.local` as `namespace/name`, but warns of it at admission, and other tools do not understand it.",fix: "Write `namespace/name`.",links: ["https://kiali.io/docs/features/validations/#kia1108---preferred-nomenclature-gateway-namespacegateway-name"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways:
          - public.edge.svc.cluster.local # info: write "edge/public"
        http: [{ route: [{ destination: { host: shop } }] }]
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [edge/public, mesh]
        http: [{ route: [{ destination: { host: shop } }] }]
    `,
  ]},
"istio/duplicate-authorization-policy":{why: "The second one changes nothing. Whoever later narrows or removes the first finds that it still holds.",fix: "Delete one of them.",links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        action: ALLOW
        rules: [{ from: [{ source: { namespaces: [web] } }] }]
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: web-again # info: says the same as "web"
        namespace: shop
      spec: { rules: [{ from: [{ source: { namespaces: [web] } }] }], action: ALLOW }
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec: { selector: { matchLabels: { app: cart } }, rules: [{ from: [{ source: { namespaces: [web] } }] }] }
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: web-too, namespace: shop }
      spec: { selector: { matchLabels: { app: stock } }, rules: [{ from: [{ source: { namespaces: [web] } }] }] }
    `,
  ]},
"istio/duplicate-certificate":{why: "A browser that talks HTTP/2 uses one connection for all hosts of a certificate. A request for the host of the second Gateway then comes in over the first one, which knows no route for it and answers 404.",fix: "Put the hosts of this certificate into one Gateway and let all VirtualServices refer to it.",links: [
    "https://istio.io/latest/docs/ops/common-problems/network-issues/#404-errors-occur-when-multiple-gateways-configured-with-same-tls-certificate",
    "https://istio.io/latest/docs/reference/config/analysis/ist0138/",
  ],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { istio: edge }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [shop.example.com]
            tls: { mode: SIMPLE, credentialName: wildcard } # warning: Gateway "blog/blog" shows the same certificate "wildcard"
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: blog, namespace: blog }
      spec:
        selector: { istio: edge, zone: a }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [blog.example.com]
            tls: { mode: SIMPLE, credentialName: wildcard }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { istio: edge }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [shop.example.com]
            tls: { mode: SIMPLE, credentialName: wildcard }
          - port: { number: 8443, name: https-alt, protocol: HTTPS }
            hosts: [shop.example.com]
            tls: { mode: SIMPLE, credentialName: wildcard }
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: blog, namespace: blog }
      spec:
        selector: { istio: other }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [blog.example.com]
            tls: { mode: SIMPLE, credentialName: wildcard }
    `,
  ]},
"istio/duplicate-destination":{why: "The weights of both are added up, so nothing is split. Most often one of the two was meant to be another subset.",fix: "Correct the subset, host or port of one of them, or merge the two.",links: [
    "https://kiali.io/docs/features/validations/#kia1105---this-host-and-subset-combination-is-already-referenced-in-another-route-destination",
  ],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: [reviews]
        http:
          - route:
              - { destination: { host: reviews, subset: v1 }, weight: 80 }
              - destination: { host: reviews.shop.svc.cluster.local, subset: v1 } # warning: already a destination of this route
                weight: 20
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews }
      spec:
        hosts: [reviews]
        http:
          - route:
              - { destination: { host: reviews, port: { number: 80 } }, weight: 80 }
              - { destination: { host: reviews, port: { number: 81 } }, weight: 20 }
    `,
  ]},
"istio/empty-outbound-policy":{why: "Without a mode the policy means REGISTRY_ONLY, the first value of its enumeration, not the mode of the mesh: traffic to hosts without a ServiceEntry is refused.",fix: "Write the mode, or remove the block so that the setting of the mesh holds.",links: ["https://istio.io/latest/docs/reference/config/networking/sidecar/#OutboundTrafficPolicy"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata: { name: default, namespace: shop }
      spec:
        outboundTrafficPolicy: {} # warning: without a mode this means REGISTRY_ONLY
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata: { name: default, namespace: shop }
      spec: { outboundTrafficPolicy: { mode: ALLOW_ANY } }
    `,
  ]},
"istio/empty-rule-clause":{fix: "Leave the list out if everything is meant, or say what is meant. `spec: {}` of an ALLOW policy admits nobody.",links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - from: [] # error: matches every caller
            to:
              - operation:
                  paths: [/cart]
                  methods: [] # error: does not limit
          - from:
              - source:
                  namespaces: [shop]
            to: [] # error: matches every request
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules: []
    `,
  ]},
"istio/empty-subset":{why: "A subset picks pods of the Service by their labels. One that picks none has no endpoints: requests that are routed to it are answered with 503. The labels count that stand in the pod template, not those of the Deployment.",fix: "Use labels of the pod templates, or add the label to them.",links: [
    "https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset",
    "https://istio.io/latest/docs/reference/config/analysis/ist0173/",
  ],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: reviews
        subsets:
          - { name: v1, labels: { version: v1 } }
          - { name: v2, labels: { version: "2" } } # warning: no pod of Service "reviews" has version=2
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: reviews, namespace: shop }
      spec: { selector: { app: reviews }, ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: reviews-v1, namespace: shop, labels: { version: "2" } }
      spec:
        selector: { matchLabels: { app: reviews } }
        template:
          metadata: { labels: { app: reviews, version: v1 } }
          spec: { containers: [{ name: reviews, image: reviews }] }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: maps, namespace: shop }
      spec:
        host: maps.example.com
        subsets:
          - { name: v1, labels: { version: v1 } }
          - { name: v2, labels: { version: v2 } } # warning: no endpoint of ServiceEntry "maps" has version=v2
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: shop }
      spec:
        hosts: [maps.example.com]
        ports: [{ number: 443, name: tls, protocol: TLS }]
        resolution: STATIC
        endpoints: [{ address: 192.0.2.1, labels: { version: v1 } }]
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: reviews
        subsets:
          - { name: v1, labels: { version: v1, topology.kubernetes.io/zone: a } }
          - { name: all }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: reviews, namespace: shop }
      spec: { selector: { app: reviews }, ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: { name: reviews, namespace: shop }
      spec:
        serviceName: reviews
        selector: { matchLabels: { app: reviews } }
        template:
          metadata: { labels: { app: reviews, version: v1 } }
          spec: { containers: [{ name: reviews, image: reviews }] }
    `,
  ]},
"istio/experimental-annotation":{why: "Istio promises nothing for alpha features: a later version may change or remove them.",fix: "Know that you rely on it, and look for it in the notes of each release.",links: [
    "https://istio.io/latest/docs/reference/config/annotations/",
    "https://istio.io/latest/docs/releases/feature-stages/",
  ],bad: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations:
          sidecar.istio.io/proxyCPU: 100m # info: "sidecar.istio.io/proxyCPU" is of status alpha
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations:
          proxy.istio.io/config: "{}"
          sidecar.istio.io/interceptionMode: REDIRECT
          istio.io/rev: stable
      spec: { containers: [{ name: web, image: web }] }
    `,
  ]},
"istio/ineffective-ambient-policy":{fix: "Attach the policy to the waypoint with `targetRefs` (a Service, or the Gateway of the waypoint).",links: [
    "https://istio.io/latest/docs/ambient/usage/l7-features/",
    "https://istio.io/latest/docs/ambient/usage/waypoint/#targeting-policies-or-routing-rules",
  ],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio.io/dataplane-mode: ambient
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: readers
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  methods: [GET] # error: ztunnel
      ---
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: jwt # error: ztunnel
        namespace: shop
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
      ---
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata:
        name: logs # warning: ztunnel heeds no Telemetry
        namespace: shop
      spec: { accessLogging: [{ providers: [{ name: envoy }] }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio.io/dataplane-mode: ambient
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: readers
        namespace: shop
      spec:
        targetRefs:
          - kind: Service
            group: ""
            name: cart
        rules:
          - to:
              - operation:
                  methods: [GET]
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: callers
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  namespaces: [web]
    `,
  ]},
"istio/ineffective-auto-image":{why: "`auto` is no image: the injector puts the right one in its place. Where none is called for these pods, Kubernetes tries to pull an image of that name and the pods never start.",fix: 'Label the namespace or the pod template for injection: `istio-injection: enabled`, `istio.io/rev` or `sidecar.istio.io/inject: "true"`.',links: [
    "https://istio.io/latest/docs/setup/additional-setup/gateway/",
    "https://istio.io/latest/docs/reference/config/analysis/ist0146/",
  ],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: edge }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: gateway, namespace: edge }
      spec:
        selector: { matchLabels: { app: gateway } }
        template:
          metadata: { labels: { app: gateway } }
          spec: { containers: [{ name: istio-proxy, image: auto }] } # warning: nothing injects these pods
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: gateway, namespace: edge }
      spec: { containers: [{ name: istio-proxy, image: auto }] } # error: an injector must replace image "auto"
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: edge, labels: { istio.io/rev: stable } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: gateway, namespace: edge }
      spec:
        selector: { matchLabels: { app: gateway } }
        template:
          metadata: { labels: { app: gateway } }
          spec: { containers: [{ name: istio-proxy, image: auto }] }
    `,
  ]},
"istio/ineffective-client-config":{why: "A sidecar heeds what the namespace of the caller says. In ambient mode the waypoint before the Service routes, and it belongs to the Service: it reads the configuration of that namespace.",fix: "Move the object to the namespace of the Service.",links: ["https://istio.io/latest/docs/ambient/usage/l7-features/"],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: web, labels: { istio.io/dataplane-mode: ambient } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: cart, namespace: web }
      spec:
        host: cart.shop.svc.cluster.local # warning: the waypoint of Service "shop/cart" reads namespace "shop" only
        trafficPolicy: { outlierDetection: { consecutive5xxErrors: 3 } }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: cart, namespace: shop }
      spec: { host: cart, trafficPolicy: { outlierDetection: { consecutive5xxErrors: 3 } } }
    `,
  ]},
"istio/ineffective-deny-hosts":{fix: "List the host and the host with any port: `example.com` and `example.com:*`.",links: ["https://istio.io/latest/docs/ops/best-practices/security/#writing-host-match-policies"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: istio-system
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  hosts:
                    - admin.example.com # warning: "admin.example.com:443" slips past
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: istio-system
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  hosts: [admin.example.com, "admin.example.com:*"]
              - operation:
                  hosts: [shop.example.com*, "{{ host }}"]
    `,
  ]},
"istio/ineffective-deny-paths":{fix: "List both forms, and `/admin/*` for what lies below; better still, use an ALLOW policy that names what may pass.",links: [
    "https://istio.io/latest/docs/ops/best-practices/security/#understand-traffic-capture-limitations",
    "https://istio.io/latest/docs/reference/config/security/normalization/",
  ],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths:
                    - /admin # warning: "/admin/" slips past
                    - /keys/ # warning: "/keys" slips past
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths: [/admin, /admin/*, /keys*, /debug, /debug/, /setup.php]
          - to:
              - operation:
                  paths: [/shop.Cart/Drop]
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: metrics
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  paths: [/metrics]
    `,
  ]},
"istio/ineffective-dry-run":{why: "With the annotation `istio.io/dry-run` the policy is logged and nothing else. Left over from a trial it protects nothing.",fix: "Remove the annotation once the logs show what was expected.",links: ["https://istio.io/latest/docs/tasks/security/authorization/authz-dry-run/"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
        annotations:
          istio.io/dry-run: "true" # warning: not enforced
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths: [/admin, /admin/*]
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
        annotations:
          istio.io/dry-run: "false"
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths: [/admin, /admin/*]
    `,
  ]},
"istio/ineffective-envoy-patch":{why: "istiod skips operations that a part of the configuration does not know. Relative operations (INSERT_BEFORE, INSERT_AFTER, REMOVE, REPLACE) need the other filter to be there already; without a `priority` filters apply by age, so the outcome differs from cluster to cluster.",fix: "Use an operation that this part supports (MERGE, INSERT_FIRST …); give relative patches a `priority`.",links: ["https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-Patch-Operation"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1alpha3
      kind: EnvoyFilter
      metadata: { name: headers }
      spec:
        configPatches:
          - applyTo: CLUSTER
            patch:
              operation: REPLACE # error: REPLACE has no effect on CLUSTER
              value: { connect_timeout: 5s }
          - applyTo: HTTP_ROUTE
            patch: { operation: ADD, value: { name: extra } } # error: ADD has no effect on HTTP_ROUTE
          - applyTo: HTTP_FILTER
            patch:
              operation: INSERT_BEFORE # warning: INSERT_BEFORE depends on the order of filters: give this one a priority
              value: { name: envoy.filters.http.lua }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1alpha3
      kind: EnvoyFilter
      metadata: { name: headers }
      spec:
        priority: 10
        configPatches:
          - applyTo: HTTP_FILTER
            patch: { operation: INSERT_BEFORE, value: { name: envoy.filters.http.lua } }
          - applyTo: CLUSTER
            patch: { operation: MERGE, value: { connect_timeout: 5s } }
    `,
  ]},
"istio/ineffective-guard":{fix: "Say in the ALLOW rule what may pass, or keep the guard in a DENY policy with positive fields.",links: [
    "https://istio.io/latest/docs/ops/best-practices/security/#use-allow-with-positive-matching-and-deny-with-negative-match-patterns",
  ],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: not-admin
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  notPaths: [/admin] # warning: everything but "/admin"
          - from:
              - source:
                  notNamespaces: [test] # warning: callers without identity
            to:
              - operation:
                  paths: [/cart]
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: token-but-for-health
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  requestPrincipals: ["*"]
            to:
              - operation:
                  notPaths: [/healthz]
          - to:
              - operation:
                  paths: [/healthz]
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: deny-without-token
        namespace: shop
      spec:
        action: DENY
        rules:
          - from:
              - source:
                  notRequestPrincipals: ["*"]
            to:
              - operation:
                  notPaths: [/healthz]
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: api
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  namespaces: [shop]
                  notPrincipals: [cluster.local/ns/shop/sa/crawler]
    `,
  ]},
"istio/ineffective-identity":{fix: "Demand mTLS with a STRICT PeerAuthentication, and let no DestinationRule switch it off for clients.",links: [
    "https://istio.io/latest/docs/concepts/security/#dependency-on-mutual-tls",
    "https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source",
  ],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
        rules:
          - from:
              - source:
                  principals: [cluster.local/ns/shop/sa/web] # error: mTLS is off
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: shop
      spec:
        mtls:
          mode: DISABLE
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - when:
              - key: source.namespace
                values: [shop] # error: send plain text
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: plain
        namespace: istio-system
      spec:
        host: "*.local"
        trafficPolicy:
          tls:
            mode: DISABLE
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-tests
        namespace: shop
      spec:
        action: DENY
        rules:
          - from:
              - source:
                  namespaces: [test] # warning: slip past
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: istio-system
      spec:
        mtls:
          mode: PERMISSIVE
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  principals: [cluster.local/ns/shop/sa/web]
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: by-address
        namespace: stage
      spec:
        rules:
          - from:
              - source:
                  ipBlocks: [10.0.0.0/8]
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: stage
      spec:
        mtls:
          mode: DISABLE
    `,
  ]},
"istio/ineffective-ingress-route":{why: "A VirtualService is applied where the request enters. The gateway uses its own routes and goes straight to the pods of the host; the split into subsets that another VirtualService makes for calls within the mesh does not hold for what comes from outside.",fix: "Name the subsets (and weights) in the gateway's routes, too, or delegate both to one VirtualService.",links: [
    "https://istio.io/latest/docs/ops/common-problems/network-issues/#route-rules-have-no-effect-on-ingress-gateway-requests",
  ],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http:
          - route:
              - destination: { host: cart } # warning: the subsets that VirtualService "shop/cart" routes "cart" to do not hold here
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { hosts: [cart], http: [{ route: [{ destination: { host: cart, subset: v1 } }] }] }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http: [{ route: [{ destination: { host: cart, subset: v1 } }, { destination: { host: web } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { hosts: [cart], http: [{ route: [{ destination: { host: cart, subset: v1 } }] }] }
    `,
  ]},
"istio/ineffective-injection":{why: 'The webhook selects namespaces by `istio-injection: enabled` and pods by the label `sidecar.istio.io/inject: "true"` of the pod itself. Another value, or the label on a Deployment, selects nothing: the pods run without a proxy, outside of mTLS and of every policy.',fix: 'Write `enabled` or `disabled` on the Namespace, or `"true"` or `"false"` on the pod template.',links: ["https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy"],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio-injection: enable # warning: istio-injection "enable" injects nothing: use enabled or disabled
    `,
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
        labels:
          sidecar.istio.io/inject: "true" # warning: counts on the pod template only
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels:
              app: cart
              istio-injection: enabled # warning: counts on Namespaces only
          spec: { containers: [{ name: cart, image: cart }] }
    `,
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        labels:
          sidecar.istio.io/inject: enabled # warning: "enabled" injects nothing: use "true" or "false"
      spec: { containers: [{ name: cart, image: cart }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: enabled } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
        labels: { sidecar.istio.io/inject: "true" }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart, sidecar.istio.io/inject: "true" } }
          spec: { containers: [{ name: cart, image: cart }] }
    `,
  ]},
"istio/ineffective-match-gateway":{why: "`match.gateways` only narrows `spec.gateways`. A gateway that is not in that list never sees the VirtualService, so this match never holds.",fix: "Add the gateway to `spec.gateways` (and `mesh`, if sidecars shall use the routes, too).",links: ["https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [edge/public]
        http:
          - match:
              - gateways: [mesh] # warning: this VirtualService is not bound to "mesh"
            route: [{ destination: { host: shop } }]
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public, mesh]
        http:
          - match: [{ gateways: [shop/public] }]
            route: [{ destination: { host: shop } }]
    `,
  ]},
"istio/ineffective-method":{fix: "Write methods in upper case; name gRPC methods under `paths`: `/package.Service/Method`.",links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  methods:
                    - get # warning: "get" never matches
                    - /shop.Cart/Add # warning: is a gRPC path
                    - FETCH # warning: no HTTP method
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  methods: [GET, P*, "*", "*T", "{{ method }}"]
                  notMethods: [PUT]
    `,
  ]},
"istio/ineffective-path":{fix: "Write the path as it arrives: `/api/users`, a prefix `/api/*`, a suffix `*/users`, or `{*}` for one segment.",links: [
    "https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation",
    "https://istio.io/latest/docs/reference/config/security/normalization/",
  ],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths:
                    - admin # error: does not start with "/"
                    - /users/*/keys # error: "*" stands for itself
                    - /api/** # error: "*" stands for itself
                    - /docs/*
                    - /docs/** # info: "/docs/*" stands for it
                    - /search?q=x # error: without query
                    - /a/../b # error: dot segments
                  notPaths:
                    - healthz # error: does not start with "/"
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths: ["*", "/admin", "/admin/*", "*.php", "*/keys", "/users/{*}/keys", "{{ adminPath }}", "//admin"]
    `,
  ]},
"istio/ineffective-path-normalization":{fix: "Set `pathNormalization.normalization: MERGE_SLASHES` (or `DECODE_AND_MERGE_SLASHES`) in the mesh configuration.",links: [
    "https://istio.io/latest/docs/reference/config/security/normalization/",
    "https://istio.io/latest/docs/ops/best-practices/security/#customize-your-system-on-path-normalization",
  ],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths:
                    - /admin* # warning: "//admin" slips past
                    - /keys
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths: ["*/admin", "/*", "/admin"]
    `,
  ]},
"istio/ineffective-peer-authentication":{fix: "Put the policy into the namespace of its pods; key `portLevelMtls` by the container port.",links: [
    "https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication",
    "https://istio.io/latest/docs/tasks/security/authentication/authn-policy/#enable-mutual-tls-per-workload",
  ],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: ratings
        namespace: istio-system
      spec:
        selector: # error: ignored in the root namespace
          matchLabels:
            app: ratings
        mtls:
          mode: STRICT
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
        portLevelMtls:
          80: # error: port of Service "cart"
            mode: DISABLE
          9999: # warning: no container port
            mode: DISABLE
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          app: cart
        ports:
          - port: 80
            targetPort: 8080
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
      spec:
        containers:
          - name: cart
            ports:
              - containerPort: 8080
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio-injection: disabled
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: strict # error: outside of the mesh
        namespace: shop
      spec:
        mtls:
          mode: STRICT
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
      spec:
        containers:
          - name: cart
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: istio-system
      spec:
        selector:
          matchLabels: {}
        mtls:
          mode: STRICT
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
        portLevelMtls:
          8080:
            mode: DISABLE
          9090:
            mode: DISABLE
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
      spec:
        containers:
          - name: cart
            ports:
              - containerPort: 8080
              - containerPort: 9090
    `,
  ]},
"istio/ineffective-principal":{fix: "Write `<trust domain>/ns/<namespace>/sa/<service account>`, or use `serviceAccounts` or `namespaces`.",links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  principals:
                    - spiffe://cluster.local/ns/shop/sa/web # warning: without "spiffe://"
                    - cluster.local/ns/*/sa/web # warning: "*" stands for itself
                    - web # warning: not a full identity
                    - cluster.local/ns/shop/web # warning: not a full identity
            when:
              - key: source.principal
                notValues:
                  - web # warning: not a full identity
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  principals:
                    - cluster.local/ns/shop/sa/web
                    - "*/ns/shop/sa/web"
                    - cluster.local/ns/shop/*
                    - "*"
                    - "{{ principal }}"
                    - example.org/build/agent
    `,
  ]},
"istio/ineffective-request-authentication":{fix: 'Add an AuthorizationPolicy that allows `requestPrincipals: ["*"]`, or denies `notRequestPrincipals: ["*"]`.',links: ["https://istio.io/latest/docs/tasks/security/authentication/authn-policy/#require-a-valid-token"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: jwt # warning: requests without a token pass
        namespace: shop
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: readers
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  methods: [GET]
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: jwt
        namespace: shop
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: require
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  requestPrincipals: ["*"]
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: jwt
        namespace: shop
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata:
        name: by-group
        namespace: shop
      spec:
        hosts: [shop.example.com]
        http:
          - match:
              - headers:
                  "@request.auth.claims.group":
                    exact: beta
            directResponse:
              status: 204
    `,
  ]},
"istio/ineffective-route-protocol":{why: "A server that passes TLS through never sees HTTP, so `http` routes do nothing there: it needs `tls` routes with sniHosts. A server that ends TLS or speaks plain HTTP uses `http` routes, and `tls` routes do nothing.",fix: "Write routes of the kind that the server needs, or change the TLS mode of the server.",links: ["https://istio.io/latest/docs/ops/common-problems/network-issues/#gateway-to-virtual-service-tls-mismatch"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http: # warning: http routes have no effect on HTTPS port 443 (PASSTHROUGH)
          - route: [{ destination: { host: shop } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: ["*.example.com"]
            tls: { mode: PASSTHROUGH }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http: [{ route: [{ destination: { host: shop } }] }]
        tls:
          - match: [{ port: 8443, sniHosts: [shop.example.com] }]
            route: [{ destination: { host: shop } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: ["*.example.com"]
            tls: { mode: SIMPLE, credentialName: shop }
          - port: { number: 8443, name: tls, protocol: TLS }
            hosts: ["*.example.com"]
            tls: { mode: PASSTHROUGH }
    `,
  ]},
"istio/ineffective-selector":{why: "A waypoint applies only policies that name it (or a Service behind it) in `targetRefs`. One with a selector is passed over there.",fix: "Replace the selector by `targetRefs` with the Gateway of the waypoint or the Service.",links: [
    "https://istio.io/latest/docs/ambient/usage/waypoint/",
    "https://istio.io/latest/docs/reference/config/analysis/ist0166/",
  ],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: readers, namespace: shop }
      spec:
        selector: # warning: waypoint "waypoint" looks at no selectors
          matchLabels: { gateway.networking.k8s.io/gateway-name: waypoint }
        rules: [{ to: [{ operation: { methods: [GET] } }] }]
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: waypoint
        namespace: shop
        labels: { gateway.networking.k8s.io/gateway-name: waypoint, gateway.istio.io/managed: istio.io-mesh-controller }
      spec: { containers: [{ name: istio-proxy, image: proxyv2 }] }
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: readers, namespace: shop }
      spec:
        selector: { matchLabels: { gateway.networking.k8s.io/gateway-name: edge } }
        rules: [{ to: [{ operation: { methods: [GET] } }] }]
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: edge, namespace: shop, labels: { gateway.networking.k8s.io/gateway-name: edge } }
      spec: { containers: [{ name: istio-proxy, image: proxyv2 }] }
    `,
  ]},
"istio/ineffective-sidecar":{fix: "Move it to the namespace of the pods; in ambient mode use exportTo and waypoints in its place.",links: ["https://istio.io/latest/docs/reference/config/networking/sidecar/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: default
        namespace: istio-system
      spec:
        workloadSelector: # warning: default of the mesh
          labels:
            app: cart
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: default # warning: ambient
        namespace: shop
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio.io/dataplane-mode: ambient
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: default
        namespace: istio-system
      ---
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: cart
        namespace: shop
      spec:
        workloadSelector:
          labels:
            app: cart
    `,
  ]},
"istio/ineffective-waypoint-label":{why: "Only traffic that ztunnel carries is sent through waypoints. Pods outside of ambient mode, with a sidecar or without, are reached directly.",fix: "Label the namespace or the pods `istio.io/dataplane-mode: ambient`, or remove the name of the waypoint.",links: ["https://istio.io/latest/docs/ambient/usage/waypoint/#useawaypoint"],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels:
              app: cart
              istio.io/use-waypoint: waypoint # warning: these pods are not in ambient mode
          spec: { containers: [{ name: cart, image: cart }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop, labels: { istio.io/use-waypoint: waypoint } }
      spec: { containers: [{ name: cart, image: cart }] }
    `,
  ]},
"istio/ineffective-weight":{why: "Istio ignores the weight of a single destination and sends it everything. A weight of 10 suggests a canary that is none; most often the other destination was lost in an edit.",fix: "Remove the weight, or add the destination that shall get the rest.",links: [
    "https://kiali.io/docs/features/validations/#kia1104---the-weight-is-assumed-to-be-100-because-there-is-only-one-route-destination",
  ],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews }
      spec:
        hosts: [reviews]
        http:
          - route:
              - destination: { host: reviews, subset: v2 }
                weight: 10 # warning: the only destination gets all traffic, not 10 %
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews }
      spec:
        hosts: [reviews]
        http:
          - route:
              - destination: { host: reviews, subset: v2 }
                weight: 100
    `,
  ]},
"istio/insecure-destination-tls":{fix: "Leave `tls` out for hosts of the mesh. Elsewhere set `caCertificates` (`system` for the public roots) and name the server with `subjectAltNames` or `sni`.",links: [
    "https://istio.io/latest/docs/ops/best-practices/security/#configure-tls-verification-in-destination-rule-when-using-tls-origination",
    "https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings",
  ],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: database
        namespace: shop
      spec:
        host: db.example.com
        trafficPolicy:
          tls:
            mode: SIMPLE # info: no caCertificates
          portLevelSettings:
            - port:
                number: 443
              tls:
                mode: SIMPLE
                caCertificates: system
                insecureSkipVerify: true # warning: any certificate
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: database, namespace: shop }
      spec: { host: db.example.com, trafficPolicy: { tls: { mode: MUTUAL } } } # warning: no caCertificates
      # file: mesh-lint.yaml
      mesh: { istio: "1.20" }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: plain
        namespace: shop
      spec:
        host: "*.shop.svc.cluster.local"
        trafficPolicy:
          tls:
            mode: DISABLE # warning: send plain text
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: legacy
        namespace: shop
      spec:
        host: legacy
        trafficPolicy:
          tls:
            mode: DISABLE
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: database
        namespace: shop
      spec:
        host: db.example.com
        trafficPolicy:
          tls:
            mode: SIMPLE
            caCertificates: /etc/certs/root.pem
        subsets:
          - name: mesh
            trafficPolicy:
              tls:
                mode: ISTIO_MUTUAL
    `,
  ]},
"istio/insecure-jwks-uri":{why: "Whoever stands between istiod and the issuer can put keys of their own in place and sign tokens that pass.",fix: "Use https, or give the keys inline with `jwks`.",links: ["https://istio.io/latest/docs/reference/config/security/jwt/#JWTRule"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: jwt
        namespace: shop
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
            jwksUri: http://issuer.example.com/keys # warning: plain http
          - issuer: http://other.example.com # warning: keys are discovered over plain http
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: jwt
        namespace: shop
      spec:
        jwtRules:
          - issuer: http://issuer.example.com
            jwksUri: https://issuer.example.com/keys
          - issuer: someone@example.com
            jwks: '{"keys":[]}'
    `,
  ]},
"istio/invalid-annotation":{why: "A value that cannot be read makes the injection of the sidecar fail; on the wrong object an annotation is not read at all.",fix: "Correct the value, or move the annotation: those of the sidecar belong into the metadata of the pod template.",links: ["https://istio.io/latest/docs/reference/config/annotations/"],bad: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        annotations:
          proxy.istio.io/config: "{}" # warning: belongs into spec.template.metadata
      spec:
        selector: { matchLabels: { app: web } }
        template:
          metadata:
            labels: { app: web }
            annotations:
              sidecar.istio.io/proxyCPU: 100 milli # warning: no quantity
              traffic.sidecar.istio.io/excludeInboundPorts: "80,http" # warning: no port
              traffic.sidecar.istio.io/includeOutboundIPRanges: 10.0.0.1 # warning: no CIDR block
          spec: { containers: [{ name: web, image: web }] }
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        annotations:
          istio.io/dry-run: "true" # warning: is read on AuthorizationPolicy
      spec: { ports: [{ port: 80 }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations:
          sidecar.istio.io/proxyCPU: 100m
          traffic.sidecar.istio.io/includeInboundPorts: "*"
          traffic.sidecar.istio.io/excludeOutboundIPRanges: "10.0.0.0/8, 192.168.0.0/16"
          example.test/team: shop
      spec: { containers: [{ name: web, image: web }] }
    `,
  ]},
"istio/invalid-authorization-policy":{why: "The API server refuses the object, or istiod drops it: the policy of the last good version, or none, is enforced.",fix: "Change the marked field as the message says.",links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: deny, namespace: shop }
      spec:
        selector: { matchLabels: { app: "web*" } } # error: wildcard in label value
        action: DENY
        rules:
          - from:
              - source: { serviceAccounts: [shop/a/b, web], namespaces: [shop] } # error: neither "name" # error: cannot stand beside
              - source: { ipBlocks: [10.0.0.0/33, ""] } # error: empty value
              - source: {} # error: a source needs
            to: # info: denies everything on TCP ports
              - operation: { paths: ["/a/{**}/{*}", "/b/{*}/*"] } # error: after {**} # error: mixes templates
              - {} # error: needs operation
            when:
              - { key: source.ip, values: [1.2.3] } # error: neither an IP address
              - { key: request.headers, values: [a] } # error: in brackets
              - { key: destination.labels, values: [a] } # error: use selector
              - { key: source.principal } # error: needs values
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: custom, namespace: shop }
      spec:
        action: CUSTOM # error: needs provider.name
        rules:
          - from: [{ source: { principals: [a] } }] # error: does not support principals
            to: [{ operation: { ports: ["http"] } }] # error: no port
            when: [{ key: request.auth.principal, values: [a] }] # error: does not support the condition
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: allow, namespace: shop }
      spec:
        provider: { name: ext } # error: only CUSTOM does
        selector: { matchLabels: { app: web } }
        targetRefs: # error: only one of selector and targetRefs
          - { kind: Pod, name: web } # error: cannot be a target
          - { kind: Service, name: web, namespace: other } # error: another namespace
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: deny-none, namespace: shop }
      spec: { action: DENY } # error: DENY needs rules
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: allow, namespace: shop }
      spec:
        targetRefs: [{ kind: Gateway, group: gateway.networking.k8s.io, name: web }]
        rules:
          - from: [{ source: { serviceAccounts: [shop/web], ipBlocks: [10.0.0.0/8, "::1"] } }]
            to: [{ operation: { paths: ["/users/{*}", "/api/*"], ports: ["80"] } }]
            when: [{ key: "request.headers[x-team]", values: [shop] }]
    `,
  ]},
"istio/invalid-credential":{why: "A server whose Secret lacks the certificate or its key is not opened, and clients refuse a certificate that is out of date.",fix: "Fill the Secret with a certificate that is valid (`tls.crt`) and its key (`tls.key`).",links: [
    "https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#key-formats",
    "https://istio.io/latest/docs/reference/config/analysis/ist0161/",
  ],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { istio: edge }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [shop.example.com]
            tls: { mode: SIMPLE, credentialName: shop } # error: Secret "edge/shop" has neither "tls.crt" and "tls.key" nor
          - port: { number: 8443, name: https-blog, protocol: HTTPS }
            hosts: [blog.example.com]
            tls: { mode: SIMPLE, credentialName: blog } # error: Secret "edge/blog" holds no PEM certificate
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: gateway, namespace: edge, labels: { istio: edge } }
      spec: { containers: [{ name: istio-proxy, image: proxyv2 }] }
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: shop, namespace: edge }
      stringData: { tls.crt: certificate, key: key }
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: blog, namespace: edge }
      data: { cert: Y2VydGlmaWNhdGU=, key: a2V5 }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { istio: edge }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [shop.example.com]
            tls: { mode: SIMPLE, credentialName: shop }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: gateway, namespace: edge, labels: { istio: edge } }
      spec: { containers: [{ name: istio-proxy, image: proxyv2 }] }
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: shop, namespace: edge }
      stringData: { tls.crt: "ENC[AES256_GCM,data:x]", tls.key: "ENC[AES256_GCM,data:y]" }
    `,
  ]},
"istio/invalid-destination-rule":{why: "The API server refuses the object, or istiod drops it, so its subsets and policies are not there.",fix: "Change the marked field as the message says.",links: ["https://istio.io/latest/docs/reference/config/networking/destination-rule/"],bad: [
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
            mode: MUTUAL # error: needs clientCertificate
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
  ],good: [
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
  ]},
"istio/invalid-envoy-filter":{why: "The API server refuses the object, or istiod drops it, so nothing is patched.",fix: "Change the marked field as the message says.",links: ["https://istio.io/latest/docs/reference/config/networking/envoy-filter/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1alpha3
      kind: EnvoyFilter
      metadata: { name: lua, namespace: shop } # info: check it with each upgrade
      spec:
        configPatches:
          - applyTo: HTTP_FILTER
            match:
              proxy: { proxyVersion: "^1\\.(?!9)" } # error: lookaround
              listener:
                filterChain:
                  filter:
                    name: envoy.http_connection_manager # warning: old name
                    subFilter: { name: envoy.router } # warning: old name
            patch:
              operation: INSERT_BEFORE
              value:
                typed_config:
                  "@type": type.googleapis.com/envoy.config.filter.http.lua.v2.Lua # error: removed v2 API
          - applyTo: CLUSTER
            match: { listener: { name: a } } # error: takes a match of cluster
            patch: { operation: REMOVE }
          - patch: { operation: REMOVE } # error: needs applyTo
    `,
    yaml`
      apiVersion: networking.istio.io/v1alpha3
      kind: EnvoyFilter
      metadata: { name: more, namespace: shop } # info: check it
      spec:
        configPatches:
          - applyTo: HTTP_FILTER
            match: { context: SIDECAR_INBOUND, waypoint: {} } # error: needs context WAYPOINT
            patch: { operation: MERGE } # error: MERGE needs a value
          - applyTo: HTTP_FILTER
            match: { context: WAYPOINT } # error: needs a waypoint match
          - applyTo: LISTENER # error: needs patch
          - applyTo: LISTENER
            match: { listener: { filterChain: { filter: { subFilter: {} } } } } # warning: no effect # error: a filter match needs # error: works with # error: subFilter needs a name
            patch: { operation: REMOVE }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1alpha3
      kind: VirtualService
      metadata: { name: other, namespace: shop }
      spec: { hosts: [a.test], http: [{ route: [{ destination: { host: a } }] }] }
    `,
  ]},
"istio/invalid-gateway":{why: "The API server refuses the object, or istiod drops it, so its servers are not opened.",fix: "Change the marked field as the message says.",links: ["https://istio.io/latest/docs/reference/config/networking/gateway/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: web.shop, namespace: shop } # error: no DNS label
      spec:
        servers:
          - port: { number: 443, name: https, protocol: HTTPS } # error: protocol HTTPS needs tls
            hosts: [shop, "shop/", "*x.test"] # error: short name # error: no host # error: wildcard inside a label
          - port: { number: 80, name: https, protocol: HTTP, targetPort: 8080 } # error: stands twice # error: no effect
            hosts: [] # error: a server needs hosts
            bind: host # error: no IP address
            tls: { mode: SIMPLE, credentialName: web } # error: takes no tls
          - port: { number: 0, name: db, protocol: MSSQL } # error: unknown protocol # error: out of range
            hosts: ["*"]
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: tls, namespace: shop }
      spec:
        servers:
          - port: { number: 443, name: a, protocol: HTTPS }
            hosts: [a.test]
            tls: { mode: MUTUAL, serverCertificate: a, privateKey: b } # error: needs caCertificates
          - port: { number: 444, name: b, protocol: TLS }
            hosts: [b.test]
            tls: { mode: PASSTHROUGH, credentialName: b, httpsRedirect: true } # warning: does not use # warning: no effect
          - port: { number: 445, name: c, protocol: TLS }
            hosts: [c.test]
            tls: { mode: ISTIO_MUTUAL, credentialName: c } # error: uses Istio's certificates
          - port: { number: 446, name: d, protocol: TLS }
            hosts: [d.test]
            tls:
              mode: SIMPLE # error: needs credentialName or privateKey
              serverCertificate: a
              minProtocolVersion: TLSV1_0
              cipherSuites: [ECDHE-RSA-AES128-SHA, RC4, ECDHE-RSA-AES128-SHA] # warning: unknown # warning: twice
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: empty, namespace: shop } # error: needs servers
      spec: { selector: { istio: ingressgateway } }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: web, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 80, name: http, protocol: HTTP }
            hosts: ["*"]
            tls: { httpsRedirect: true }
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [./shop.test, "*/*.shop.test"]
            tls: { mode: SIMPLE, credentialName: web }
          - port: { number: 15443, name: tls, protocol: TLS }
            hosts: ["*.local"]
            tls: { mode: AUTO_PASSTHROUGH }
    `,
  ]},
"istio/invalid-metadata":{why: "Istio's webhook refuses the object, whatever its spec says.",fix: "Remove the annotation, or correct its value.",links: ["https://istio.io/latest/docs/tasks/security/authorization/authz-dry-run/"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        annotations: { istio.io/dry-run: "true" } # error: only an AuthorizationPolicy
      spec: { mtls: { mode: STRICT } }
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: audit
        annotations: { istio.io/dry-run: "true" } # error: action "AUDIT" cannot be tried
      spec: { action: AUDIT, rules: [{}] }
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: allow
        annotations: { istio.io/dry-run: "yes" } # error: no boolean
      spec: { rules: [{}] }
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata:
        name: web
        annotations: { internal.istio.io/parents: HTTPRoute/web } # error: istiod alone
      spec: { hosts: [web], http: [{ route: [{ destination: { host: web } }] }] }
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: allow, annotations: { istio.io/dry-run: "true" } }
      spec: { rules: [{ to: [{ operation: { methods: [GET] } }] }] }
    `,
  ]},
"istio/invalid-peer-authentication":{why: "The API server refuses the object, so the mTLS mode that it should set does not hold.",fix: "Change the marked field as the message says.",links: ["https://istio.io/latest/docs/reference/config/security/peer_authentication/"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: shop }
      spec:
        selector: { matchLabels: {} } # warning: selects the whole namespace
        portLevelMtls: # error: needs a selector
          "0": { mode: DISABLE } # error: no port
          "http": { mode: DISABLE } # error: no port
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: web, namespace: shop }
      spec:
        selector: { matchLabels: { app: web } }
        mtls: { mode: STRICT }
        portLevelMtls: { "8080": { mode: PERMISSIVE } }
    `,
  ]},
"istio/invalid-proxy-config":{why: "The API server refuses the object, or istiod drops it, so its proxies start without it.",fix: "Change the marked field as the message says.",links: ["https://istio.io/latest/docs/reference/config/networking/proxy-config/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1beta1
      kind: ProxyConfig
      metadata: { name: web, namespace: shop }
      spec:
        concurrency: 2
        selector: { matchLabels: { "app*": web, team: "*" } } # error: label key "app*" # error: label value "*"
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1beta1
      kind: ProxyConfig
      metadata: { name: web, namespace: shop }
      spec: { concurrency: 0, selector: { matchLabels: { app: web } } }
    `,
  ]},
"istio/invalid-request-authentication":{why: "The API server refuses the object, or istiod drops it: tokens are not checked as it says.",fix: "Change the marked field as the message says.",links: ["https://istio.io/latest/docs/reference/config/security/request_authentication/"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata: { name: jwt, namespace: shop }
      spec:
        selector: { matchLabels: { "": web } } # error: empty label key
        jwtRules:
          - issuer: shop
            jwksUri: keys.example/jwks # error: must have the scheme
            timeout: fast # error: no duration
          - jwks: "{}" # error: a rule needs issuer # error: neither a JSON Web Key
          - issuer: other
            jwks: '{"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}' # warning: gives a private or symmetric key away
            jwksUri: https://keys.example # error: cannot both be set
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata: { name: jwt, namespace: shop }
      spec:
        targetRefs: [{ kind: Service, name: web }]
        jwtRules:
          - issuer: shop
            jwksUri: https://keys.example:8443/jwks.json
            timeout: 5s
    `,
  ]},
"istio/invalid-service-entry":{why: "The API server refuses the object, or istiod drops it, so its hosts are unknown to the mesh.",fix: "Change the marked field as the message says.",links: ["https://istio.io/latest/docs/reference/config/networking/service-entry/"],bad: [
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
  ],good: [
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
  ]},
"istio/invalid-sidecar":{why: "The API server refuses the object, or istiod drops it, so its proxies are configured without it.",fix: "Change the marked field as the message says.",links: ["https://istio.io/latest/docs/reference/config/networking/sidecar/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata: { name: web, namespace: shop }
      spec:
        workloadSelector: { labels: { app: "*" } } # error: wildcard
        ingress:
          - port: { number: 80, protocol: SQL, name: http_1 } # error: unknown protocol # error: no DNS label
            bind: localhost # error: no IP address
            defaultEndpoint: 10.0.0.1:80 # error: no default endpoint
          - port: { number: 80, protocol: HTTP, targetPort: 8080 } # error: stands twice # error: no effect
            tls: { mode: ISTIO_MUTUAL } # error: does not support mode
        egress:
          - hosts: [shop, "x_y/*", "shop/short", "./*"] # error: no host # error: no host # error: no host # error: must be the last
          - port: { protocol: HTTP } # error: needs a unix:// bind
            hosts: ["*/*", "*/*", "./a.test"] # warning: already # warning: imports everything
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata: { name: empty, namespace: shop } # error: needs one of
      spec: {}
      ---
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata: { name: proxy, namespace: shop }
      spec:
        outboundTrafficPolicy:
          mode: REGISTRY_ONLY
          egressProxy: { host: "*.test" } # error: needs mode ALLOW_ANY # error: no full host name # error: needs a port
        inboundConnectionPool: { http: { maxRetries: -1 } } # error: below zero
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata: { name: web, namespace: shop }
      spec:
        workloadSelector: { labels: { app: web } }
        ingress:
          - port: { number: 9080, protocol: HTTP, name: http }
            defaultEndpoint: 127.0.0.1:8080
        egress:
          - port: { number: 3306, protocol: MYSQL, name: db }
            hosts: ["./db.shop.svc.cluster.local"]
          - hosts: ["./*", "istio-system/*", "~other/*"]
    `,
  ]},
"istio/invalid-status":{why: "The object was taken from a cluster with its status, and there it did not take effect. What the status tells holds for the same spec elsewhere, too.",fix: "Correct what the condition names, and leave `status` out of git.",links: ["https://istio.io/latest/docs/reference/config/analysis/"],bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ name: http, port: 80 }] }
      status:
        conditions:
          - type: istio.io/WaypointBound
            status: "False" # warning: WaypointBound is False (NoWaypoint: waypoint "edge" not found)
            reason: NoWaypoint
            message: waypoint "edge" not found
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ name: http, port: 80 }] }
      status: { conditions: [{ type: istio.io/WaypointBound, status: "True" }] }
    `,
  ]},
"istio/invalid-telemetry":{why: "The API server refuses the object, or istiod drops it, so metrics, traces and logs are as without it.",fix: "Change the marked field as the message says.",links: ["https://istio.io/latest/docs/reference/config/telemetry/"],bad: [
    yaml`
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: mesh, namespace: istio-system }
      spec:
        tracing: # warning: only one item
          - providers: [{ name: a }, { name: b }] # warning: only one provider
          - customTags: { "": { literal: { value: x } } } # error: empty name
        metrics:
          - reportingInterval: 0s # error: too short
            overrides:
              - tagOverrides:
                  foo: { operation: UPSERT } # error: needs a value
                  bar: {} # error: needs a value
                  baz: { operation: REMOVE, value: x } # error: takes no value
    `,
  ],good: [
    yaml`
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: mesh, namespace: istio-system }
      spec:
        tracing: [{ providers: [{ name: otel }], randomSamplingPercentage: 1 }]
        metrics:
          - overrides: [{ tagOverrides: { foo: { value: request.host }, bar: { operation: REMOVE } } }]
    `,
  ]},
"istio/invalid-traffic-extension":{why: "The API server refuses the object, or istiod drops it, so the extension does not run.",fix: "Change the marked field as the message says.",links: ["https://istio.io/latest/docs/reference/config/proxy_extensions/"],bad: [
    yaml`
      apiVersion: extensions.istio.io/v1alpha1
      kind: TrafficExtension
      metadata: { name: auth, namespace: shop }
      spec:
        selector: { matchLabels: { app: web } }
        targetRefs: [{ kind: Service, name: web }] # error: only one of
        wasm: { url: "s3://bucket/auth.wasm" } # error: unknown scheme
    `,
  ],good: [
    yaml`
      apiVersion: extensions.istio.io/v1alpha1
      kind: TrafficExtension
      metadata: { name: auth, namespace: shop }
      spec: { lua: { inlineCode: "function envoy_on_request(handle) end" } }
    `,
  ]},
"istio/invalid-virtual-service":{why: "The API server refuses the object, or istiod drops it, so the routes of the last good version stay in effect.",fix: "Change the marked field as the message says.",links: ["https://istio.io/latest/docs/reference/config/networking/virtual-service/"],bad: [
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
        gateways: [public/shop/x, shop.istio-system.svc.cluster.local] # error: names no gateway
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
  ],good: [
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
  ]},
"istio/invalid-wasm-plugin":{why: "The API server refuses the object, or istiod drops it, so the plugin does not run.",fix: "Change the marked field as the message says.",links: ["https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/"],bad: [
    yaml`
      apiVersion: extensions.istio.io/v1alpha1
      kind: WasmPlugin
      metadata: { name: auth, namespace: shop }
      spec:
        url: ftp://example.test/auth.wasm # error: unknown scheme
        vmConfig:
          env: [{ name: TOKEN, valueFrom: HOST, value: x }] # error: takes no value
    `,
  ],good: [
    yaml`
      apiVersion: extensions.istio.io/v1alpha1
      kind: WasmPlugin
      metadata: { name: auth, namespace: shop }
      spec: { url: "registry.test:5000/auth:v1", vmConfig: { env: [{ name: TOKEN, valueFrom: HOST }] } }
    `,
  ]},
"istio/invalid-workload-entry":{why: "The API server refuses the object, or istiod drops it, so the workload is not part of the mesh.",fix: "Change the marked field as the message says.",links: ["https://istio.io/latest/docs/reference/config/networking/workload-entry/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: { name: vm, namespace: shop }
      spec:
        address: unix:///run/ # error: names a directory
        ports: { http_1: 0 } # error: has no ports # error: no DNS label # error: out of range
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: { name: nowhere, namespace: shop } # error: needs address or network
      spec: { labels: { app: vm } }
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: { name: net, namespace: shop }
      spec: { network: vm-net } # warning: network without address
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: { name: named, namespace: shop }
      spec: { address: a_b } # error: neither an IP address
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: { name: vm, namespace: shop }
      spec: { address: vm.internal, ports: { http: 8080 }, labels: { app: vm } }
    `,
  ]},
"istio/invalid-workload-group":{why: "The API server refuses the object, or istiod drops it, so workloads cannot register with it.",fix: "Change the marked field as the message says.",links: ["https://istio.io/latest/docs/reference/config/networking/workload-group/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: { name: vm, namespace: shop }
      spec:
        metadata: { labels: { "a b": c } } # error: no label key
        template: { ports: { http: 70000 } } # error: out of range
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
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: { name: vm, namespace: shop }
      spec:
        metadata: { labels: { app: vm } }
        template: { serviceAccount: vm, ports: { http: 8080 } }
        probe: { periodSeconds: 5, tcpSocket: { port: 8080 } }
    `,
  ]},
"istio/mismatched-gateway-hosts":{why: "A gateway only uses routes for hosts that one of its servers names (and opens to the VirtualService's namespace). None of these routes is attached, and requests are answered with 404.",fix: "Add the host to a server of the Gateway, or bind the VirtualService to the Gateway that has it.",links: ["https://istio.io/latest/docs/reference/config/analysis/ist0132/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.org]
        gateways:
          - edge/public # warning: takes shop.example.com and *.example.net from namespace "shop", and none of shop.example.org
        http: [{ route: [{ destination: { host: shop } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 80, name: http, protocol: HTTP }
            hosts: [shop.example.com, "*/*.example.net", "./shop.example.org"]
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.org, shop]
        gateways: [edge/public, mesh, elsewhere]
        http: [{ route: [{ destination: { host: shop } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 80, name: http, protocol: HTTP }
            hosts: ["shop/*.example.org"]
    `,
  ]},
"istio/mismatched-policy-protocol":{fix: "Limit the rule with `ports` to the HTTP ports, or name the port's protocol in the Service (`name: http-…`).",links: ["https://istio.io/latest/docs/tasks/security/authorization/authz-tcp/"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths: [/admin] # error: denies all connections to TCP port 5432
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: readers
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  methods: [GET] # error: never matches on TCP port 5432
                  ports: ["5432"]
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: db
        namespace: shop
      spec:
        selector:
          app: db
        ports:
          - name: tcp-sql
            port: 5432
          - name: http
            port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: db
        namespace: shop
        labels:
          app: db
      spec:
        containers:
          - name: db
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths: [/admin]
                  ports: ["80"]
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: readers
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  methods: [GET]
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: db
        namespace: shop
      spec:
        selector:
          app: db
        ports:
          - name: tcp-sql
            port: 5432
          - name: http
            port: 80
          - name: guess
            port: 81
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: db
        namespace: shop
        labels:
          app: db
      spec:
        containers:
          - name: db
    `,
  ]},
"istio/mismatched-proxy-image":{why: "A sidecar is only replaced when its pod is made anew. Pods that were left out of an upgrade keep an old proxy, which istiod supports for two minor versions only.",fix: "Restart the workloads, or take the proxy container out of the template and leave it to the injector.",links: ["https://istio.io/latest/docs/reference/config/analysis/ist0158/"],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: enabled } } # warning: have another sidecar than "registry.example.com/proxyv2:1.29.2"
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: istio-sidecar-injector, namespace: istio-system }
      data: { values: '{ "global": { "hub": "registry.example.com", "tag": "1.29.2", "proxy": { "image": "proxyv2" } } }' }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop }
      spec: { containers: [{ name: istio-proxy, image: "registry.example.com/proxyv2:1.27.0" }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: enabled } }
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: istio-sidecar-injector, namespace: istio-system }
      data: { values: '{ "global": { "hub": "registry.example.com", "tag": "1.29.2", "proxy": { "image": "proxyv2" } } }' }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop }
      spec: { containers: [{ name: istio-proxy, image: "registry.example.com/proxyv2:1.29.2-distroless" }] }
    `,
  ]},
"istio/mismatched-weights":{why: "Since Istio 1.15 weights are proportions: each destination gets its weight divided by the sum. Whoever reads 90 and 20 as percentages reads the wrong traffic, and a canary gets more or less than it was meant to.",fix: "Let the weights of each route add up to 100.",links: ["https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews }
      spec:
        hosts: [reviews]
        http:
          - route: # warning: weights add up to 110: v1 gets 81.8 % and v2 gets 18.2 %
              - { destination: { host: reviews, subset: v1 }, weight: 90 }
              - { destination: { host: reviews, subset: v2 }, weight: 20 }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews }
      spec:
        hosts: [reviews]
        http:
          - route:
              - { destination: { host: reviews, subset: v1 }, weight: 95 }
              - { destination: { host: reviews, subset: v2 }, weight: 5 }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews }
      spec:
        hosts: [reviews]
        http:
          - route:
              - { destination: { host: stable }, weight: 1 }
              - { destination: { host: canary }, weight: 1 }
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: { name: reviews }
      spec:
        strategy:
          canary:
            canaryService: canary
            stableService: stable
            trafficRouting: { istio: { virtualService: { name: reviews } } }
    `,
  ]},
"istio/missing-addresses":{why: "TCP carries no host name, so a proxy can only tell such hosts apart by address. Without one the port is taken for all hosts, and two such entries on one port get each other's traffic, unless istiod allocates addresses and proxies answer DNS.",fix: "Add `addresses`, name the real protocol (HTTP, TLS …), or switch DNS proxying with address allocation on.",links: ["https://istio.io/latest/docs/reference/config/analysis/ist0134/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: db }
      spec:
        hosts: [db.example.com]
        resolution: DNS
        ports:
          - number: 5432
            name: tcp
            protocol: TCP # warning: TCP port 5432 of a ServiceEntry without addresses takes the traffic of all hosts
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: db }
      spec:
        hosts: [db.example.com]
        addresses: [192.0.2.7]
        resolution: DNS
        ports: [{ number: 5432, name: tcp, protocol: TCP }]
    `,
  ]},
"istio/missing-claim-authentication":{why: "Claims are only known to the gateway where a RequestAuthentication validates the token there. Without one the match never holds.",fix: "Add a RequestAuthentication that selects the gateway pods, in their namespace.",links: [
    "https://istio.io/latest/docs/tasks/security/authentication/jwt-route/",
    "https://istio.io/latest/docs/reference/config/analysis/ist0149/",
  ],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http:
          - match:
              - headers:
                  "@request.auth.claims.group": { exact: admin } # error: no RequestAuthentication reads tokens at gateway "public"
            route: [{ destination: { host: admin } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [shop.example.com] }]
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http:
          - match: [{ headers: { "@request.auth.claims.group": { exact: admin } } }]
            route: [{ destination: { host: admin } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [shop.example.com] }]
      ---
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata: { name: jwt, namespace: istio-system }
      spec:
        selector: { matchLabels: { istio: ingressgateway } }
        jwtRules: [{ issuer: shop, jwksUri: "https://id.example.com/jwks" }]
    `,
  ]},
"istio/missing-injection":{why: "Pods of a namespace without a label are outside of the mesh, or inside of it if the injector takes all namespaces by default. Written down, it holds whatever the injector's settings are.",fix: "Label the namespace `istio-injection: enabled`, `istio-injection: disabled`, `istio.io/rev` or `istio.io/dataplane-mode: ambient`.",links: [
    "https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/",
    "https://istio.io/latest/docs/reference/config/analysis/ist0102/",
  ],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop # info: namespace "shop" does not ask for injection
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: web, labels: { istio-injection: enabled } }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: disabled } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: web, labels: { istio.io/dataplane-mode: ambient } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: kube-system }
    `,
  ]},
"istio/missing-paths":{why: "Every path of the workload is open to the callers of this rule, paths for administrators included.",fix: "Name the paths that these callers need.",links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: readers
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  methods: [GET] # warning: any path
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: readers
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  methods: [GET]
                  paths: [/cart]
              - operation:
                  ports: ["9090"]
    `,
  ]},
"istio/missing-port":{why: "With one port Istio takes that one. With several it takes the port that the request came in on; at a gateway this is the gateway's port, which the Service seldom has, and the request is answered with 503. In the mesh alone it works for callers that use one of the ports, so there it is a warning.",fix: "Add `port.number` to the destination.",links: ["https://istio.io/latest/docs/reference/config/analysis/ist0112/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [edge/public]
        http:
          - route:
              - destination: { host: shop } # error: "shop" has ports 8080 and 9090, so a port must be chosen
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { app: shop }
        ports: [{ name: http, port: 8080 }, { name: http-admin, port: 9090 }]
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [edge/public]
        http:
          - match: [{ uri: { prefix: /admin } }]
            route: [{ destination: { host: shop, port: { number: 9090 } } }]
          - route: [{ destination: { host: cart } }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: shop, namespace: shop }
      spec:
        selector: { app: shop }
        ports: [{ name: http, port: 8080 }, { name: http-admin, port: 9090 }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ name: http, port: 80 }] }
    `,
  ]},
"istio/missing-request-authentication":{fix: "Add a RequestAuthentication for the same workloads.",links: ["https://istio.io/latest/docs/concepts/security/#request-authentication"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: require
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  requestPrincipals: ["*"] # error: no RequestAuthentication in namespace "shop"
          - when:
              - key: request.auth.claims[group]
                values: [admin]
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: require
        namespace: shop
      spec:
        rules:
          - when:
              - key: request.auth.claims[group]
                values: [admin]
      ---
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: jwt
        namespace: istio-system
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
    `,
  ]},
"istio/missing-sidecar":{why: "Where the files show Pods as they run, with their sidecars, one without a sidecar was made before the namespace was labelled, or while the injector was away: it is outside of mTLS and authorization until it is made anew.",fix: 'Restart the workload, or label the pod `sidecar.istio.io/inject: "false"` if it shall stay outside.',links: ["https://istio.io/latest/docs/reference/config/analysis/ist0103/"],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: enabled } }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop }
      spec: { containers: [{ name: cart, image: cart }, { name: istio-proxy, image: proxyv2 }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web # warning: no sidecar
        namespace: shop
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: enabled } }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop }
      spec: { containers: [{ name: web, image: web }] }
    `,
  ]},
"istio/missing-source":{why: "Without `from`, or a condition on the caller, anyone who reaches the port is admitted, in plain text too.",fix: "Name the callers: `principals`, `serviceAccounts`, `namespaces` or `requestPrincipals`.",links: ["https://istio.io/latest/docs/ops/best-practices/security/#authorization-policies"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: readers
        namespace: shop
      spec:
        rules:
          - to: # warning: any caller
              - operation:
                  methods: [GET]
                  paths: [/cart]
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: readers
        namespace: shop
      spec:
        rules:
          - when:
              - key: request.auth.claims[group]
                values: [staff]
          - from:
              - source:
                  namespaces: [web]
    `,
  ]},
"istio/missing-telemetry-labels":{why: "Istio names workloads in metrics and traces by these labels, and Kiali draws its graph from them. Without a version, two versions of one app are one line in every chart.",fix: "Add `app` and `version` (or `app.kubernetes.io/name` and `app.kubernetes.io/version`) to the pod template.",links: ["https://istio.io/latest/docs/ops/deployment/application-requirements/#pod-requirements"],bad: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart # info: these pods have no label app and version
        namespace: shop
      spec:
        selector: { matchLabels: { tier: web } }
        template:
          metadata: { labels: { tier: web, sidecar.istio.io/inject: "true" } }
          spec: { containers: [{ name: cart, image: cart }] }
    `,
  ],good: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart, app.kubernetes.io/version: v1, sidecar.istio.io/inject: "true" } }
          spec: { containers: [{ name: cart, image: cart }] }
    `,
  ]},
"istio/missing-telemetry-provider":{why: "Where the mesh configuration has no default provider of access logs, an entry without `providers` writes nothing.",fix: "Add `providers: [{ name: envoy }]`, or a default provider to the mesh configuration.",links: ["https://istio.io/latest/docs/reference/config/analysis/ist0157/"],bad: [
    yaml`
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: logs, namespace: shop }
      spec:
        accessLogging:
          - filter: { expression: "response.code >= 400" } # warning: names no provider, and the mesh has no default one
    `,
  ],good: [
    yaml`
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: logs, namespace: shop }
      spec:
        accessLogging: [{ providers: [{ name: envoy }] }, { disabled: true }]
    `,
  ]},
"istio/missing-waypoint":{why: "ztunnel, which carries the traffic of ambient mode, knows no HTTP. Routes, policies and settings about requests hold only where a waypoint stands before the Service.",fix: "Label the Service or its namespace `istio.io/use-waypoint` with the name of a waypoint.",links: [
    "https://istio.io/latest/docs/ambient/usage/waypoint/",
    "https://istio.io/latest/docs/ambient/usage/l7-features/",
  ],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        hosts: [cart] # warning: Service "shop/cart" has no waypoint
        http: [{ timeout: 5s, route: [{ destination: { host: cart } }] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: cart, namespace: shop }
      spec:
        host: cart # warning: Service "shop/cart" has no waypoint
        trafficPolicy: { outlierDetection: { consecutive5xxErrors: 3 } }
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: cart, namespace: shop }
      spec:
        targetRefs: [{ group: "", kind: Service, name: cart }] # warning: Service "shop/cart" has no waypoint
        rules: [{ to: [{ operation: { methods: [GET] } }] }]
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        hosts: [cart]
        http: [{ timeout: 5s, route: [{ destination: { host: cart } }] }]
    `,
  ]},
"istio/missing-webhook-target":{why: "The API server cannot call a webhook without an address: nothing is injected or validated, or every pod is refused, as the failure policy says.",fix: "Set `clientConfig.url` to the https URL of the external control plane, or name its Service.",links: ["https://istio.io/latest/docs/setup/install/external-controlplane/"],bad: [
    yaml`
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: { name: istio-sidecar-injector-external }
      webhooks:
        - name: rev.namespace.sidecar-injector.istio.io
          admissionReviewVersions: [v1]
          sideEffects: None
          clientConfig: {} # warning: webhook "rev.namespace.sidecar-injector.istio.io" has no url and no service
        - name: object.sidecar-injector.istio.io
          admissionReviewVersions: [v1]
          sideEffects: None
          clientConfig:
            url: https://192.0.2.7/inject # info: "192.0.2.7" is an address
    `,
  ],good: [
    yaml`
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata: { name: istio-validator }
      webhooks:
        - name: rev.validation.istio.io
          admissionReviewVersions: [v1]
          sideEffects: None
          clientConfig: { service: { name: istiod, namespace: istio-system, path: /validate } }
    `,
  ]},
"istio/missing-weight":{why: "An absent weight is 0, not the rest: the destination is left out of the route altogether.",fix: "Give every destination its weight, or remove the one that shall get nothing.",links: ["https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews }
      spec:
        hosts: [reviews]
        http:
          - route:
              - destination: { host: reviews, subset: v1 } # warning: v1 has no weight, so it gets no traffic
              - { destination: { host: reviews, subset: v2 }, weight: 10 }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews }
      spec:
        hosts: [reviews]
        http:
          - match: [{ headers: { beta: { exact: "1" } } }]
            route: [{ destination: { host: reviews, subset: v2 } }]
          - route:
              - { destination: { host: reviews, subset: v1 }, weight: 100 }
              - { destination: { host: reviews, subset: v2 }, weight: 0 }
    `,
  ]},
"istio/orphaned-gateway":{why: "A Gateway only configures proxies that run already: those whose pod labels hold its selector. Without one no port is opened, and every VirtualService bound to it is unreachable.",fix: "Use the labels of the gateway pods (their template, not their Deployment).",links: [
    "https://istio.io/latest/docs/reference/config/networking/gateway/#Gateway",
    "https://istio.io/latest/docs/reference/config/analysis/ist0101/",
  ],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        selector: { istio: edge-gateway } # warning: no pod has the labels istio=edge-gateway
        servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: gateway, namespace: edge, labels: { istio: edge-gateway } }
      spec:
        selector: { matchLabels: { app: gateway } }
        template:
          metadata: { labels: { app: gateway } }
          spec: { containers: [{ name: istio-proxy, image: auto }] }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        selector: { istio: ingressgateway }
        servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: own, namespace: edge }
      spec:
        selector: { app: gateway }
        servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: gateway, namespace: gateways }
      spec:
        selector: { matchLabels: { app: gateway } }
        template:
          metadata: { labels: { app: gateway } }
          spec: { containers: [{ name: istio-proxy, image: auto }] }
    `,
  ]},
"istio/orphaned-policy":{fix: "Copy the labels from the pod template of the workload that is meant, or delete the policy.",links: ["https://istio.io/latest/docs/reference/config/type/workload-selector/#WorkloadSelector"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          matchLabels: # warning: no pod of namespace "shop" has app=crat
            app: crat
      ---
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: cart
        namespace: shop
      spec:
        workloadSelector:
          labels: # warning: no pod of namespace "shop" has app=cart, tier=web
            app: cart
            tier: web
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
      spec:
        containers:
          - name: cart
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: nobody # warning: no pod in namespace "empty"
        namespace: empty
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart # warning: outside of the mesh
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
          sidecar.istio.io/inject: "false"
      spec:
        containers:
          - name: cart
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: istio-system
      spec:
        selector:
          matchLabels:
            app: cart
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: gateway
        namespace: istio-system
      spec:
        selector:
          matchLabels:
            istio: ingressgateway
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
      spec:
        containers:
          - name: cart
    `,
  ]},
"istio/overly-broad-gateway-hosts":{fix: "List the hosts, and put the namespace before them: `shop/shop.example.com`.",links: ["https://istio.io/latest/docs/ops/best-practices/security/#avoid-overly-broad-hosts-configurations"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata:
        name: public
        namespace: shop
      spec:
        selector:
          istio: ingressgateway
        servers:
          - port:
              number: 80
              name: http
              protocol: HTTP
            hosts:
              - "*" # warning: any host from any namespace
              - "*.com" # warning: any host below "com"
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata:
        name: public
        namespace: shop
      spec:
        selector:
          istio: ingressgateway
        servers:
          - port:
              number: 80
              name: http
              protocol: HTTP
            hosts: ["*"]
            tls:
              httpsRedirect: true
          - port:
              number: 8080
              name: http-apps
              protocol: HTTP
            hosts: [./*, shop/*, "*.example.com"]
          - port:
              number: 15443
              name: tls
              protocol: TLS
            hosts: ["*.local"]
            tls:
              mode: AUTO_PASSTHROUGH
    `,
  ]},
"istio/overly-broad-paths":{fix: "Name the paths that callers need. Write `/admin` and `/admin/*` for a path and all below it.",links: [
    "https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation",
    "https://istio.io/latest/docs/ops/best-practices/security/#authorization-policies",
  ],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: frontend
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: backend
        rules:
          - from:
              - source:
                  principals: [cluster.local/ns/shop/sa/frontend]
            to:
              - operation:
                  methods: [GET]
                  paths: ["/*"] # warning: "/*" matches every path
              - operation:
                  paths: ["/admin*"] # warning: also matches "/adminX"
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: frontend
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  paths: ["/api", "/api/*", "*/healthz", "/v1/users/{*}"]
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths: ["/admin*"]
    `,
  ]},
"istio/overly-broad-rule":{fix: "Name the service accounts, namespaces, methods and paths that are meant, or delete the rule.",links: [
    "https://istio.io/latest/docs/concepts/security/#allow-all-and-deny-all-policies",
    "https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source",
  ],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: all
        namespace: shop
      spec:
        rules:
          - {} # warning: admits every request
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  principals: ["*"] # warning: any identity of the mesh
            to:
              - operation:
                  methods: ["*"] # warning: limits nothing
          - from:
              - source:
                  namespaces: ["*"] # warning: any identity of the mesh
            to:
              - operation:
                  paths: [/cart]
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: nothing
        namespace: shop
      spec: {}
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: tokens
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  requestPrincipals: ["*"]
              - source:
                  principals: ["*"]
                  ipBlocks: [10.0.0.0/8]
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: nobody
        namespace: shop
      spec:
        action: DENY
        rules:
          - {}
    `,
  ]},
"istio/overly-broad-subset":{why: "Such a subset is the host itself under another name. Mostly its labels were forgotten, and a canary gets all pods.",fix: "Give the subset the labels of its pods, or route to the host.",links: ["https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: reviews
        subsets:
          - name: v1 # info: subset "v1" has no labels
          - name: v2 # info: subset "v2" has no labels
            labels: {}
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: reviews
        subsets:
          - { name: v1, labels: { version: v1 } }
          - { name: patient, trafficPolicy: { connectionPool: { tcp: { connectTimeout: 30s } } } }
    `,
  ]},
"istio/permissive-jwks-fetch":{why: "istiod itself calls the `jwksUri` of each RequestAuthentication. Whoever may write one in any namespace lets the control plane send requests to internal addresses, such as the metadata service of the cloud.",links: [
    "https://istio.io/latest/docs/reference/commands/pilot-discovery/",
    "https://istio.io/latest/docs/ops/best-practices/security/",
  ],bad: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: istiod # warning: BLOCKED_CIDRS_IN_JWKS_URIS is not set
        namespace: istio-system
        labels: { app: istiod }
      spec:
        selector: { matchLabels: { app: istiod } }
        template:
          metadata: { labels: { app: istiod } }
          spec: { containers: [{ name: discovery, image: pilot }] }
      ---
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata: { name: jwt, namespace: shop }
      spec: { jwtRules: [{ issuer: https://issuer.example.com, jwksUri: https://issuer.example.com/keys }] }
    `,
  ],good: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: istiod, namespace: istio-system, labels: { app: istiod } }
      spec:
        selector: { matchLabels: { app: istiod } }
        template:
          metadata: { labels: { app: istiod } }
          spec:
            containers:
              - { name: discovery, image: pilot, env: [{ name: BLOCKED_CIDRS_IN_JWKS_URIS, value: 169.254.0.0/16 }] }
      ---
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata: { name: jwt, namespace: shop }
      spec: { jwtRules: [{ issuer: https://issuer.example.com, jwksUri: https://issuer.example.com/keys }] }
    `,
  ]},
"istio/shadowed-destination-tls":{fix: "Repeat the `tls` block of the wider rule.",links: ["https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/#auto-mtls"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: default
        namespace: istio-system
      spec:
        host: "*.local"
        trafficPolicy:
          tls:
            mode: ISTIO_MUTUAL
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: cart
        namespace: shop
      spec:
        host: cart # warning: ISTIO_MUTUAL of "default"
        trafficPolicy:
          loadBalancer:
            simple: RANDOM
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: cart, namespace: shop }
      spec: { host: cart, trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: cart, namespace: web }
      spec:
        host: cart.shop.svc.cluster.local # warning: does not apply to "cart.shop.svc.cluster.local" any more for clients in namespace "web"
        trafficPolicy: { loadBalancer: { simple: LEAST_REQUEST } }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: default
        namespace: istio-system
      spec:
        host: "*.local"
        trafficPolicy:
          tls:
            mode: ISTIO_MUTUAL
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: cart
        namespace: shop
      spec:
        host: cart
        trafficPolicy:
          tls:
            mode: ISTIO_MUTUAL
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: elsewhere
        namespace: shop
      spec:
        host: api.example.com
    `,
  ]},
"istio/shadowed-route":{why: "The proxy tries routes from above and takes the first that matches. A route without a match, or with a wider one, hides all that follow and match less.",fix: "Move the narrower route up, or remove it.",links: [
    "https://istio.io/latest/docs/reference/config/analysis/ist0130/",
    "https://istio.io/latest/docs/concepts/traffic-management/#routing-rule-precedence",
  ],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop }
      spec:
        hosts: [shop]
        http:
          - match:
              - uri: { prefix: /api }
            route: [{ destination: { host: api } }]
          - match:
              - uri: { prefix: /cart }
              - uri: { exact: /api/v2 } # warning: this match is never reached
            route: [{ destination: { host: cart } }]
          - route: [{ destination: { host: web } }]
          - match:
              - headers: { beta: { exact: "1" } } # warning: this route is never reached
            route: [{ destination: { host: beta } }]
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop }
      spec:
        hosts: [shop]
        http:
          - match: [{ uri: { regex: "/api/.*" }, method: { exact: GET } }]
            route: [{ destination: { host: reads } }]
          - match: [{ uri: { regex: "/api/v[0-9]" } }, { uri: { prefix: /OLD }, ignoreUriCase: true }]
            route: [{ destination: { host: api } }]
          - match: [{ uri: { prefix: /api/v3 }, port: 8080 }]
            route: [{ destination: { host: next } }]
          - match: [{ uri: { prefix: /api/v3/x }, withoutHeaders: { beta: {} } }]
            route: [{ destination: { host: old } }]
          - route: [{ destination: { host: web } }]
    `,
  ]},
"istio/unknown-annotation":{why: "Istio passes over annotations that it does not know, so a misspelt one silently changes nothing.",fix: "Correct the name, or remove the annotation.",links: ["https://istio.io/latest/docs/reference/config/annotations/"],bad: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations:
          sidecar.istio.io/proxyCpu: 100m # warning: did you mean "sidecar.istio.io/proxyCPU"
          networking.istio.io/timeout: 5s # warning: unknown annotation
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations: { sidecar.istio.io/proxyCPU: 100m, example.test/istio.io: "yes" }
      spec: { containers: [{ name: web, image: web }] }
    `,
  ]},
"istio/unknown-credential":{why: "Without its Secret the server is not opened: clients see a reset connection. The Secret must be in the namespace of the gateway pods, which is seldom that of the Gateway object.",fix: "Put the Secret (or the Certificate, ExternalSecret or SealedSecret that makes it) into the namespace of the gateway pods.",links: [
    "https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#troubleshooting",
    "https://istio.io/latest/docs/reference/config/analysis/ist0101/",
  ],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [shop.example.com]
            tls: { mode: SIMPLE, credentialName: shop-cert } # error: Secret "shop-cert" is in namespace shop, but the gateway pods read it in "istio-system"
      ---
      apiVersion: cert-manager.io/v1
      kind: Certificate
      metadata: { name: shop, namespace: shop }
      spec: { secretName: shop-cert, dnsNames: [shop.example.com] }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [shop.example.com]
            tls: { mode: SIMPLE, credentialName: shop-cert }
      ---
      apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata: { name: shop, namespace: istio-system }
      spec: { target: { name: shop-cert } }
    `,
  ]},
"istio/unknown-delegate":{why: "istiod skips a route whose delegate is missing, not exported to the root's namespace, or has hosts of its own. Requests fall through to the next route, or get a 404.",fix: "Name a VirtualService without `hosts` that is exported to this namespace.",links: ["https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: edge }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http:
          - match: [{ uri: { prefix: /cart } }]
            delegate:
              name: carts # error: unknown VirtualService "shop/carts": this route is skipped
              namespace: shop
          - delegate: { name: web, namespace: shop } # error: has hosts, so nothing can be delegated to it
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: web, namespace: shop }
      spec: { hosts: [web], http: [{ route: [{ destination: { host: web } }] }] }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: edge }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http: [{ match: [{ uri: { prefix: /cart } }], delegate: { name: cart, namespace: shop } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { exportTo: [edge], http: [{ route: [{ destination: { host: cart } }] }] }
    `,
  ]},
"istio/unknown-export-namespace":{why: "Clients in the namespace that was meant do not see the object and act as if it were not there.",fix: "Correct the name; `.` means the object's own namespace and `*` all.",links: [
    "https://kiali.io/docs/features/validations/#kia0005---no-matching-namespace-found-or-namespace-is-not-accessible",
  ],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: shop }
      spec:
        hosts: [maps.example.com]
        exportTo: [., shpo] # warning: unknown namespace "shpo"
        ports: [{ number: 443, name: tls, protocol: TLS }]
        resolution: DNS
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: maps, namespace: ops }
      spec: { host: maps.example.com, exportTo: [shop] }
    `,
  ]},
"istio/unknown-gateway":{why: "The routes are attached to nothing, so requests that reach the ingress are answered with 404. A name without a namespace means a Gateway in the VirtualService's own namespace.",fix: "Name an existing Gateway as `namespace/name`.",links: ["https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways:
          - public # error: unknown gateway "public" in namespace "shop"
          - edge/public
        http:
          - match:
              - gateways: [edge/privat] # error: unknown gateway "edge/privat"
            route: [{ destination: { host: shop } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        selector: { istio: ingressgateway }
        servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }]
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [mesh, public, edge/k8s]
        http:
          - route: [{ destination: { host: shop } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: k8s, namespace: edge }
      spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
    `,
  ]},
"istio/unknown-gateway-port":{why: "The proxy opens the port, but no one reaches it: traffic comes to gateway pods through their Service, which only passes on the ports that it lists.",fix: "Add the port to the Service of the gateway pods, or use one that it has.",links: ["https://istio.io/latest/docs/reference/config/analysis/ist0162/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        selector: { app: gateway }
        servers:
          - port: { number: 8443, name: https, protocol: HTTPS } # warning: has no port 8443: it has 443 and 9443
            hosts: [shop.example.com]
            tls: { mode: SIMPLE, credentialName: shop }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: gateway, namespace: edge }
      spec: { selector: { app: gateway }, ports: [{ name: https, port: 443, targetPort: 9443 }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: gateway, namespace: edge, labels: { app: gateway } }
      spec: { containers: [{ name: istio-proxy, image: auto }] }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 80, name: http, protocol: HTTP }
            hosts: [shop.example.com]
          - port: { number: 8080, name: http-of-the-pods, protocol: HTTP }
            hosts: [web.example.com]
    `,
  ]},
"istio/unknown-host":{why: "Istio builds clusters from Services and ServiceEntries only. A route to a host without one is answered with 503, and a DestinationRule for it has no effect. A name without a dot means a Service in the object's own namespace; a name with a dot is taken as it is, so `reviews.prod` is not the Service `reviews` of `prod`.",fix: "Name a Service that exists (with its namespace: `reviews.prod.svc.cluster.local`), or declare the host with a ServiceEntry.",links: [
    "https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination",
    "https://istio.io/latest/docs/ops/best-practices/traffic-management/",
  ],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: [reviews]
        http:
          - route:
              - destination:
                  host: reveiws # error: nothing serves "reveiws" in namespace "shop"
            mirror:
              host: reviews.shop # error: is taken literally: write "reviews.shop.svc.cluster.local"
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: reviews, namespace: shop }
      spec: { selector: { app: reviews }, ports: [{ name: http, port: 80 }] }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: ratings, namespace: shop }
      spec:
        host: ratings.stars.svc.cluster.local # warning: which is not exported to namespace "shop"
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: ratings
        namespace: stars
        annotations: { networking.istio.io/exportTo: "." }
      spec: { selector: { app: ratings }, ports: [{ name: http, port: 80 }] }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: search, namespace: shop }
      spec:
        hosts: [search]
        http:
          - match: [{ uri: { prefix: /maps } }]
            route: [{ destination: { host: api.maps.example.com } }]
          - route: [{ destination: { host: search.shop.svc.cluster.local } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: egress }
      spec: { hosts: ["*.maps.example.com"], ports: [{ number: 443, name: tls, protocol: TLS }], resolution: NONE }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: search, namespace: shop }
      spec: { selector: { app: search }, ports: [{ name: http, port: 80 }] }
    `,
  ]},
"istio/unknown-injector-service":{why: "The API server cannot call this webhook. With `failurePolicy: Fail`, Istio's default, no pod that it selects can be created.",fix: "Name the Service of the control plane that shall inject, or remove the webhook of a revision that is gone.",links: ["https://istio.io/latest/docs/reference/config/analysis/ist0139/"],bad: [
    yaml`
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: { name: istio-sidecar-injector }
      webhooks:
        - name: namespace.sidecar-injector.istio.io
          clientConfig: { service: { name: istiod-1-20, namespace: istio-system } } # error: no Service "istiod-1-20" in namespace "istio-system"
          admissionReviewVersions: [v1]
          sideEffects: None
          namespaceSelector: { matchLabels: { istio-injection: enabled } }
    `,
  ],good: [
    yaml`
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: { name: istio-sidecar-injector }
      webhooks:
        - name: namespace.sidecar-injector.istio.io
          clientConfig: { service: { name: istiod, namespace: istio-system } }
          admissionReviewVersions: [v1]
          sideEffects: None
          namespaceSelector: { matchLabels: { istio-injection: enabled } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: istiod, namespace: istio-system }
      spec: { ports: [{ name: https-webhook, port: 443 }] }
    `,
  ]},
"istio/unknown-operation-host":{fix: "Name the host as callers send it: an existing Service, its full name, or the public host.",links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  hosts:
                    - cart
                    - crat # warning: no Service "crat"
                    - crat.shop # warning: no Service "crat"
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  hosts: [cart, cart.shop, "cart:8080", "*.example.com", shop.example.com, example.com, old-name]
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata:
        name: old-name
        namespace: shop
      spec:
        hosts: [old-name]
        http:
          - route:
              - destination:
                  host: cart
    `,
  ]},
"istio/unknown-port":{why: "A destination port is the port of the Service, not of the pods. The proxy has no cluster for another port, so requests on this route are answered with 503; settings for such a port never apply.",fix: "Use the Service's `port`, not its `targetPort`.",links: ["https://istio.io/latest/docs/reference/config/networking/virtual-service/#PortSelector"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: [reviews]
        http:
          - route:
              - destination:
                  host: reviews
                  port:
                    number: 9080 # error: "reviews" has no port 9080: 9080 is the targetPort of 80
          - route:
              - destination: { host: reviews, port: { number: 81 } } # error: it has 80 and 443
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: reviews
        trafficPolicy:
          portLevelSettings:
            - port: { number: 8443 } # warning: "reviews" has no port 8443
              tls: { mode: DISABLE }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: reviews, namespace: shop }
      spec:
        selector: { app: reviews }
        ports: [{ name: http, port: 80, targetPort: 9080 }, { name: https, port: 443 }]
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: maps, namespace: shop }
      spec:
        hosts: [maps.example.com]
        tls:
          - match: [{ port: 443, sniHosts: [maps.example.com] }]
            route: [{ destination: { host: maps.example.com, port: { number: 443 } } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: shop }
      spec: { hosts: [maps.example.com], ports: [{ number: 443, name: tls, protocol: TLS }], resolution: DNS }
    `,
  ]},
"istio/unknown-principal":{fix: "Name the service account that the caller's pods run under (`serviceAccountName`).",links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  principals:
                    - cluster.local/ns/shop/sa/web
                    - cluster.local/ns/shop/sa/wbe # error: no service account "wbe" in namespace "shop"
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: web
        namespace: shop
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  principals:
                    - cluster.local/ns/shop/sa/web
                    - cluster.local/ns/shop/sa/default
                    - cluster.local/ns/shop/*
                    - cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
      spec:
        serviceAccountName: web
        containers:
          - name: web
    `,
  ]},
"istio/unknown-registry":{why: "Endpoints of an unknown registry belong to no network, so traffic to them does not go through the gateway of theirs.",fix: "Name a cluster as its remote Secret does, or `Kubernetes` for the cluster of the control plane.",links: [
    "https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshNetworks",
    "https://istio.io/latest/docs/reference/config/analysis/ist0126/",
  ],bad: [
    yaml`
      apiVersion: v1
      kind: Secret
      metadata: { name: remote, namespace: istio-system, labels: { istio/multiCluster: "true" } }
      stringData: { west: kubeconfig }
      # file: mesh-lint.yaml
      mesh:
        meshNetworks:
          networks:
            east:
              endpoints:
                - fromRegistry: kubernetes # error: unknown registry "kubernetes": did you mean "Kubernetes"
                - fromRegistry: north # error: unknown registry "north"
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Secret
      metadata: { name: remote, namespace: istio-system, labels: { istio/multiCluster: "true" } }
      stringData: { west: kubeconfig }
      # file: mesh-lint.yaml
      mesh:
        meshNetworks:
          networks:
            east: { endpoints: [{ fromRegistry: Kubernetes }, { fromCidr: 192.0.2.0/24 }] }
            west: { endpoints: [{ fromRegistry: west }] }
    `,
  ]},
"istio/unknown-revision":{why: "No webhook matches the label, so the pods start without a sidecar and without a word: outside of mTLS and of all policies.",fix: "Use the name of a revision that is installed, or of a tag that points to one (`istioctl tag list`).",links: ["https://istio.io/latest/docs/setup/upgrade/canary/#stable-revision-labels"],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio.io/rev: 1-27-0 # error: no injector takes revision "1-27-0": there are 1-28-0
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: { name: istio-sidecar-injector-1-28-0, labels: { istio.io/rev: 1-28-0 } }
      webhooks:
        - name: rev.namespace.sidecar-injector.istio.io
          clientConfig: { url: "https://istiod.example.com/inject" }
          admissionReviewVersions: [v1]
          sideEffects: None
          namespaceSelector: { matchLabels: { istio.io/rev: 1-28-0 } }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/rev: stable } }
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: { name: istio-revision-tag-stable, labels: { istio.io/rev: 1-28-0, istio.io/tag: stable } }
      webhooks:
        - name: rev.namespace.sidecar-injector.istio.io
          clientConfig: { url: "https://istiod.example.com/inject" }
          admissionReviewVersions: [v1]
          sideEffects: None
          namespaceSelector: { matchLabels: { istio.io/rev: stable } }
    `,
  ]},
"istio/unknown-sidecar-host":{why: "The listener gets no destination, so calls that were meant for it fail or leave the mesh unseen.",fix: "Write `namespace/full.host.name` of an existing Service or ServiceEntry, or remove the entry.",links: ["https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: default
        namespace: shop
      spec:
        egress:
          - hosts:
              - shop/cart.shop.svc.cluster.local
              - ./crat.shop.svc.cluster.local # warning: nothing serves "crat.shop.svc.cluster.local"
              - shop/api.example.com # warning: nothing serves "api.example.com"
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: default
        namespace: shop
      spec:
        egress:
          - hosts: ["./*", "*/*", "~/*", "shop/*.shop.svc.cluster.local", "istio-system/*", "other/x.other.svc.cluster.local"]
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
    `,
  ]},
"istio/unknown-source-namespace":{fix: "Name an existing namespace, or declare it under `external.namespaces`.",links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  namespaces:
                    - shop
                    - shpo # error: no namespace "shpo"
                    - "*-test" # error: no namespace matches "*-test"
                  notNamespaces:
                    - gone # error: no namespace "gone"
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  namespaces: [shop, sh*, "*", istio-system, "{{ namespace }}"]
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
    `,
  ]},
"istio/unknown-subset":{why: "Each subset is a cluster of its own in the proxy. Without its definition the cluster does not exist and every request on this route is answered with 503. istiod looks for the DestinationRule in the client's namespace, then in that of the Service, then in the root namespace, and takes the first place where it finds one.",fix: "Add the subset to the DestinationRule of this host, or name one that it has.",links: [
    "https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset",
    "https://istio.io/latest/docs/ops/common-problems/network-issues/#503-errors-after-setting-destination-rule",
  ],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: [reviews]
        http:
          - route:
              - destination:
                  host: reviews
                  subset: v9 # error: unknown subset "v9" of "reviews": DestinationRule "shop/reviews" defines v1 and v2
          - route:
              - destination: { host: ratings, subset: v1 } # error: no DestinationRule for this host
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: reviews.shop.svc.cluster.local
        subsets:
          - { name: v1, labels: { version: v1 } }
          - { name: v2, labels: { version: v2 } }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: [reviews]
        http:
          - route:
              - destination: { host: reviews, subset: v1 } # error: is defined in namespace "ops", where nothing looks
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: ops }
      spec: { host: reviews.shop.svc.cluster.local, subsets: [{ name: v1, labels: { version: v1 } }] }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec:
        hosts: [reviews]
        http:
          - route: [{ destination: { host: reviews, subset: v1 } }]
            mirror: { host: reviews, subset: "{{ canary }}" }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: all, namespace: shop }
      spec: { host: "*.shop.svc.cluster.local", subsets: [{ name: v1, labels: { version: v1 } }] }
    `,
  ]},
"istio/unknown-trust-domain":{fix: "Use the trust domain of the mesh, or add the other one to `trustDomainAliases`.",links: ["https://istio.io/latest/docs/tasks/security/authorization/authz-td-migration/"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  principals:
                    - cluster.local/ns/shop/sa/web
                    - td.example.com/ns/shop/sa/web # warning: "td.example.com" is not known
      # file: mesh-lint.yaml
      mesh:
        trustDomain: shop.example.com
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  principals: [td.example.com/ns/shop/sa/web]
    `,
  ]},
"istio/unknown-waypoint":{why: "Without the waypoint no policy or route about HTTP holds for this traffic.",fix: "Make the Gateway with `istioctl waypoint generate`, or correct the name. One of another namespace needs the label `istio.io/use-waypoint-namespace`.",links: ["https://istio.io/latest/docs/ambient/usage/waypoint/#useawaypoint"],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio.io/dataplane-mode: ambient
          istio.io/use-waypoint: waypiont # error: there is no waypoint "waypiont" in namespace "shop"
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: waypoint, namespace: shop }
      spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop, labels: { istio.io/use-waypoint: none } }
      spec: { ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: waypoint, namespace: shop }
      spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
    `,
  ]},
"istio/unknown-workload-account":{why: "A machine of this group gets no identity: no token can be made for an account that is not there, so it never joins the mesh.",fix: "Make the ServiceAccount in the namespace of the WorkloadGroup, or correct its name.",links: ["https://istio.io/latest/docs/setup/install/virtual-machine/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: { name: cart, namespace: shop }
      spec:
        metadata: { labels: { app: cart } }
        template:
          serviceAccount: crat # warning: there is no service account "crat" in namespace "shop"
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: { name: cart, namespace: shop }
      spec: { metadata: { labels: { app: cart } }, template: { serviceAccount: cart } }
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: { name: cart, namespace: shop }
    `,
  ]},
"istio/unused-subset":{why: "Each subset costs a cluster in every proxy. One that no route names is a leftover of a finished rollout, or the route to it was forgotten.",fix: "Remove the subset, or route to it.",links: ["https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: reviews
        subsets:
          - { name: v1, labels: { version: v1 } }
          - { name: v2, labels: { version: v2 } } # info: no route uses subset "v2" of "reviews"
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: reviews, namespace: shop }
      spec: { hosts: [reviews], http: [{ route: [{ destination: { host: reviews, subset: v1 } }] }] }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: reviews, namespace: shop }
      spec:
        host: reviews
        subsets:
          - { name: v1, labels: { version: v1 } }
          - { name: v2, labels: { version: v2 } }
    `,
  ]},
"kubernetes/conflicting-services":{why: "A sidecar has one inbound listener for each port of its pod, whatever Service the traffic came by. Where Services give one port two protocols, or one pod port two numbers, it cannot tell which settings apply.",fix: "Let all Services of these pods use the same port and protocol.",links: [
    "https://istio.io/latest/docs/ops/deployment/application-requirements/",
    "https://istio.io/latest/docs/reference/config/analysis/ist0116/",
  ],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: enabled } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart-old, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ name: http, port: 8000, targetPort: 8080 }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop } # warning: its Services lead to port 8080 from ports 80 and 8000
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: cart }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio-injection: enabled } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ name: http, port: 80 }, { name: grpc, port: 90 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart-headless, namespace: shop }
      spec: { clusterIP: None, selector: { app: cart }, ports: [{ name: http, port: 80 }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: cart }] }
    `,
  ]},
"kubernetes/duplicate-identity":{why: "Only one of them can exist. Whatever is applied last silently replaces the other, and kustomize and Argo CD refuse to build.",fix: "Remove one, rename it, or put it into the environment where it belongs.",links: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"],bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop } # error: Service "shop/cart" is already defined
      spec: { ports: [{ port: 8080 }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: serving.knative.dev/v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: stage }
      spec: { ports: [{ port: 80 }] }
    `,
  ]},
"kubernetes/invalid-port-name":{why: "Istio reads the protocol from `appProtocol` or from the beginning of the port's name (`http-web`). Otherwise it looks at the first bytes: this costs time on every connection, fails where the server speaks first, and policies by path or header do not hold where it takes a port for TCP.",fix: "Set `appProtocol`, or name the port `<protocol>` or `<protocol>-<suffix>`.",links: ["https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/"],bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports:
          - { name: web, port: 8080 } # info: "web" does not begin with a protocol
          - { name: api, port: 8081, appProtocol: soap } # info: unknown appProtocol "soap"
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: maps, namespace: shop }
      spec:
        type: ExternalName
        externalName: maps.example.com
        ports:
          - { name: tcp, port: 443 } # warning: takes all its traffic for plain TCP
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports:
          - { name: http-web, port: 8080 }
          - { name: api, port: 8081, appProtocol: kubernetes.io/h2c }
          - { name: dns, port: 53, protocol: UDP }
          - { name: db, port: 3306 }
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, annotations: { linkerd.io/inject: enabled } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ name: web, port: 8080 }] }
    `,
  ]},
"kubernetes/missing-container-port":{why: "It works as long as something listens, but where the pods declare other ports the number is most often wrong, and proxies and policies by port look at the declared ones.",fix: "Send to the containerPort that the application listens on.",links: ["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart }
      spec:
        selector: { app: cart }
        ports:
          - { name: http, port: 80 } # warning: no pod of this Service declares port 80: they declare 8080
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: cart, ports: [{ containerPort: 8080 }] }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart }
      spec:
        selector: { app: cart }
        ports: [{ name: http, port: 80, targetPort: 8080 }, { name: grpc, port: 90, targetPort: 9000 }]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec:
            containers:
              - { name: cart, image: cart, ports: [{ name: web, containerPort: 8080 }, { containerPort: 9000 }] }
    `,
  ]},
"kubernetes/unknown-target-port":{why: "A named targetPort that no container declares leaves the Service without endpoints.",fix: "Give a container port this name, or use one that there is.",links: ["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart }
      spec:
        selector: { app: cart }
        ports:
          - { name: http-admin, port: 81, targetPort: admin } # error: no pod of this Service declares port "admin"
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: cart, ports: [{ containerPort: 8080 }] }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart }
      spec:
        selector: { app: cart }
        ports: [{ name: http, port: 80, targetPort: web }, { name: grpc, port: 90, targetPort: 9000 }]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec:
            containers:
              - { name: cart, image: cart, ports: [{ name: web, containerPort: 8080 }, { containerPort: 9000 }] }
    `,
  ]},
"linkerd/conflicting-egress-network":{why: "Linkerd does not accept such an EgressNetwork (EgressReasonNetworkOverlap); only its status says so.",fix: "Except the cluster's own networks, or leave networks out: then all that lies outside of the cluster is meant.",links: ["https://linkerd.io/2-edge/reference/egress-network/"],bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: EgressNetwork
      metadata: { name: out, namespace: shop }
      spec:
        trafficPolicy: Deny
        networks:
          - cidr: 0.0.0.0/0 # warning: holds addresses of the cluster, 10.0.0.0/8
    `,
  ],good: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: EgressNetwork
      metadata: { name: out, namespace: shop }
      spec:
        trafficPolicy: Deny
        networks:
          - { cidr: 0.0.0.0/0, except: [10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16] }
          - { cidr: 203.0.113.0/24 }
    `,
  ]},
"linkerd/conflicting-routes":{why: "Linkerd uses one kind of route for a port: GRPCRoute before HTTPRoute, TLSRoute and TCPRoute. The others do nothing.",fix: "Keep routes of one kind for each port, or give them ports of their own.",links: ["https://linkerd.io/2-edge/features/gateway-api/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: { name: api, namespace: shop }
      spec: { parentRefs: [{ group: "", kind: Service, name: web, port: 80 }, { group: policy.linkerd.io, kind: Server, name: api }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs:
          - { group: "", kind: Service, name: web, port: 80 } # error: the GRPCRoute "api" takes the place
          - { group: policy.linkerd.io, kind: Server, name: web }
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: { name: api, namespace: shop }
      spec: { parentRefs: [{ group: "", kind: Service, name: web, port: 8080 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec: { parentRefs: [{ group: "", kind: Service, name: web, port: 80 }] }
    `,
  ]},
"linkerd/conflicting-servers":{why: "The oldest Server wins the port and the others do nothing, with all policies for them; files do not tell which one is the oldest.",fix: "Keep one Server for each port of a pod: narrow the selectors, or merge the Servers.",links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],bad: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, labels: { app: web } }
      spec: { containers: [{ name: web, image: web, ports: [{ name: http, containerPort: 80 }] }] }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: all, namespace: shop }
      spec: { podSelector: {}, port: 80, accessPolicy: all-unauthenticated }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: web } }
        port: http # error: governs the same port as "all"
        accessPolicy: deny
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, labels: { app: web } }
      spec: { containers: [{ name: web, image: web, ports: [{ name: http, containerPort: 80 }] }] }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: admin, namespace: shop }
      spec: { podSelector: {}, port: 9990 }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec: { podSelector: { matchLabels: { app: web } }, port: http }
    `,
  ]},
"linkerd/deprecated-annotation":{why: "Alpha and beta names are read for the time being, and a later release may pass over them.",fix: "Rename the annotation.",links: ["https://linkerd.io/2-edge/features/native-sidecars/"],bad: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations:
          config.alpha.linkerd.io/proxy-enable-native-sidecar: "true" # warning: use "config.linkerd.io/proxy-enable-native-sidecar"
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations: { config.linkerd.io/proxy-enable-native-sidecar: "true" }
      spec: { containers: [{ name: web, image: web }] }
    `,
  ]},
"linkerd/deprecated-kind":{why: "Linkerd still reads it, and what is new (routes, rate limits, circuit breaking) comes to its successor alone.",fix: "Write the successor that the message names when you next change it.",links: [
    "https://linkerd.io/2-edge/reference/service-profiles/",
    "https://linkerd.io/2-edge/reference/authorization-policy/",
  ],bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta1
      kind: ServerAuthorization # info: use an AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec: { server: { name: web }, client: { unauthenticated: true } }
    `,
  ],good: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: web }
        requiredAuthenticationRefs: [{ kind: ServiceAccount, name: web }]
    `,
  ]},
"linkerd/duplicate-extension":{why: "Linkerd's tools find an extension by this label and expect one namespace: with two they look into either of them.",fix: "Remove the label from the namespace that is not the extension's own.",links: ["https://linkerd.io/2-edge/tasks/extensions/"],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: linkerd-viz, labels: { linkerd.io/extension: viz } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: monitoring
        labels:
          linkerd.io/extension: viz # warning: is the extension "viz" already
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: linkerd-viz, labels: { linkerd.io/extension: viz } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: linkerd-multicluster, labels: { linkerd.io/extension: multicluster } }
    `,
  ]},
"linkerd/ineffective-annotation":{why: "The injector reads annotations of namespaces and pods alone; elsewhere, or as labels, they change nothing and nobody says so.",fix: "Move it: those for proxies belong into the metadata of the pod template, or onto the namespace.",links: [
    "https://linkerd.io/2-edge/features/proxy-injection/",
    "https://linkerd.io/2-edge/reference/proxy-configuration/",
  ],bad: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        annotations:
          linkerd.io/inject: enabled # error: belongs into spec.template.metadata
      spec:
        selector: { matchLabels: { app: web } }
        template:
          metadata:
            labels:
              app: web
              config.linkerd.io/proxy-cpu-limit: "1" # error: read as an annotation
          spec: { containers: [{ name: web, image: web }] }
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          linkerd.io/inject: enabled # error: read as an annotation
        annotations:
          config.linkerd.io/enable-gateway: "true" # warning: is not read on a Namespace
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        annotations:
          mirror.linkerd.io/exported: "true" # error: read as a label
          balancer.linkerd.io/failure-accrual-consecutive-max-failures: "3" # warning: nothing happens without # error: without a cluster IP
          timeout.linkerd.io/request: 1s # error: without a cluster IP
      spec: { clusterIP: None, ports: [{ port: 80 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata:
        name: web
        annotations:
          retry.linkerd.io/http: 5xx # error: no effect on a GRPCRoute
      spec: { parentRefs: [{ group: "", kind: Service, name: web }] }
    `,
  ],good: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web, annotations: { linkerd.io/inject: enabled } }
      spec:
        selector: { matchLabels: { app: web } }
        template:
          metadata: { labels: { app: web }, annotations: { linkerd.io/inject: enabled } }
          spec: { containers: [{ name: web, image: web }] }
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { config.linkerd.io/admission-webhooks: disabled }
    `,
  ]},
"linkerd/ineffective-injection":{why: "Without a proxy the traffic of these pods is neither encrypted nor checked by any policy, though the manifest asks for it.",fix: "Remove what prevents the injection, or say linkerd.io/inject: disabled so that the gap is seen.",links: ["https://linkerd.io/2-edge/features/proxy-injection/"],bad: [
    yaml`
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: { name: agent, namespace: shop }
      spec:
        selector: { matchLabels: { app: agent } }
        template:
          metadata:
            labels: { app: agent }
            annotations:
              linkerd.io/inject: enabled # error: pods on the host network get no proxy
          spec: { hostNetwork: true, containers: [{ name: agent, image: agent }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: dns
        namespace: kube-system
        annotations:
          linkerd.io/inject: enabled # error: nothing is injected into this namespace
      spec: { containers: [{ name: dns, image: dns }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata: { name: agent, namespace: shop, annotations: { linkerd.io/inject: disabled } }
      spec: { hostNetwork: true, containers: [{ name: agent, image: agent }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, annotations: { linkerd.io/inject: enabled } }
      spec: { containers: [{ name: web, image: web }] }
    `,
  ]},
"linkerd/ineffective-rate-limit":{why: "Of several limits for a Server the oldest counts, and on a Server that does not speak HTTP none does.",fix: "Put all limits of a Server into one HTTPLocalRateLimitPolicy, on a Server that speaks HTTP.",links: ["https://linkerd.io/2-edge/reference/rate-limiting/"],bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, port: 5432, proxyProtocol: opaque }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: HTTPLocalRateLimitPolicy
      metadata: { name: one, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: db } # error: speaks opaque
        total: { requestsPerSecond: 100 }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: HTTPLocalRateLimitPolicy
      metadata: { name: two, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: db } # error: "one" limits "db" already # error: speaks opaque
        total: { requestsPerSecond: 200 }
    `,
  ],good: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec: { podSelector: {}, port: 80, proxyProtocol: HTTP/1 }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: HTTPLocalRateLimitPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: web }
        total: { requestsPerSecond: 100 }
    `,
  ]},
"linkerd/ineffective-route":{why: "Linkerd takes the route and does something else, or nothing: its status says that it is accepted.",fix: "Change the marked field as the message says.",links: ["https://linkerd.io/2-edge/features/gateway-api/"],bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: api, namespace: shop }
      spec: { podSelector: {}, port: 80, proxyProtocol: gRPC }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs:
          - { group: policy.linkerd.io, kind: Server, name: api } # warning: speaks gRPC
          - { group: policy.linkerd.io, kind: Server, name: web, port: 80 } # warning: attached to nothing
        rules:
          - filters: [{ type: URLRewrite, urlRewrite: { hostname: a.example } }] # warning: Linkerd has no URLRewrite
            timeouts: { request: 1m30s } # warning: write "90000ms"
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { ports: [{ port: 80, appProtocol: grpc }] }
      ---
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec: { routes: [{ name: all, condition: { pathRegex: ".*" } }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs:
          - group: ""
            kind: Service
            name: web # warning: takes the place of all routes
            port: 80 # warning: is opaque
        rules: [{ backendRefs: [{ name: web, port: 80, weight: 0 }] }] # warning: gets all requests
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop, annotations: { retry.linkerd.io/http: 5xx } }
      spec:
        parentRefs: [{ group: "", kind: Service, name: web, port: 80 }]
        rules:
          - timeouts: { request: 90s }
            backendRefs: [{ name: web, port: 80, weight: 1 }, { name: web-v2, port: 80, weight: 0 }]
    `,
  ]},
"linkerd/ineffective-scrape-job":{why: "A relabel rule with action keep drops each target that its pattern does not match, so dashboards and alerts stay empty.",fix: "Keep by __meta_kubernetes_pod_container_name with the pattern linkerd-proxy, and by the port linkerd-admin.",links: [
    "https://linkerd.io/2-edge/tasks/external-prometheus/",
    "https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config",
  ],bad: [
    yaml`
      - job_name: linkerd-proxy
        kubernetes_sd_configs: [{ role: pod }]
        relabel_configs:
          - source_labels: [__meta_kubernetes_pod_container_name]
            action: keep
            regex: istio-proxy # error: of a proxy is "linkerd-proxy"
          - source_labels: [__meta_kubernetes_pod_container_name, __meta_kubernetes_pod_container_port_name]
            action: keep
            regex: ^linkerd-proxy;admin-http$ # error: of a proxy is "linkerd-admin"
    `,
    yaml`
      scrape_configs:
        - job_name: linkerd
          kubernetes_sd_configs: [{ role: pod }]
          relabel_configs:
            - source_labels: [__meta_kubernetes_pod_label_linkerd_io_proxy_deployment]
              action: keep
              regex: .* # warning: keeps every pod
    `,
    yaml`
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: prometheus }
      data:
        prometheus.yml: | # error: use the label, not the annotation
          scrape_configs:
            - job_name: linkerd
              relabel_configs:
                - source_labels: [__meta_kubernetes_pod_annotation_linkerd_io_proxy_deployment]
                  action: keep
                  regex: .+
    `,
  ],good: [
    yaml`
      - job_name: linkerd-proxy
        kubernetes_sd_configs: [{ role: pod }]
        relabel_configs:
          - source_labels:
              - __meta_kubernetes_pod_container_name
              - __meta_kubernetes_pod_container_port_name
              - __meta_kubernetes_pod_label_linkerd_io_control_plane_ns
            action: keep
            regex: ^linkerd-proxy;linkerd-admin;linkerd$
      - job_name: nodes
        relabel_configs: [{ action: keep, source_labels: [__meta_kubernetes_pod_container_name], regex: node-exporter }]
    `,
  ]},
"linkerd/ineffective-service-profile":{why: "The API server and the webhook accept these values; the proxy cannot use them, drops the part, and does not say so.",fix: "Change the marked value as the message says.",links: ["https://linkerd.io/2-edge/reference/service-profiles/"],bad: [
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec:
        routes:
          - name: user
            condition: { pathRegex: "/users/{id}" } # warning: the route is dropped
          - name: cart
            condition: { method: get, pathRegex: "/cart/(?!x)" } # warning: not "get" # warning: the rest matches more
            responseClasses:
              - condition: { status: { min: 500 } } # warning: a range with "min" alone is dropped
          - name: rest
            condition: { all: [] } # warning: matches every request
        retryBudget:
          retryRatio: 0.2
          minRetriesPerSecond: 10
          ttl: 500ms # warning: out of range, so nothing is retried
    `,
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec:
        dstOverrides: # warning: no share is above zero
          - { authority: web-v1.shop.svc.cluster.local, weight: 0 }
    `,
  ],good: [
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec:
        routes:
          - name: user
            condition: { method: GET, pathRegex: "/users/[^/]+" }
            responseClasses: [{ condition: { status: { min: 500, max: 599 } } }]
        retryBudget: { retryRatio: 0.2, minRetriesPerSecond: 10, ttl: 10s }
    `,
  ]},
"linkerd/insecure-annotation":{why: "What passes the proxy by is neither encrypted nor checked, and what is logged or sniffed can be read by others.",fix: "Remove the annotation, or narrow it to what needs it.",links: ["https://linkerd.io/2-edge/reference/proxy-configuration/"],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        annotations:
          config.linkerd.io/enable-debug-sidecar: "true" # warning: sees all traffic
          config.linkerd.io/proxy-log-http-headers: insecure # warning: all HTTP headers are logged
          config.linkerd.io/skip-subnets: 0.0.0.0/0 # warning: traffic with 0.0.0.0/0 passes the proxy by
          config.linkerd.io/skip-inbound-ports: 1-65535 # warning: all ports pass the proxy by
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        annotations:
          config.linkerd.io/enable-debug-sidecar: "false"
          config.linkerd.io/proxy-log-http-headers: "off"
          config.linkerd.io/skip-subnets: 172.17.0.0/16
          config.linkerd.io/skip-inbound-ports: "4567,4568"
    `,
  ]},
"linkerd/invalid-annotation":{why: "Linkerd passes over a value that it cannot read, often with the whole group of annotations, and tells its log alone.",fix: "Write a value of the form that the message names.",links: ["https://linkerd.io/2-edge/reference/proxy-configuration/", "https://linkerd.io/2-edge/reference/retries/"],bad: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web, namespace: shop }
      spec:
        selector: { matchLabels: { app: web } }
        template:
          metadata:
            labels: { app: web }
            annotations:
              linkerd.io/inject: "true" # error: use enabled, disabled or ingress
              config.linkerd.io/proxy-cpu-request: 100 milli # error: no quantity
              config.linkerd.io/skip-outbound-ports: mysql # error: neither a port nor a rising range
              config.linkerd.io/opaque-ports: 3306,redis # error: the whole list counts as empty
              config.linkerd.io/default-inbound-policy: allow # error: unknown value "allow"
              config.linkerd.io/proxy-outbound-connect-timeout: "6000" # error: is no duration
              config.linkerd.io/proxy-await: "true" # error: use enabled or disabled
          spec: { containers: [{ name: web, image: web }] }
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        annotations:
          retry.linkerd.io/http: 5xx, 404 # error: holds a blank
          timeout.linkerd.io/request: 1m30s # error: one whole number and one of
          balancer.linkerd.io/failure-accrual: consecutive
          balancer.linkerd.io/failure-accrual-consecutive-min-penalty: 2m # error: above the longest
      spec: { ports: [{ port: 80 }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        annotations:
          retry.linkerd.io/http: 5xx,404,500-504
          retry.linkerd.io/limit: "3"
          timeout.linkerd.io/request: 90s
          config.linkerd.io/opaque-ports: "3306, 8000-8010"
          balancer.linkerd.io/failure-accrual: consecutive
      spec: { ports: [{ port: 80 }] }
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        annotations:
          linkerd.io/inject: enabled
          config.linkerd.io/proxy-log-level: warn,linkerd=info,trust_dns=error
          config.linkerd.io/opaque-ports: ""
          config.linkerd.io/proxy-cpu-limit: $(CPU)
    `,
  ]},
"linkerd/invalid-authorization-policy":{why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",fix: "Change the marked field as the message says.",links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: apps, kind: Deployment, name: web } # error: no policy can target a Deployment
        requiredAuthenticationRefs:
          - { group: policy.linkerd.io, kind: MeshTLSAuthentication, name: web }
          - { kind: ServiceAccount, name: web } # error: either a MeshTLSAuthentication or a ServiceAccount
          - { group: policy.linkerd.io, kind: NetworkAuthentication, name: pods }
          - { group: policy.linkerd.io, kind: NetworkAuthentication, name: nodes } # error: one NetworkAuthentication only
          - { group: rbac.authorization.k8s.io, kind: Role, name: web } # error: is no authentication
    `,
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { kind: Namespace, name: store } # error: cannot target the namespace "store"
        requiredAuthenticationRefs: [{ kind: ServiceAccount, name: web }]
    `,
  ],good: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: web }
        requiredAuthenticationRefs:
          - { kind: ServiceAccount, name: web, namespace: store }
          - { group: policy.linkerd.io, kind: NetworkAuthentication, name: pods }
    `,
  ]},
"linkerd/invalid-egress-network":{why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",fix: "Change the marked field as the message says.",links: ["https://linkerd.io/2-edge/reference/egress-network/"],bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: EgressNetwork
      metadata: { name: web, namespace: shop }
      spec:
        trafficPolicy: Deny
        networks: [] # error: at least one network
    `,
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: EgressNetwork
      metadata: { name: web, namespace: shop }
      spec:
        trafficPolicy: Deny
        networks:
          - cidr: 203.0.113.0/33 # error: neither an IP address nor a CIDR block
    `,
  ],good: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: EgressNetwork
      metadata: { name: web, namespace: shop }
      spec: { trafficPolicy: Deny, networks: [{ cidr: 203.0.113.0/24 }] }
    `,
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: EgressNetwork
      metadata: { name: all, namespace: shop }
      spec: { trafficPolicy: Allow }
    `,
  ]},
"linkerd/invalid-gateway-route":{why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",fix: "Change the marked field as the message says.",links: ["https://linkerd.io/2-edge/features/gateway-api/"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs: [{ group: policy.linkerd.io, kind: Server, name: web }]
        rules:
          - matches: [{ path: { type: RegularExpression, value: "/users/{id}" } }] # error: a path parameter is
            filters:
              - type: RequestRedirect
                requestRedirect:
                  path: { type: ReplaceFullPath, replaceFullPath: cart } # error: must begin with "/"
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1alpha2
      kind: TCPRoute
      metadata: { name: db, namespace: shop }
      spec:
        parentRefs: [{ group: policy.linkerd.io, kind: EgressNetwork, name: db }] # error: needs a port
        rules: # error: exactly one rule here, not 2
          - backendRefs: [{ name: one, port: 5432 }]
          - backendRefs: [{ name: two, port: 5432 }]
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs: [{ group: "", kind: Service, name: web }]
        rules:
          - matches: [{ method: { type: RegularExpression, service: "shop.*" } }] # error: patterns are refused
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs: [{ group: "", kind: Service, name: web }]
        rules:
          - matches: [{ path: { value: /cart } }]
            backendRefs: [{ group: core, kind: Service, name: web, port: 80 }]
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: TCPRoute
      metadata: { name: db, namespace: shop }
      spec:
        parentRefs: [{ name: public }]
        rules:
          - backendRefs: [{ name: one, port: 5432 }]
    `,
  ]},
"linkerd/invalid-http-route":{why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",fix: "Change the marked field as the message says.",links: ["https://linkerd.io/2-edge/reference/httproute/"],bad: [
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
            timeouts: { request: 1s, backendRequest: 2s } # error: longer than the whole request
    `,
  ],good: [
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
  ]},
"linkerd/invalid-mesh-tls-authentication":{why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",fix: "Change the marked field as the message says.",links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: MeshTLSAuthentication
      metadata: { name: clients, namespace: shop }
      spec:
        identities:
          - spiffe://shop.example/ns/shop/ # error: does not end with a slash
          - spiffe://shop.example:8443/web # error: a trust domain holds
    `,
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: MeshTLSAuthentication
      metadata: { name: clients, namespace: shop }
      spec:
        identityRefs:
          - { kind: Namespace, name: store, namespace: shop } # error: lies in no namespace
          - { kind: Pod, name: web } # error: has no identity
          - kind: ServiceAccount # error: needs a name
    `,
  ],good: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: MeshTLSAuthentication
      metadata: { name: clients, namespace: shop }
      spec:
        identities: ["*", "*.shop.serviceaccount.identity.linkerd.cluster.local", spiffe://shop.example/ns/shop/web]
    `,
  ]},
"linkerd/invalid-network-authentication":{why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",fix: "Change the marked field as the message says.",links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: NetworkAuthentication
      metadata: { name: pods, namespace: shop }
      spec:
        networks:
          - cidr: 10.1.1.0/24
            except:
              - 10.1.0.0/16 # error: takes away all of "10.1.1.0/24"
              - 10.2.0.1 # error: does not lie in "10.1.1.0/24"
          - cidr: pods # error: neither an IP address nor a CIDR block
    `,
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: NetworkAuthentication
      metadata: { name: pods, namespace: shop }
      spec:
        networks: [] # error: at least one network
    `,
  ],good: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: NetworkAuthentication
      metadata: { name: pods, namespace: shop }
      spec:
        networks: [{ cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.0.1] }, { cidr: "fd00::/8" }]
    `,
  ]},
"linkerd/invalid-rate-limit-policy":{why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",fix: "Change the marked field as the message says.",links: ["https://linkerd.io/2-edge/reference/rate-limiting/"],bad: [
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
  ],good: [
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
  ]},
"linkerd/invalid-server":{why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",fix: "Change the marked field as the message says.",links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: web } }
        port: 70000 # error: out of range
        proxyProtocol: http/1 # error: did you mean "HTTP/1"
        accessPolicy: allow # error: unknown access policy "allow"
    `,
  ],good: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: web } }
        port: http
        proxyProtocol: HTTP/1
        accessPolicy: audit
    `,
  ]},
"linkerd/invalid-server-authorization":{why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",fix: "Change the marked field as the message says.",links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta1
      kind: ServerAuthorization
      metadata: { name: web, namespace: shop }
      spec:
        server: { name: web }
        client:
          networks: [{ cidr: 10.0.0.0/40 }] # error: neither an IP address nor a CIDR block
          unauthenticated: true
          meshTLS: # error: either unauthenticated or known by mesh TLS
            unauthenticatedTLS: true
            identities: ["*"] # error: asks for no identity
    `,
  ],good: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta1
      kind: ServerAuthorization
      metadata: { name: web, namespace: shop }
      spec:
        server: { selector: { matchLabels: { app: web } } }
        client:
          networks: [{ cidr: 10.0.0.0/8, except: [10.1.0.0/16] }, { cidr: "2001:db8::1" }]
          meshTLS: { serviceAccounts: [{ name: web, namespace: shop }] }
    `,
  ]},
"linkerd/invalid-service-profile":{why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",fix: "Change the marked field as the message says.",links: ["https://linkerd.io/2-edge/reference/service-profiles/"],bad: [
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
  ],good: [
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec:
        routes:
          - name: GET /cart
            condition: { method: GET, pathRegex: /cart }
            timeout: 1m30s
            responseClasses: [{ condition: { status: { min: 500, max: 599 } }, isFailure: true }]
          - name: POST /cart
            condition: { all: [{ method: POST }, { not: { pathRegex: /cart/x } }] }
        retryBudget: { retryRatio: 0.2, minRetriesPerSecond: 10, ttl: 10s }
    `,
  ]},
"linkerd/invalid-service-profile-name":{why: "A proxy looks for the profile under the fully qualified name of the Service; under any other name nobody finds it.",fix: "Name it <service>.<namespace>.svc.<cluster domain>.",links: ["https://linkerd.io/2-edge/reference/service-profiles/"],bad: [
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata:
        name: web # error: name it "web.shop.svc.cluster.local"
        namespace: shop
      spec: { routes: [] }
      ---
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata:
        name: cart.shop.svc.example.com # error: name it "cart.shop.svc.cluster.local"
        namespace: shop
      spec: { routes: [] }
    `,
  ],good: [
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec: { routes: [] }
      ---
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: api.example.com, namespace: shop }
      spec: { routes: [] }
    `,
  ]},
"linkerd/mismatched-app-protocol":{why: "Linkerd treats a port of any other appProtocol as opaque: no HTTP metrics, routes, retries, timeouts or circuit breaking.",fix: "Write http or kubernetes.io/h2c (for gRPC), leave appProtocol out, or say linkerd.io/opaque if that is meant.",links: ["https://linkerd.io/2-edge/features/protocol-detection/"],bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, annotations: { retry.linkerd.io/http: 5xx } }
      spec:
        ports:
          - { name: api, port: 80, appProtocol: grpc } # warning: use "kubernetes.io/h2c"
          - { name: chat, port: 81, appProtocol: XMPP } # warning: takes "XMPP" as opaque
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, annotations: { retry.linkerd.io/http: 5xx } }
      spec:
        ports:
          - { name: web, port: 80, appProtocol: http }
          - { name: api, port: 81, appProtocol: kubernetes.io/h2c }
          - { name: db, port: 82, appProtocol: mysql }
    `,
  ]},
"linkerd/mismatched-opaque-ports":{why: "Clients go by the Service and servers by the pod: where one of them looks for a protocol, connections hang for ten seconds.",fix: "Annotate both with config.linkerd.io/opaque-ports: the Service with its ports, the pod with its container ports.",links: ["https://linkerd.io/2-edge/features/protocol-detection/"],bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: search, annotations: { config.linkerd.io/opaque-ports: "9200" } }
      spec:
        selector: { app: search }
        ports:
          - { name: api, port: 9200 } # warning: is opaque for the Service, port 9200 of the pods is not
          - { name: peer, port: 93, targetPort: 9301 } # warning: port 9301 of the pods is opaque, port 93 of the Service is not
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: search, labels: { app: search }, annotations: { config.linkerd.io/opaque-ports: "9301" } }
      spec: { containers: [{ name: search, image: search, ports: [{ containerPort: 9200 }, { containerPort: 9301 }] }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: search, annotations: { config.linkerd.io/opaque-ports: "92" } }
      spec: { selector: { app: search }, ports: [{ port: 92, targetPort: api }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: search, labels: { app: search }, annotations: { config.linkerd.io/opaque-ports: "9200" } }
      spec: { containers: [{ name: search, image: search, ports: [{ name: api, containerPort: 9200 }] }] }
    `,
  ]},
"linkerd/missing-authorization":{why: "On the port of a Server the default policy of the pods no longer counts: only policies for the Server let anybody in.",fix: "Add an AuthorizationPolicy for the Server, or give it an accessPolicy other than deny.",links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata:
        name: web # warning: lets nobody in
        namespace: shop
      spec: { podSelector: { matchLabels: { app: web } }, port: 80 }
    `,
  ],good: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec: { podSelector: { matchLabels: { app: web } }, port: 80 }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: open, namespace: store }
      spec: { podSelector: {}, port: 80, accessPolicy: all-unauthenticated }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { kind: Namespace, name: shop }
        requiredAuthenticationRefs: [{ kind: ServiceAccount, name: web }]
    `,
  ]},
"linkerd/orphaned-server":{why: "Such a Server governs nothing: the port it was written for keeps the default policy, which lets everybody in as shipped.",fix: "Select labels of a pod template in the Server's own namespace, and a port that a container names.",links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],bad: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web, namespace: shop }
      spec:
        selector: { matchLabels: { app: web } }
        template:
          metadata: { labels: { app: web } }
          spec: { containers: [{ name: web, image: web, ports: [{ name: http, containerPort: 80 }] }] }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: web } }
        port: htttp # error: they name http
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: # warning: selects no pod in "shop"
          matchLabels: { app: cart }
        port: 80
    `,
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: payments, namespace: shop }
      spec:
        selector: { matchLabels: { app: payments } }
        template: { metadata: { labels: { app: payments } }, spec: { containers: [{ name: app, image: payments }] } }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: payments, namespace: shop }
      spec:
        podSelector: # warning: did you mean "app=payments"?
          matchLabels: { app: payment }
        port: 80
    `,
  ],good: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web, namespace: shop }
      spec:
        selector: { matchLabels: { app: web } }
        template:
          metadata: { labels: { app: web } }
          spec: { containers: [{ name: web, image: web, ports: [{ name: http, containerPort: 80 }] }] }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec: { podSelector: { matchExpressions: [{ key: app, operator: In, values: [web, cart] }] }, port: http }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: admin, namespace: shop }
      spec: { podSelector: { matchLabels: { app: web } }, port: 9990 }
    `,
  ]},
"linkerd/orphaned-service-profile":{why: "A profile is looked up for the cluster IP of its Service: without Service, or without such an address, nobody asks for it.",fix: "Name the profile after a Service with a cluster IP, or remove it.",links: ["https://linkerd.io/2-edge/reference/service-profiles/"],bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { clusterIP: None, ports: [{ port: 80 }] }
      ---
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata:
        name: web.shop.svc.cluster.local # warning: has no cluster IP
        namespace: shop
      spec: { routes: [] }
      ---
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata:
        name: cart.shop.svc.cluster.local # warning: no Service "cart" in "shop"
        namespace: shop
      spec: { routes: [] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec: { routes: [] }
    `,
  ]},
"linkerd/overly-broad-authorization":{why: "Without an identity, and from any address, every client that reaches the pod gets in, meshed or not.",fix: "Require a MeshTLSAuthentication or a ServiceAccount, or name the networks that may come.",links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: NetworkAuthentication
      metadata: { name: all, namespace: shop }
      spec: { networks: [{ cidr: 0.0.0.0/0 }, { cidr: "::/0" }] }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: web }
        requiredAuthenticationRefs:
          - { group: policy.linkerd.io, kind: NetworkAuthentication, name: all } # warning: "all" holds 0.0.0.0/0
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: shop, namespace: shop }
      spec:
        targetRef: { kind: Namespace, name: shop }
        requiredAuthenticationRefs: [] # warning: no authentication is required
      ---
      apiVersion: policy.linkerd.io/v1beta1
      kind: ServerAuthorization
      metadata: { name: web, namespace: shop }
      spec:
        server: { name: web }
        client:
          networks: [{ cidr: 0.0.0.0/0 }]
          unauthenticated: true # warning: anybody from anywhere
    `,
  ],good: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: NetworkAuthentication
      metadata: { name: nodes, namespace: shop }
      spec: { networks: [{ cidr: 0.0.0.0/0 }] }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: probes, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: HTTPRoute, name: probes }
        requiredAuthenticationRefs: [{ group: policy.linkerd.io, kind: NetworkAuthentication, name: nodes }]
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: web }
        requiredAuthenticationRefs:
          - { group: policy.linkerd.io, kind: NetworkAuthentication, name: nodes }
          - { kind: ServiceAccount, name: web }
    `,
  ]},
"linkerd/permissive-retries":{why: "Linkerd retries any method that a route calls retryable: an order that was placed and not confirmed is placed again.",fix: "Leave isRetryable to methods that may run twice (GET, HEAD, PUT, DELETE), and keep retryRatio well below 1.",links: ["https://linkerd.io/2-edge/tasks/configuring-retries/"],bad: [
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec:
        routes:
          - name: POST /orders
            condition: { method: POST, pathRegex: /orders }
            isRetryable: true # warning: POST requests are retried
        retryBudget:
          retryRatio: 2 # warning: 2 retries for each request
          minRetriesPerSecond: 10
          ttl: 10s
    `,
  ],good: [
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec:
        routes:
          - name: GET /orders
            condition: { method: GET, pathRegex: /orders }
            isRetryable: true
          - name: POST /orders
            condition: { method: POST, pathRegex: /orders }
          - name: Find
            condition: { method: POST, pathRegex: '/shop\.v1\.Cart/FindItem' }
            isRetryable: true
        retryBudget: { retryRatio: 0.2, minRetriesPerSecond: 10, ttl: 10s }
    `,
  ]},
"linkerd/unknown-annotation":{why: "Linkerd passes over annotations that it does not know, so a misspelt one silently changes nothing.",fix: "Correct the name, or remove the annotation.",links: ["https://linkerd.io/2-edge/reference/proxy-configuration/"],bad: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations:
          linkerd.io/injected: enabled # warning: did you mean "linkerd.io/inject"
          config.linkerd.io/proxy-wait-before-exit-seconds: "30" # warning: "config.alpha.linkerd.io/proxy-wait-before-exit-seconds"
          config.linkerd.io/proxy-memory-requests: 64Mi # warning: "config.linkerd.io/proxy-memory-request"
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations: { linkerd.io/inject: enabled, example.test/linkerd.io: "yes", linkerd.io/created-by: linkerd/cli }
      spec: { containers: [{ name: web, image: web }] }
    `,
  ]},
"linkerd/unknown-authentication":{why: "One reference that leads nowhere makes the whole policy void: all requests are answered with 403, and nothing tells why.",fix: "Name an authentication that is there; without a namespace it is looked up in the policy's own.",links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: NetworkAuthentication
      metadata: { name: pods, namespace: linkerd }
      spec: { networks: [{ cidr: 10.0.0.0/8 }] }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { kind: Namespace, name: shop }
        requiredAuthenticationRefs:
          - { group: policy.linkerd.io, kind: NetworkAuthentication, name: pods } # error: no NetworkAuthentication "pods" in "shop"
          - { group: policy.linkerd.io, kind: MeshTLSAuthentication, name: web } # error: no MeshTLSAuthentication "web" in "shop"
    `,
  ],good: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: NetworkAuthentication
      metadata: { name: pods, namespace: linkerd }
      spec: { networks: [{ cidr: 10.0.0.0/8 }] }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { kind: Namespace, name: shop }
        requiredAuthenticationRefs:
          - { group: policy.linkerd.io, kind: NetworkAuthentication, name: pods, namespace: linkerd }
    `,
  ]},
"linkerd/unknown-policy-target":{why: "Such a policy is accepted and does nothing, so traffic stays denied, or without a limit, and nothing tells.",fix: "Name a Server or a route of the policy's own namespace.",links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: wbe } # error: no Server "wbe" in "shop"
        requiredAuthenticationRefs: [{ kind: ServiceAccount, name: web }]
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: HTTPLocalRateLimitPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: web } # error: no Server "web" in "shop"
        total: { requestsPerSecond: 100 }
      ---
      apiVersion: policy.linkerd.io/v1beta1
      kind: ServerAuthorization
      metadata: { name: web, namespace: shop }
      spec:
        server:
          selector: { matchLabels: { app: web } } # error: labels of Servers, not of pods
        client: { unauthenticated: true }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: admin, namespace: shop }
      spec: { podSelector: { matchLabels: { app: web } }, port: 80 }
    `,
  ],good: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop, labels: { app: web } }
      spec: { podSelector: { matchLabels: { app: web } }, port: 80 }
      ---
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: web }
        requiredAuthenticationRefs: [{ kind: ServiceAccount, name: web }]
      ---
      apiVersion: policy.linkerd.io/v1beta1
      kind: ServerAuthorization
      metadata: { name: web, namespace: shop }
      spec: { server: { selector: { matchLabels: { app: web } } }, client: { unauthenticated: true } }
    `,
  ]},
"linkerd/unknown-route-backend":{why: "The share of requests that belongs to a backend without a Service is answered with 500.",fix: "Name a Service that is there, and one of its ports.",links: ["https://linkerd.io/2-edge/reference/httproute/"],bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop, annotations: { retry.linkerd.io/http: 5xx } }
      spec:
        parentRefs: [{ group: "", kind: Service, name: web, port: 80 }]
        rules:
          - backendRefs:
              - { name: web-v2, port: 80 } # error: no Service "web-v2" in "shop"
              - { name: web, port: 8080 } # error: it has 80
              - { group: policy.linkerd.io, kind: EgressNetwork, name: out, port: 80 } # warning: only where it is the parent
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs: [{ group: "", kind: Service, name: web, port: 80 }]
        rules: [{ backendRefs: [{ group: core, kind: Service, name: web, port: 80 }] }]
    `,
  ]},
"linkerd/unknown-route-parent":{why: "A route without its parent is accepted by the API server and has no effect; only its status says so.",fix: "Name an existing Server, EgressNetwork or Service with a cluster IP.",links: ["https://linkerd.io/2-edge/features/gateway-api/"],bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: db, namespace: shop }
      spec: { clusterIP: None, ports: [{ port: 80 }] }
      ---
      apiVersion: policy.linkerd.io/v1beta3
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec:
        parentRefs:
          - { group: policy.linkerd.io, kind: Server, name: wbe } # error: no Server "wbe" in "shop"
          - { group: core, kind: Service, name: db, port: 80 } # error: has no cluster IP
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { ports: [{ port: 80 }, { port: 9090 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: { name: web, namespace: shop }
      spec: { parentRefs: [{ group: "", kind: Service, name: web, port: 8080 }] } # error: it has 80, 9090
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web, namespace: shop }
      spec: { parentRefs: [{ group: "", kind: Service, name: web, port: 80 }, { name: public }] }
    `,
  ]},
"lint/missing-suppression-reason":{why: "Whoever reads it later cannot tell whether it may go.",fix: "Write the reason behind a colon: `# mesh-lint-ignore istio/unknown-host: served by the old cluster`.",links: [],bad: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
    spec:
      color: red # mesh-lint-ignore schema/unknown-field # warning: nothing says why this is suppressed
      ports:
        - port: 80
    `,
  ],good: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
    spec:
      color: red # mesh-lint-ignore schema/unknown-field: read by our own controller
      ports:
        - port: 80
    `,
  ]},
"lint/unknown-suppressed-rule":{why: "It suppresses nothing, so the finding that it was written for is still reported.",fix: "Name the rule as the report does, or write a pattern such as `istio/*`.",links: [],bad: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
    spec:
      color: red # mesh-lint-ignore schema/unknown-feild: legacy # warning: did you mean "schema/unknown-field"?
      ports:
        - port: 80 # mesh-lint-ignore # warning: names no rule
        - port: 81 # mesh-lint-ignore-next-line schema/unknown-field # warning: unknown "mesh-lint-ignore-next-line"
    `,
  ],good: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
    spec:
      # mesh-lint-ignore schema/*: read by our own controller
      color: red
      ports:
        - port: 80
    `,
  ]},
"lint/unused-suppression":{why: "The mistake is gone or was never there. When it comes back, nobody will hear of it.",fix: "Remove the suppression, or let `mesh-lint --prune-suppressions` remove all of them.",links: [],bad: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
    spec:
      # mesh-lint-ignore schema/unknown-field: older clusters # warning: "schema/unknown-field" has nothing to suppress on line 7
      ports:
        - port: 80
    `,
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
      annotations:
        mesh-lint.dev/ignore: "schema/unknown-field: older clusters" # warning: nothing to suppress in this object
    spec:
      ports:
        - port: 80
    `,
  ],good: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
    spec:
      color: red # mesh-lint-ignore schema/unknown-field: read by our own controller
      ports:
        - port: 80
    `,
  ]},
"mesh/mismatched-mtls":{fix: "Leave `tls` out of the DestinationRule, so that Istio finds the right mode itself, or set the mode that fits.",links: [
    "https://istio.io/latest/docs/ops/common-problems/network-issues/#503-errors-after-setting-destination-rule",
    "https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/",
  ],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: shop
      spec:
        mtls:
          mode: STRICT
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: plain
        namespace: shop
      spec:
        host: "*.shop.svc.cluster.local"
        trafficPolicy:
          tls:
            mode: DISABLE # error: refuse plain text
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: shop
      spec:
        mtls:
          mode: DISABLE # error: still sends ISTIO_MUTUAL
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: mutual
        namespace: istio-system
      spec:
        host: "*.local"
        trafficPolicy:
          tls:
            mode: ISTIO_MUTUAL
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: cart
        namespace: shop
      spec:
        host: cart
        trafficPolicy:
          tls:
            mode: ISTIO_MUTUAL # error: has no sidecar
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          app: cart
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
          sidecar.istio.io/inject: "false"
      spec:
        containers:
          - name: cart
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: cart
        namespace: shop
      spec:
        host: cart.shop.svc.cluster.local
        trafficPolicy:
          portLevelSettings:
            - port:
                number: 80
              tls:
                mode: SIMPLE # error: refuse this TLS
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
        portLevelMtls:
          8080:
            mode: STRICT
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          app: cart
        ports:
          - port: 80
            targetPort: 8080
          - port: 81
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
      spec:
        containers:
          - name: cart
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: shop
      spec:
        mtls:
          mode: STRICT
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: mutual
        namespace: shop
      spec:
        host: "*.shop.svc.cluster.local"
        trafficPolicy:
          tls:
            mode: ISTIO_MUTUAL
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata:
        name: database
        namespace: shop
      spec:
        host: db.example.com
        trafficPolicy:
          tls:
            mode: SIMPLE
    `,
  ]},
"mesh/missing-authorization":{why: "Istio allows every request to a workload that no ALLOW policy speaks of. mTLS tells who calls, but stops nobody.",fix: "Deny by default with an empty `spec: {}` policy in the namespace or the root namespace, then allow what is needed.",links: ["https://istio.io/latest/docs/ops/best-practices/security/#use-default-deny-patterns"],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio-injection: enabled
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          app: cart
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart # warning: no AuthorizationPolicy allows
        namespace: shop
        labels:
          app: cart
      spec:
        containers:
          - name: cart
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: nothing
        namespace: istio-system
      spec: {}
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio-injection: enabled
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          app: cart
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
      spec:
        containers:
          - name: cart
    `,
  ]},
"mesh/missing-client-mtls":{why: "With `enableAutoMtls: false` clients send plain text unless a DestinationRule says ISTIO_MUTUAL; STRICT refuses it.",fix: "Turn auto mTLS on, or add a DestinationRule with ISTIO_MUTUAL for the namespace or the mesh.",links: ["https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/#auto-mtls"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: shop
      spec:
        mtls:
          mode: STRICT # error: no DestinationRule for "*.shop.svc.cluster.local"
      # file: mesh-lint.yaml
      mesh:
        meshConfig:
          enableAutoMtls: false
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: shop
      spec:
        mtls:
          mode: STRICT
    `,
  ]},
"mesh/missing-server-mtls":{why: "With auto mTLS off both sides are set by hand. Servers take mTLS by default, but so they do plain text: without a PeerAuthentication nothing keeps the two sides together.",fix: "Add a PeerAuthentication with mode STRICT for the same namespace or the mesh.",links: ["https://istio.io/latest/docs/reference/config/security/peer_authentication/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: shop, namespace: shop }
      spec:
        host: "*.shop.svc.cluster.local"
        trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } # info: no PeerAuthentication of namespace "shop" takes mTLS
      # file: mesh-lint.yaml
      mesh: { meshConfig: { enableAutoMtls: false } }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: shop, namespace: shop }
      spec: { host: "*.shop.svc.cluster.local", trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: mesh, namespace: istio-system }
      spec: { host: "*.local", trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: istio-system }
      spec: { mtls: { mode: STRICT } }
      # file: mesh-lint.yaml
      mesh: { meshConfig: { enableAutoMtls: false } }
    `,
  ]},
"mesh/missing-strict-mtls":{fix: "Set STRICT for the namespace or, once all clients are in the mesh, in the root namespace.",links: [
    "https://istio.io/latest/docs/tasks/security/authentication/authn-policy/#globally-enabling-istio-mutual-tls-in-strict-mode",
  ],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio-injection: enabled
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
        mtls:
          mode: STRICT
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: ratings
        namespace: shop
      spec:
        selector:
          app: ratings
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: ratings # warning: no PeerAuthentication covers "ratings"
        namespace: shop
        labels:
          app: ratings
      spec:
        containers:
          - name: ratings
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio-injection: enabled
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: ratings
        namespace: shop
      spec:
        selector:
          app: ratings
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: ratings
        namespace: shop
        labels:
          app: ratings
      spec:
        containers:
          - name: ratings
    `,
  ]},
"mesh/permissive-mtls":{fix: "Use STRICT once all clients are in the mesh; keep exceptions to single ports and say why in a suppression.",links: [
    "https://istio.io/latest/docs/reference/config/security/peer_authentication/",
    "https://istio.io/latest/docs/ops/best-practices/security/#mutual-tls",
  ],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: istio-system
      spec:
        mtls:
          mode: STRICT
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: ratings
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: ratings
        mtls:
          mode: PERMISSIVE # warning: pods with app=ratings accept plain text
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
        mtls:
          mode: STRICT
        portLevelMtls:
          9090:
            mode: DISABLE # warning: port 9090
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: dev
      spec:
        mtls:
          mode: DISABLE # warning: all pods of namespace "dev"
    `,
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio-injection: enabled
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: shop
      spec:
        mtls:
          mode: STRICT
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: legacy
        namespace: shop
      spec:
        selector:
          app: legacy
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: legacy
        namespace: shop
        labels:
          app: legacy
          sidecar.istio.io/inject: "false" # warning: keeps "legacy" out of the mesh
      spec:
        containers:
          - name: legacy
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
        annotations:
          traffic.sidecar.istio.io/excludeInboundPorts: "9090" # warning: bypass the sidecar
      spec:
        containers:
          - name: cart
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: istio-system
      spec:
        mtls:
          mode: STRICT
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: istiod
        namespace: istio-system
      spec:
        selector:
          app: istiod
        ports:
          - port: 15012
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: istiod
        namespace: istio-system
        labels:
          app: istiod
          sidecar.istio.io/inject: "false"
      spec:
        containers:
          - name: discovery
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: istio-system
      spec:
        mtls:
          mode: STRICT
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
        mtls:
          mode: UNSET
        portLevelMtls:
          8080:
            mode: STRICT
    `,
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
          sidecar.istio.io/inject: "false"
      spec:
        hostNetwork: true
        containers:
          - name: cart
    `,
  ]},
"schema/conflicting-fields":{why: "The API server refuses the object; where it does not, the mesh keeps one of them and ignores the others.",fix: "Keep the field that is meant.",links: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http:
          - match: [{ uri: { exact: /a, prefix: /b } }] # error: only one of "exact", "prefix" and "regex" may be set
            route: [{ destination: { host: cart } }]
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http:
          - match: [{ uri: { exact: /a } }, { uri: { prefix: /b } }]
            route: [{ destination: { host: cart } }]
    `,
  ]},
"schema/deprecated-version":{why: "Clusters of today still serve the version, or did until the release that the message names; a newer one refuses it.",fix: "Use one of the versions that the message names.",links: ["https://kubernetes.io/docs/reference/using-api/deprecation-policy/"],bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta1 # warning: Server "v1beta1" is deprecated
      kind: Server
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        port: http
    `,
  ],good: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        port: http
    `,
  ]},
"schema/duplicate-item":{why: "The API server refuses the object, or keeps the last one only.",fix: "Remove one of the items, or give it a key of its own.",links: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80, protocol: HTTP }
          - { name: http, port: 8080, protocol: HTTP } # error: name "http" stands in item 1 already
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80, protocol: HTTP }
          - { name: other, port: 8080, protocol: HTTP }
    `,
  ]},
"schema/invalid-metadata":{why: "The API server refuses the object.",fix: "Use the characters and lengths that the message names.",links: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: Default_1 # error: invalid name "Default_1"
        namespace: shop.prod # error: invalid namespace "shop.prod"
        labels:
          "a b": x # error: invalid label key "a b"
          team: the shop # error: label value "the shop"
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata:
        name: istio
        namespace: shop # warning: has no effect
      spec: { controllerName: istio.io/gateway-controller }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: default.v1
        namespace: shop
        labels: { app.kubernetes.io/name: cart, empty: "" }
    `,
  ]},
"schema/invalid-type":{why: "The API server refuses the object.",fix: "Write the value as the message says; quote numbers and booleans that are meant as text.",links: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, labels: { version: 1 } } # error: must be a string
      spec:
        selector: { version: 2 } # error: must be a string, not the number 2: quote it
        ports:
          - port: "80" # error: must be an integer, not the string "80": remove the quotes
    `,
  ]},
"schema/invalid-value":{why: "The API server refuses the object.",fix: "Use one of the values, or a number or text within the bounds, that the message names.",links: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default }
      spec:
        mtls: { mode: STRIKT } # error: use UNSET, DISABLE, PERMISSIVE or STRICT
    `,
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: cart }
      spec:
        hostnames: [Cart_1] # error: does not match
        rules:
          - backendRefs: [{ name: cart, port: 70000 }] # error: it must be at most 65535
    `,
  ],good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default }
      spec:
        mtls: { mode: STRICT }
    `,
  ]},
"schema/misplaced-field":{why: "The API server refuses it or drops it without a word, most often after a slip of the indentation.",fix: "Move the field to where the message says.",links: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http:
          - route:
              - destination:
                  host: cart
                  weight: 90 # error: "weight" belongs one level up, beside "destination"
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http:
          - route:
              - destination: { host: cart, subset: v1 }
                weight: 100
    `,
  ]},
"schema/missing-field":{why: "The API server refuses the object.",fix: "Add the field that the message names.",links: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80 } # error: missing field "protocol"
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: istio
        listeners:
          - { name: http, port: 80, protocol: HTTP }
    `,
  ]},
"schema/snake-case-field":{why: "The mesh itself reads both spellings, the API server only camel case: it drops the field without a word, and so the setting never arrives.",fix: "Write the field in camel case.",links: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http:
          - route: [{ destination: { host: cart } }]
            retries: { attempts: 3, per_try_timeout: 2s } # error: write "perTryTimeout"
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http:
          - route: [{ destination: { host: cart } }]
            retries: { attempts: 3, perTryTimeout: 2s }
    `,
  ]},
"schema/unknown-field":{why: "The API server refuses the object under strict validation, which kubectl and Flux ask for, or drops the field without a word: what it should do is not done.",fix: "Write the field as the message says, or remove it.",links: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http:
          - route:
              - destination: { host: cart, subest: v1 } # error: did you mean "subset"?
        httpRoutes: [] # error: unknown field "httpRoutes"
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http:
          - route:
              - destination: { host: cart, subset: v1 }
                weight: 100
    `,
    yaml`
      apiVersion: networking.istio.io/v1alpha3
      kind: EnvoyFilter
      metadata: { name: any }
      spec:
        configPatches:
          - applyTo: CLUSTER
            patch: { operation: MERGE, value: { anything: goes } }
    `,
  ]},
"schema/unknown-kind":{why: "The API server knows no such resource, so the object is never created.",fix: "Write kind and apiVersion as the message says.",links: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualServcie # error: did you mean "VirtualService"?
      metadata: { name: cart }
    `,
    yaml`
      apiVersion: networking.istio.io/v1 # error: it belongs to "security.istio.io"
      kind: PeerAuthentication
      metadata: { name: default }
    `,
    yaml`
      apiVersion: networking.istio.com/v1 # error: did you mean "networking.istio.io"?
      kind: VirtualService
      metadata: { name: cart }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http:
          - route:
              - destination: { host: cart, subset: v1 }
                weight: 100
    `,
    yaml`
      apiVersion: example.com/v1
      kind: VirtualServer
      metadata: { name: cart }
    `,
  ]},
"schema/unknown-version":{why: "The API server knows no such resource, so the object is never created.",fix: "Use one of the versions that the message names.",links: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],bad: [
    yaml`
      apiVersion: networking.istio.io/v2 # error: VirtualService has no version "v2"
      kind: VirtualService
      metadata: { name: cart }
    `,
  ],good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http:
          - route:
              - destination: { host: cart, subset: v1 }
                weight: 100
    `,
  ]},
"smi/conflicting-traffic-splits":{why: "Linkerd's extension writes each split into the same ServiceProfile, so whichever was changed last wins.",fix: "Put all backends of a Service into one TrafficSplit.",links: ["https://linkerd.io/2-edge/features/traffic-split/"],bad: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: one }
      spec: { service: web, backends: [{ service: web-v1, weight: 1 }] }
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: two }
      spec:
        service: web # error: "one" splits "web" already
        backends: [{ service: web-v2, weight: 1 }]
    `,
  ],good: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: one, namespace: shop }
      spec: { service: web, backends: [{ service: web-v1, weight: 1 }] }
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: two, namespace: store }
      spec: { service: web, backends: [{ service: web-v2, weight: 1 }] }
    `,
  ]},
"smi/deprecated-kind":{why: "SMI was archived in 2023, Linkerd took it out of its core with 2.12, and the last release of its extension is of 2024.",fix: "Say the same with the Gateway API, whose routes name a Service as their parent.",links: ["https://linkerd.io/2-edge/tasks/linkerd-smi/", "https://gateway-api.sigs.k8s.io/mesh/"],bad: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit # warning: use an HTTPRoute with weighted backends
      metadata: { name: web }
      spec: { service: web, backends: [{ service: web-v1, weight: 1 }] }
    `,
  ],good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web }
      spec:
        parentRefs: [{ group: "", kind: Service, name: web, port: 80 }]
        rules: [{ backendRefs: [{ name: web-v1, port: 80 }] }]
    `,
  ]},
"smi/ineffective-policy":{why: "Linkerd's SMI extension reads TrafficSplits of v1alpha1 and v1alpha2 only; access rules of SMI protect nothing there.",fix: "Say who may talk to whom with an AuthorizationPolicy, and split traffic with an HTTPRoute.",links: ["https://linkerd.io/2-edge/tasks/linkerd-smi/"],bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, annotations: { linkerd.io/inject: enabled } }
      ---
      apiVersion: access.smi-spec.io/v1alpha2
      kind: TrafficTarget # error: Linkerd reads no TrafficTarget
      metadata: { name: web, namespace: shop }
      spec:
        destination: { kind: ServiceAccount, name: web }
        sources: [{ kind: ServiceAccount, name: cart }]
      ---
      apiVersion: split.smi-spec.io/v1alpha4 # error: serves v1alpha1 and v1alpha2
      kind: TrafficSplit
      metadata: { name: web, namespace: shop }
      spec: { service: web, backends: [{ service: web-v1, weight: 1 }] }
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, annotations: { linkerd.io/inject: enabled } }
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web, namespace: shop }
      spec: { service: web, backends: [{ service: web-v1, weight: 1 }] }
    `,
    yaml`
      apiVersion: split.smi-spec.io/v1alpha4
      kind: TrafficSplit
      metadata: { name: web, namespace: shop }
      spec: { service: web, backends: [{ service: web-v1, weight: 1 }] }
    `,
  ]},
"smi/invalid-backends":{why: "Linkerd appends namespace and domain to what stands there, adds no weights of one backend, and splits once only.",fix: "Name each Service of the namespace once, without a domain.",links: ["https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-split/v1alpha2/traffic-split.md"],bad: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web }
      spec:
        service: web.shop.svc.cluster.local # error: name the Service alone, "web"
        backends:
          - { service: web-v1, weight: 50 }
          - { service: web-v1, weight: 50 } # error: is a backend already
    `,
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web }
      spec:
        service: web
        backends:
          - { service: web-v1, weight: 1 } # warning: splits do not nest
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web-v1 }
      spec: { service: web-v1, backends: [{ service: web-v1a, weight: 1 }] }
    `,
  ],good: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web }
      spec: { service: web, backends: [{ service: web, weight: 1 }, { service: web-v2, weight: 1 }] }
    `,
  ]},
"smi/invalid-weights":{why: "Weights are relative and not below zero; where all are zero, Linkerd sends everything to the Service at the root.",fix: "Give each backend a whole number from zero on, and at least one of them more than zero.",links: ["https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-split/v1alpha2/traffic-split.md"],bad: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web }
      spec:
        service: web
        backends:
          - { service: web-v1, weight: 90.5 } # error: no whole number
          - { service: web-v2, weight: -10 } # error: below zero
    `,
    yaml`
      apiVersion: split.smi-spec.io/v1alpha1
      kind: TrafficSplit
      metadata: { name: web }
      spec:
        service: web
        backends: # error: all weights are zero
          - { service: web-v1, weight: 0 }
          - { service: web-v2, weight: 0m }
    `,
    yaml`
      apiVersion: split.smi-spec.io/v1alpha1
      kind: TrafficSplit
      metadata: { name: web }
      spec:
        service: web
        backends: [] # error: no backends
    `,
  ],good: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha1
      kind: TrafficSplit
      metadata: { name: web }
      spec: { service: web, backends: [{ service: web-v1, weight: 900m }, { service: web-v2, weight: 100m }] }
    `,
  ]},
"smi/mismatched-ports":{why: "A split names no ports: what is sent to a port of the root goes to the same port of the backend.",fix: "Give the backend the ports of the Service at the root.",links: ["https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-split/v1alpha2/traffic-split.md"],bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: web-v2 }
      spec: { ports: [{ port: 8080 }] }
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web }
      spec:
        service: web
        backends:
          - { service: web-v2, weight: 1 } # error: has no port 80
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: web-v2 }
      spec: { ports: [{ port: 80, targetPort: 8080 }, { port: 9090, name: metrics }] }
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web }
      spec: { service: web, backends: [{ service: web-v2, weight: 1 }] }
    `,
  ]},
"smi/mismatched-weights":{why: "Weights of a TrafficSplit are relative, so 90 and 20 do not mean 90 per cent and 20 per cent.",fix: "Write weights that add up to 100, so that each reads as its share.",links: ["https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-split/v1alpha2/traffic-split.md"],bad: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web }
      spec:
        service: web
        backends: # info: add up to 110: the shares are 81.8 % and 18.2 %
          - { service: web-v1, weight: 90 }
          - { service: web-v2, weight: 20 }
    `,
  ],good: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web }
      spec: { service: web, backends: [{ service: web-v1, weight: 2 }, { service: web-v2, weight: 1 }] }
    `,
    yaml`
      apiVersion: split.smi-spec.io/v1alpha1
      kind: TrafficSplit
      metadata: { name: web }
      spec: { service: web, backends: [{ service: web-v1, weight: 900m }, { service: web-v2, weight: 100m }] }
    `,
  ]},
"smi/unknown-service":{why: "The share of a backend that does not exist fails; without the Service at its root a split does nothing at all.",fix: "Name Services of the split's own namespace, or add the one that is missing.",links: ["https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-split/v1alpha2/traffic-split.md"],bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web-v1, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web, namespace: shop }
      spec:
        service: web # error: no Service "web" in "shop"
        backends:
          - { service: web-v1, weight: 90 }
          - { service: web-v2, weight: 10 } # error: its share of requests fails
          - { service: web-v3, weight: 0 } # info: gets no traffic yet
    `,
  ],good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: web-v1, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit
      metadata: { name: web, namespace: shop }
      spec: { service: web, backends: [{ service: web-v1, weight: 1 }] }
    `,
  ]},
"yaml/alias-bomb":{why: "Readers that follow each alias run out of memory; kubectl and the API server refuse such documents.",fix: "Write the repeated parts out, or nest aliases less deeply.",links: ["https://nvd.nist.gov/vuln/detail/CVE-2019-11253"],bad: [
    yaml`
    a: &a [x, x, x, x, x, x, x, x, x, x]
    b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
    c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
    d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
    e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d] # error: aliases blow this document up
    `,
  ],good: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
      labels: &labels {app: cart}
    spec:
      selector: *labels
    `,
  ]},
"yaml/duplicate-key":{why: "kubectl silently takes the last one, strict clients and server-side validation refuse the object.",fix: "Remove one of the two, or merge what they hold.",links: ["https://yaml.org/spec/1.1/#id861060"],bad: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
      labels:
        app: cart
      labels: # error: the key "labels" stands twice
        tier: backend
    `,
  ],good: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
      labels:
        app: cart
        tier: backend
    `,
  ]},
"yaml/invalid-character":{why: "kubectl refuses control characters, and breaks the line at U+0085, U+2028 and U+2029, which no editor shows.",fix: "Remove the character, or write it as an escape in double quotes.",links: ["https://yaml.org/spec/1.1/#id868524"],bad: [
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: cart
    data:
      note: a\u2028b # error: the character U+2028
    `,
  ],good: [
    yaml`
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: cart
    data:
      note: "a\u2028b"
    `,
  ]},
"yaml/invalid-key":{why: "JSON, which Kubernetes makes of YAML, has strings as keys only; kubectl refuses the document.",fix: "Quote the key, or write it as plain text.",links: ["https://yaml.org/spec/1.1/"],bad: [
    yaml`
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: cart
    data:
      ~: empty # error: null is no key
    `,
  ],good: [
    yaml`
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: cart
    data:
      "~": empty
    `,
  ]},
"yaml/invalid-number":{why: "JSON, which Kubernetes makes of YAML, has no such numbers; kubectl refuses the document.",fix: "Quote the value if it is text, or write a finite number.",links: ["https://yaml.org/type/float.html"],bad: [
    yaml`
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: cart
    data:
      limit: .inf # error: ".inf" is no number in JSON
    `,
  ],good: [
    yaml`
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: cart
    data:
      limit: ".inf"
    `,
  ]},
"yaml/lost-indentation":{why: "All its keys stand at the top level, so `metadata` and `spec` hold nothing; copying from a web page does this.",fix: "Indent what belongs to `metadata` and `spec`, or copy the manifest from its source.",links: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/"],bad: [
    yaml`
    apiVersion: security.istio.io/v1
    kind: PeerAuthentication
    metadata: # error: this document seems to have lost its indentation
    name: default
    namespace: istio-system
    spec:
    mtls:
    mode: STRICT
    `,
  ],good: [
    yaml`
    apiVersion: security.istio.io/v1
    kind: PeerAuthentication
    metadata:
      name: default
      namespace: istio-system
    spec:
      mtls:
        mode: STRICT
    `,
  ]},
"yaml/syntax":{why: "kubectl and every GitOps controller refuse the whole document, so nothing in it is applied or checked.",fix: "Correct the text at the marked place.",links: ["https://yaml.org/spec/1.1/"],bad: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
    spec:
      ports: 80: http # error: quote the value
    `,
  ],good: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
    spec:
      ports:
        - port: 80
    `,
  ]},
"yaml/tab-indentation":{why: "YAML is indented with spaces only; kubectl refuses the document.",fix: "Replace the tab with spaces.",links: ["https://yaml.org/spec/1.1/#id871998"],bad: [
    `
    apiVersion: v1
    kind: Service
    metadata:
    \tname: cart # error: a tab cannot indent
    `,
  ],good: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
    `,
  ]},
"yaml/too-deep":{why: "No manifest needs that; it is how readers are made to crash.",fix: "Flatten the document.",links: ["https://yaml.org/spec/1.1/"],good: [
    yaml`
    a: [[[[[[[[b]]]]]]]]
    `,
  ]},
"yaml/unknown-alias":{why: "Anchors hold within one document only and must come first; kubectl refuses the document.",fix: "Define the anchor before the alias, in the same document.",links: ["https://yaml.org/spec/1.1/#id863390"],bad: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
      labels: *common # error: no anchor "&common"
    `,
  ],good: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
      labels: &common
        app: cart
    spec:
      selector: *common
    `,
  ]},
};
