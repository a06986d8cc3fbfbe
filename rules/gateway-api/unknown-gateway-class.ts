/** Gateways of a class that does not exist. */

import { bringsOwnClass } from "../../src/mesh/gateway-api/classes.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { mayBeHere } from "../../src/mesh/unread.ts";
import { mayHoldMoreAnywhere } from "../../src/mesh/unseen.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

export default defineRule({
  summary: "A Gateway has a class that does not exist",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The class says which controller builds the Gateway. Without it nothing listens, and no status says why. Classes that controllers bring with them, such as Istio's, are known.",
  fix: "Name an existing GatewayClass, or add the class to these files.",
  links: ["https://gateway-api.sigs.k8s.io/api-types/gatewayclass/"],
  upstream: ["KIA1504"],
  claims: "absence",
  bad: [
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
  ],
  good: [
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
  ],
  *check(mesh) {
    const kind = "gateway-api/GatewayClass";
    if (mayHoldMoreAnywhere(mesh)) return;
    for (const gateway of mesh.all("gateway-api/Gateway")) {
      const { gatewayClassName: name } = gateway.spec;
      if (isUnknown(name) || mayBeHere(mesh, kind, "", name) || bringsOwnClass(name)) continue;
      const known = mesh.all(kind).map((one) => `"${one.name}"`);
      const rest = known.length > 0 ? `: known are ${listed(known)}` : "";
      yield {
        at: at(gateway, gateway.spec, "gatewayClassName"),
        message: `unknown GatewayClass "${name}"${rest}`,
        absent: { kind, name },
      };
    }
  },
});
