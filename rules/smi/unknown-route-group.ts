/** Route groups that access rules and splits of SMI name and that are not there. */

import { usesLinkerd } from "../../src/mesh/linkerd/presence.ts";
import { groupReferences, isVagueName } from "../../src/mesh/smi.ts";
import { mayBeHere } from "../../src/mesh/unread.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

const kinds: readonly string[] = ["HTTPRouteGroup", "TCPRoute", "UDPRoute"];

export default defineRule({
  summary: "A TrafficTarget or TrafficSplit names routes that are not there",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  claims: "absence",
  why: "A TrafficTarget allows what its routes match, so without them it allows nothing; a TrafficSplit then splits nothing.",
  fix: "Correct the name, or add the routes in the namespace of what names them.",
  links: ["https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-access/v1alpha3/traffic-access.md"],
  bad: [
    yaml`
      apiVersion: specs.smi-spec.io/v1alpha4
      kind: HTTPRouteGroup
      metadata: { name: api, namespace: shop }
      spec: { matches: [{ name: read, methods: [GET] }] }
      ---
      apiVersion: access.smi-spec.io/v1alpha3
      kind: TrafficTarget
      metadata: { name: cart, namespace: shop }
      spec:
        destination: { kind: ServiceAccount, name: cart }
        sources: [{ kind: ServiceAccount, name: web }]
        rules:
          - { kind: HTTPRouteGroup, name: apis } # error: no HTTPRouteGroup "apis" in "shop"
          - { kind: TCPRoute, name: api } # error: no TCPRoute "api" in "shop"
      ---
      apiVersion: split.smi-spec.io/v1alpha4
      kind: TrafficSplit
      metadata: { name: cart, namespace: shop }
      spec:
        service: cart
        matches: [{ kind: HTTPRouteGroup, name: beta }] # error: no HTTPRouteGroup "beta" in "shop"
        backends: [{ service: cart-v1, weight: 1 }]
    `,
  ],
  good: [
    yaml`
      apiVersion: specs.smi-spec.io/v1alpha2
      kind: HTTPRouteGroup
      metadata: { name: api, namespace: shop }
      matches: [{ name: read, methods: [GET] }]
      ---
      apiVersion: access.smi-spec.io/v1alpha1
      kind: TrafficTarget
      metadata: { name: cart, namespace: shop }
      destination: { kind: ServiceAccount, name: cart, namespace: shop }
      sources: [{ kind: ServiceAccount, name: web, namespace: shop }]
      specs: [{ kind: HTTPRouteGroup, name: api, matches: [read] }]
    `,
  ],
  *check(mesh) {
    // Linkerd reads none of this, and is told so once.
    if (usesLinkerd(mesh)) return;
    for (const { manifest, reference } of groupReferences(mesh)) {
      const { kind, name } = reference;
      const { namespace } = manifest;
      const is = `smi/${kind}`;
      if (isVagueName(reference) || !kinds.includes(kind)) continue;
      if (mayBeHere(mesh, is, namespace, name) || mayHoldMore(mesh, namespace)) continue;
      const message = `no ${kind} "${name}" in "${namespace}"`;
      yield { at: at(manifest, reference, "name"), message, absent: { kind: is, namespace, name } };
    }
  },
});
