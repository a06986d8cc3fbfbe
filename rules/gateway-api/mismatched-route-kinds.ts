/** Listeners that allow kinds of routes which do not fit their protocol. */

import { objectsOf } from "../../src/mesh/admission/row.ts";
import { holders, listenersOf, routeKindsOf } from "../../src/mesh/gateway-api/listeners.ts";
import { gatewayGroup } from "../../src/mesh/gateway-api/references.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

function isRouteKind(kind: string): boolean {
  return /^(?:HTTP|GRPC|TLS|TCP|UDP)Route$/.test(kind);
}

/** Of Kubernetes itself, which has no routes: another project may have kinds of these names. */
function isOddGroup(group: string): boolean {
  return !isUnknown(group) && group !== gatewayGroup && (!group.includes(".") || group.endsWith(".k8s.io"));
}

export default defineRule({
  summary: "A listener allows a kind of route that does not fit its protocol",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "A listener of HTTP or HTTPS takes HTTPRoutes and GRPCRoutes, one of TLS takes TLSRoutes, one of TCP takes TCPRoutes. A kind that does not fit is left out (InvalidRouteKinds), and routes of that kind stay without a listener.",
  fix: "Allow kinds that fit the protocol, or leave `kinds` away to allow all that fit.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#allowedroutes"],
  bad: [
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
                - group: "" # error: TLSRoute is of the group "gateway.networking.k8s.io", not of ""
                  kind: TLSRoute
    `,
  ],
  good: [
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
  ],
  *check(mesh) {
    for (const holder of holders(mesh)) {
      for (const listener of listenersOf(holder)) {
        const fitting = routeKindsOf(listener);
        for (const allowed of objectsOf(listener.allowedRoutes?.kinds)) {
          const { group = gatewayGroup, kind } = allowed;
          if (isOddGroup(group) && isRouteKind(kind)) {
            const message = `${kind} is of the group "${gatewayGroup}", not of "${group}"`;
            yield { at: at(holder, allowed, "group"), message };
          }
          if (!fitting || group !== gatewayGroup || isUnknown(kind) || fitting.includes(kind)) continue;
          const article = kind.startsWith("HTTP") ? "an" : "a";
          const message = isRouteKind(kind)
            ? `${article} ${kind} does not fit the protocol ${listener.protocol}: use ${listed(fitting, "or")}`
            : `"${kind}" is no kind of route: use ${listed(fitting, "or")}`;
          yield { at: at(holder, allowed, "kind"), message };
        }
      }
    }
  },
});
