/** Authentications that a policy requires and that are not there. */

import { policyGroup, isVagueReference, refersTo } from "../../src/mesh/linkerd/references.ts";
import { mayBeHere } from "../../src/mesh/unread.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

const kinds = ["MeshTLSAuthentication", "NetworkAuthentication"] as const;

export default defineRule({
  summary: "An AuthorizationPolicy requires an authentication that is not there",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "One reference that leads nowhere makes the whole policy void: all requests are answered with 403, and nothing tells why.",
  fix: "Name an authentication that is there; without a namespace it is looked up in the policy's own.",
  links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],
  claims: "absence",
  bad: [
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
  ],
  good: [
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
  ],
  *check(mesh) {
    for (const policy of mesh.all("linkerd/AuthorizationPolicy")) {
      for (const reference of policy.spec.requiredAuthenticationRefs) {
        const kind = kinds.find((each) => refersTo(reference, policyGroup, each));
        if (!kind || isVagueReference(reference)) continue;
        const { name, namespace = policy.namespace } = reference;
        if (mayBeHere(mesh, `linkerd/${kind}`, namespace, name)) continue;
        const message = `no ${kind} "${name}" in "${namespace}": the whole policy lets nobody in`;
        yield { at: at(policy, reference, "name"), message, absent: { kind: `linkerd/${kind}`, namespace, name } };
      }
    }
  },
});
