/** Routes that no listener of their parent takes. */

import { attachments, type Attachment, type Refusal } from "../../src/mesh/gateway-api/attachment.ts";
import { routeKindsOf } from "../../src/mesh/gateway-api/listeners.ts";
import { specOf } from "../../src/mesh/gateway-api/routes.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

type Words = (attachment: Attachment, by: readonly Attachment["taken"][number][]) => string;

const reasons: Readonly<Record<Exclude<Refusal, "section">, Words>> = {
  kind: ({ route }, by) => {
    const isOfProtocol = by.some(({ listener }) => routeKindsOf(listener)?.includes(route.kind) === false);
    const protocols = listed(by.map(({ listener }) => listener.protocol));
    return isOfProtocol ? `takes a ${route.kind} (its protocol is ${protocols})` : `allows the kind ${route.kind}`;
  },
  namespace: ({ route }) => `allows routes of namespace "${route.namespace}"`,
  hostname: ({ route }, by) => {
    const own = listed((specOf(route).hostnames ?? []).map((host) => `"${host}"`));
    const theirs = listed(by.map(({ listener }) => `"${listener.hostname ?? "*"}"`));
    return `serves a host name of ${own}: they serve ${theirs}`;
  },
};

function judge(attachment: Attachment): Finding | undefined {
  const { route, ref, parent, refused } = attachment;
  if (!refused || refused.why === "section") return undefined;
  const [first] = refused.by;
  return {
    at: at(route, ref, "name"),
    message: `no listener of ${parent.kind} "${parent.name}" ${reasons[refused.why](attachment, refused.by)}`,
    related: first ? [{ at: at(first.holder, first.listener, "name"), message: "a listener that refuses it" }] : [],
    upstream: refused.why === "namespace" ? ["KIA1401"] : [],
  };
}

export default defineRule({
  summary: "No listener of its parent takes a route",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "A listener takes only routes of allowed namespaces (by default its own), of kinds that fit its protocol, and with a host name that it serves. A route that none takes has no effect (NotAllowedByListeners, NoMatchingListenerHostname).",
  fix: "Open a listener with `allowedRoutes`, attach the route to another parent, or correct the host names.",
  links: [
    "https://gateway-api.sigs.k8s.io/concepts/api-overview/#attaching-routes-to-gateways",
    "https://gateway-api.sigs.k8s.io/guides/multiple-ns/",
  ],
  upstream: ["KIA1401"],
  bad: [
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
  ],
  good: [
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
  ],
  *check(mesh) {
    for (const attachment of attachments(mesh)) {
      const found = judge(attachment);
      if (found) yield found;
    }
  },
});
