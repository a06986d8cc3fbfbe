/** Objects of the Service Mesh Interface, which is archived. */

import { usesLinkerd } from "../../src/mesh/linkerd/presence.ts";
import type { KindName } from "../../src/mesh/manifest.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

const kinds: readonly (readonly [kind: KindName, successor: string])[] = [
  ["smi/TrafficSplit", "an HTTPRoute with weighted backends"],
  ["smi/HTTPRouteGroup", "an HTTPRoute"],
  ["smi/TCPRoute", "a TCPRoute of the Gateway API"],
  ["smi/UDPRoute", "a UDPRoute of the Gateway API"],
  ["smi/TrafficTarget", "an AuthorizationPolicy of the mesh"],
];

export default defineRule({
  summary: "An object of the Service Mesh Interface, which is archived",
  category: "deprecation",
  severity: "warning",
  since: "0.1.0",
  why: "SMI was archived in 2023, Linkerd took it out of its core with 2.12, and the last release of its extension is of 2024.",
  fix: "Say the same with the Gateway API, whose routes name a Service as their parent.",
  links: ["https://linkerd.io/2-edge/tasks/linkerd-smi/", "https://gateway-api.sigs.k8s.io/mesh/"],
  bad: [
    yaml`
      apiVersion: split.smi-spec.io/v1alpha2
      kind: TrafficSplit # warning: use an HTTPRoute with weighted backends
      metadata: { name: web }
      spec: { service: web, backends: [{ service: web-v1, weight: 1 }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web }
      spec:
        parentRefs: [{ group: "", kind: Service, name: web, port: 80 }]
        rules: [{ backendRefs: [{ name: web-v1, port: 80 }] }]
    `,
  ],
  *check(mesh) {
    for (const [kind, successor] of kinds) {
      // Where Linkerd passes over the object, smi/ineffective-policy says so.
      if (kind !== "smi/TrafficSplit" && usesLinkerd(mesh)) continue;
      for (const manifest of mesh.all(kind)) {
        const message = `${manifest.kind} belongs to SMI, which is archived: use ${successor}`;
        yield { at: at(manifest, manifest.object, "kind"), message };
      }
    }
  },
});
