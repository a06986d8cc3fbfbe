/** Objects of Linkerd that it still reads, and for which there is a better form. */

import { at, defineRule, yaml } from "../../src/rule/rule.ts";

const kinds = [
  ["linkerd/ServerAuthorization", "an AuthorizationPolicy, which can also be for a route or a whole namespace"],
  ["linkerd/ServiceProfile", "an HTTPRoute or GRPCRoute with annotations for retries and timeouts"],
] as const;

export default defineRule({
  summary: "An object of Linkerd that a newer kind has taken the place of",
  category: "deprecation",
  severity: "info",
  since: "0.1.0",
  why: "Linkerd still reads it, and what is new (routes, rate limits, circuit breaking) comes to its successor alone.",
  fix: "Write the successor that the message names when you next change it.",
  links: [
    "https://linkerd.io/2-edge/reference/service-profiles/",
    "https://linkerd.io/2-edge/reference/authorization-policy/",
  ],
  preset: "strict",
  bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta1
      kind: ServerAuthorization # info: use an AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec: { server: { name: web }, client: { unauthenticated: true } }
    `,
  ],
  good: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef: { group: policy.linkerd.io, kind: Server, name: web }
        requiredAuthenticationRefs: [{ kind: ServiceAccount, name: web }]
    `,
  ],
  *check(mesh) {
    for (const [kind, successor] of kinds) {
      for (const manifest of mesh.all(kind)) {
        const message = `${manifest.kind} has a successor: use ${successor}`;
        yield { at: at(manifest, manifest.object, "kind"), message };
      }
    }
  },
});
