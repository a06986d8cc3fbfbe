/** Control planes that fetch keys from wherever a RequestAuthentication says. */

import { at, defineRule, yaml } from "../../src/rule/rule.ts";
import { workloads, type Workload } from "../../src/mesh/workloads.ts";

const variable = "BLOCKED_CIDRS_IN_JWKS_URIS";

interface Variable {
  readonly name?: string;
  readonly value?: string;
}

function isRestricted({ podSpec }: Workload): boolean {
  return (podSpec.containers ?? []).some(({ env }) =>
    ((env ?? []) as readonly Variable[]).some(
      ({ name, value }) => name === variable && value !== undefined && value !== "",
    ),
  );
}

export default defineRule({
  summary: "Keys for JWTs are fetched from any address, those inside the cluster included",
  category: "security",
  severity: "warning",
  securitySeverity: "5.0",
  since: "0.1.0",
  why: "istiod itself calls the `jwksUri` of each RequestAuthentication. Whoever may write one in any namespace lets the control plane send requests to internal addresses, such as the metadata service of the cloud.",
  fix: `Set \`${variable}\` on istiod to the networks that hold no issuer, such as \`169.254.0.0/16\`.`,
  links: [
    "https://istio.io/latest/docs/reference/commands/pilot-discovery/",
    "https://istio.io/latest/docs/ops/best-practices/security/",
  ],
  upstream: ["IST0175"],
  bad: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: istiod # warning: BLOCKED_CIDRS_IN_JWKS_URIS is not set
        namespace: istio-system
        labels: { app: istiod }
      spec:
        selector: { matchLabels: { app: istiod } }
        template:
          metadata: { labels: { app: istiod } }
          spec: { containers: [{ name: discovery, image: pilot }] }
      ---
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata: { name: jwt, namespace: shop }
      spec: { jwtRules: [{ issuer: https://issuer.example.com, jwksUri: https://issuer.example.com/keys }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: istiod, namespace: istio-system, labels: { app: istiod } }
      spec:
        selector: { matchLabels: { app: istiod } }
        template:
          metadata: { labels: { app: istiod } }
          spec:
            containers:
              - { name: discovery, image: pilot, env: [{ name: BLOCKED_CIDRS_IN_JWKS_URIS, value: 169.254.0.0/16 }] }
      ---
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata: { name: jwt, namespace: shop }
      spec: { jwtRules: [{ issuer: https://issuer.example.com, jwksUri: https://issuer.example.com/keys }] }
    `,
  ],
  *check(mesh) {
    const policies = mesh.all("istio/RequestAuthentication");
    if (policies.length === 0) return;
    for (const workload of workloads(mesh)) {
      const { manifest } = workload;
      if (manifest.kind !== "Deployment" || manifest.labels.app !== "istiod" || isRestricted(workload)) continue;
      const message = `${variable} is not set, and ${policies.length} RequestAuthentication${policies.length === 1 ? " names" : "s name"} issuers`;
      yield { at: at(manifest, manifest.metadata, "name"), message };
    }
  },
});
