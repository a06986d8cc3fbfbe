/** Listeners with a protocol that no controller knows. */

import { isIstiosIngress } from "../../src/mesh/gateway-api/classes.ts";
import { gatewayFor, holders, listenersOf, type Holder } from "../../src/mesh/gateway-api/listeners.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

/** HBONE is that of Istio's waypoints. */
const protocols = ["HTTP", "HTTPS", "TLS", "TCP", "UDP", "HBONE"];

/** istio/istio pilot/pkg/config/kube/gateway/conversion.go listenerProtocolToIstio; HBONE is for waypoints alone. */
const ofIstio = ["HTTP", "HTTPS", "TLS", "TCP"];

function isRefusedByIstio(mesh: Mesh, holder: Holder, protocol: string): boolean {
  const gateway = gatewayFor(mesh, holder);
  return !isUnknown(protocol) && !ofIstio.includes(protocol) && gateway !== undefined && isIstiosIngress(mesh, gateway);
}

function judge(protocol: string): Omit<Finding, "at"> | undefined {
  // A protocol of an implementation carries its domain.
  if (isUnknown(protocol) || protocols.includes(protocol) || protocol.includes("/")) return undefined;
  const meant = protocols.find((one) => one === protocol.toUpperCase());
  if (meant) return { message: `unknown protocol "${protocol}": write it as ${meant}` };
  return { message: `unknown protocol "${protocol}": use one of ${listed(protocols.slice(0, 5), "or")}` };
}

export default defineRule({
  summary: "A listener has a protocol that Gateway API does not define",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The listener is not opened (UnsupportedProtocol). Protocols are written in capitals; those of an implementation carry its domain, such as `example.com/proto`.",
  fix: "Write one of the protocols that Gateway API defines.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#protocoltype"],
  bad: [
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
          - name: dns
            port: 53
            protocol: UDP # error: a gateway of Istio has no protocol "UDP": it knows HTTP, HTTPS, TLS and TCP
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: waypoint }
      spec:
        gatewayClassName: istio-waypoint
        listeners:
          - { name: mesh, port: 15008, protocol: HBONE }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public }
      spec:
        gatewayClassName: cloud
        listeners:
          - { name: dns, port: 53, protocol: UDP }
          - { name: own, port: 15009, protocol: cloud.example/quic }
    `,
  ],
  *check(mesh) {
    for (const holder of holders(mesh)) {
      for (const listener of listenersOf(holder)) {
        const { protocol } = listener;
        const place = at(holder, listener, "protocol");
        const found = judge(protocol);
        if (found) yield { at: place, ...found };
        else if (isRefusedByIstio(mesh, holder, protocol)) {
          yield { at: place, message: `a gateway of Istio has no protocol "${protocol}": it knows ${listed(ofIstio)}` };
        }
      }
    }
  },
});
