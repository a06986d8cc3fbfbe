/** What Linkerd's webhook refuses in a MeshTLSAuthentication, as a table of checks. */

import { meshTlsAuthentication, meshTlsCodes } from "../../src/mesh/admission/linkerd/authentications.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A MeshTLSAuthentication that Linkerd refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",
  fix: "Change the marked field as the message says.",
  links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],
  codes: meshTlsCodes,
  bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: MeshTLSAuthentication
      metadata: { name: clients, namespace: shop }
      spec:
        identities:
          - spiffe://shop.example/ns/shop/ # error: does not end with a slash
          - spiffe://shop.example:8443/web # error: a trust domain holds
    `,
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: MeshTLSAuthentication
      metadata: { name: clients, namespace: shop }
      spec:
        identityRefs:
          - { kind: Namespace, name: store, namespace: shop } # error: lies in no namespace
          - { kind: Pod, name: web } # error: has no identity
          - kind: ServiceAccount # error: needs a name
    `,
  ],
  good: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: MeshTLSAuthentication
      metadata: { name: clients, namespace: shop }
      spec:
        identities: ["*", "*.shop.serviceaccount.identity.linkerd.cluster.local", spiffe://shop.example/ns/shop/web]
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("linkerd/MeshTLSAuthentication")) {
      yield* meshTlsAuthentication(placesIn(manifest), manifest.spec);
    }
  },
});
