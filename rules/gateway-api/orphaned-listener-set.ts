/** ListenerSets that their Gateway does not take. */

import { gatewayOf, holdersNamed, listenerSets, mayHold, type Gateway } from "../../src/mesh/gateway-api/listeners.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A Gateway does not take the listeners of a ListenerSet",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "A Gateway takes ListenerSets only from the namespaces that its `allowedListeners` names, by default from none. One that it does not take is refused with all its routes (NotAllowed).",
  fix: "Set `allowedListeners.namespaces.from` of the Gateway to Same, Selector or All.",
  links: ["https://gateway-api.sigs.k8s.io/api-types/listenerset/"],
  bad: [
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
  ],
  good: [
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
  ],
  *check(mesh) {
    for (const set of listenerSets(mesh)) {
      const to = gatewayOf(set);
      const gateways = (to ? holdersNamed(mesh, to) : []) as readonly Gateway[];
      const [gateway] = gateways;
      if (!gateway || gateways.some((one) => mayHold(mesh, one, set))) continue;
      yield {
        at: at(set, set.spec.parentRef, "name"),
        message: `Gateway "${gateway.name}" takes no ListenerSet of namespace "${set.namespace}"`,
        related: [{ at: at(gateway, gateway.metadata, "name"), message: "the Gateway" }],
      };
    }
  },
});
