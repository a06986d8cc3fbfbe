/** ServerAuthorizations that name no client. */

import { at, defineRule, yaml } from "../../src/rule/rule.ts";
import type { AuthorizedClient } from "../../src/mesh/kinds/linkerd.ts";

/** linkerd2 policy-controller/k8s/index/src/inbound/server_authorization.rs. */
function namesNobody({ unauthenticated, meshTLS }: AuthorizedClient): boolean {
  if (unauthenticated === true) return false;
  if (!meshTLS) return true;
  const { identities = [], serviceAccounts = [], unauthenticatedTLS } = meshTLS;
  return unauthenticatedTLS !== true && identities.length + serviceAccounts.length === 0;
}

export default defineRule({
  summary: "A ServerAuthorization names no client, so Linkerd passes it over",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Networks alone let nobody in: without `unauthenticated` or an identity the policy controller drops the whole object and tells its log alone.",
  fix: "Add `unauthenticated: true`, or `meshTLS` with the service accounts that may call.",
  links: ["https://linkerd.io/2-edge/reference/authorization-policy/#serverauthorization"],
  bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta1
      kind: ServerAuthorization
      metadata: { name: web, namespace: shop }
      spec:
        server: { name: web }
        client: # error: names no client
          networks: [{ cidr: 10.0.0.0/8 }]
    `,
  ],
  good: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta1
      kind: ServerAuthorization
      metadata: { name: web, namespace: shop }
      spec: { server: { name: web }, client: { meshTLS: { serviceAccounts: [{ name: cart }] } } }
    `,
  ],
  *check(mesh) {
    for (const authorization of mesh.all("linkerd/ServerAuthorization")) {
      const { spec } = authorization;
      if (!namesNobody(spec.client)) continue;
      const message = "this names no client, so the whole ServerAuthorization is passed over";
      yield { at: at(authorization, spec, "client", "key"), message };
    }
  },
});
