/** What Linkerd's webhook refuses in an AuthorizationPolicy, as a table of checks. */

import {
  authorizationPolicy,
  authorizationPolicyCodes,
} from "../../src/mesh/admission/linkerd/authorization-policy.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An AuthorizationPolicy that Linkerd refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",
  fix: "Change the marked field as the message says.",
  links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],
  codes: authorizationPolicyCodes,
  bad: [
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
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: AuthorizationPolicy
      metadata: { name: web, namespace: shop }
      spec:
        targetRef:
          group: core # error: use Server with the group "policy.linkerd.io"
          kind: Server
          name: web
        requiredAuthenticationRefs:
          - { kind: MeshTLSAuthentication, name: web } # error: use MeshTLSAuthentication with the group "policy.linkerd.io"
    `,
  ],
  good: [
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
  ],
  *check(mesh) {
    for (const manifest of mesh.all("linkerd/AuthorizationPolicy")) {
      yield* authorizationPolicy(placesIn(manifest), manifest.spec, manifest.namespace);
    }
  },
});
