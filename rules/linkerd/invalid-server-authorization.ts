/** What Linkerd's webhook refuses in a ServerAuthorization, as a table of checks. */

import { serverAuthorization, serverAuthorizationCodes } from "../../src/mesh/admission/linkerd/server.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A ServerAuthorization that Linkerd refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",
  fix: "Change the marked field as the message says.",
  links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],
  codes: serverAuthorizationCodes,
  bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta1
      kind: ServerAuthorization
      metadata: { name: web, namespace: shop }
      spec:
        server: { name: web }
        client:
          networks: [{ cidr: 10.0.0.0/40 }] # error: neither an IP address nor a CIDR block
          unauthenticated: true
          meshTLS: # error: either unauthenticated or known by mesh TLS
            unauthenticatedTLS: true
            identities: ["*"] # error: asks for no identity
    `,
    yaml`
      apiVersion: policy.linkerd.io/v1beta1
      kind: ServerAuthorization
      metadata: { name: web, namespace: shop }
      spec:
        server: { name: web }
        client:
          meshTLS:
            identities: ["spiffe://shop.example/web/"] # warning: no client has the identity
    `,
  ],
  good: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta1
      kind: ServerAuthorization
      metadata: { name: web, namespace: shop }
      spec:
        server: { selector: { matchLabels: { app: web } } }
        client:
          networks: [{ cidr: 10.0.0.0/8, except: [10.1.0.0/16] }, { cidr: "2001:db8::1" }]
          meshTLS: { serviceAccounts: [{ name: web, namespace: shop }] }
    `,
    yaml`
      apiVersion: policy.linkerd.io/v1beta1
      kind: ServerAuthorization
      metadata: { name: web, namespace: shop }
      spec:
        server: { name: web }
        client: { meshTLS: { unauthenticatedTLS: true, identities: [] } }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("linkerd/ServerAuthorization")) {
      yield* serverAuthorization(placesIn(manifest), manifest.spec);
    }
  },
});
