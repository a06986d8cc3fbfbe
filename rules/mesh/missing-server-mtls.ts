/** Clients that send mTLS by a wide rule while no policy of the servers asks for it. */

import { hostScopeOf, tlsPlace, usesAutoMtls } from "../../src/mesh/client-tls.ts";
import { selectedLabels } from "../../src/mesh/mtls.ts";
import { defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

/** Whether a policy for a whole namespace takes mTLS; one of the root namespace speaks for the mesh. */
function takesMtls(mesh: Mesh, namespace: string): boolean {
  return mesh
    .in("istio/PeerAuthentication", namespace)
    .some((policy) => !selectedLabels(policy) && ["STRICT", "PERMISSIVE"].includes(policy.spec.mtls?.mode ?? ""));
}

export default defineRule({
  summary: "A wide DestinationRule sends mTLS, but no PeerAuthentication takes it",
  category: "reliability",
  severity: "info",
  preset: "all",
  since: "0.1.0",
  claims: "absence",
  why: "With auto mTLS off both sides are set by hand. Servers take mTLS by default, but so they do plain text: without a PeerAuthentication nothing keeps the two sides together.",
  fix: "Add a PeerAuthentication with mode STRICT for the same namespace or the mesh.",
  links: ["https://istio.io/latest/docs/reference/config/security/peer_authentication/"],
  upstream: ["KIA0205", "KIA0206"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: shop, namespace: shop }
      spec:
        host: "*.shop.svc.cluster.local"
        trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } # info: no PeerAuthentication of namespace "shop" takes mTLS
      # file: mesh-lint.yaml
      mesh: { meshConfig: { enableAutoMtls: false } }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: shop, namespace: shop }
      spec: { host: "*.shop.svc.cluster.local", trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: mesh, namespace: istio-system }
      spec: { host: "*.local", trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: istio-system }
      spec: { mtls: { mode: STRICT } }
      # file: mesh-lint.yaml
      mesh: { meshConfig: { enableAutoMtls: false } }
    `,
  ],
  *check(mesh) {
    if (usesAutoMtls(mesh)) return;
    const { rootNamespace } = mesh.settings;
    for (const rule of mesh.all("istio/DestinationRule")) {
      const tls = rule.spec.trafficPolicy?.tls;
      const scope = hostScopeOf(mesh, rule);
      if (tls?.mode !== "ISTIO_MUTUAL" || (scope.is !== "mesh" && scope.is !== "namespace")) continue;
      const namespace = scope.is === "mesh" ? rootNamespace : scope.namespace;
      if (takesMtls(mesh, namespace) || takesMtls(mesh, rootNamespace)) continue;
      const whose = scope.is === "mesh" ? "for the mesh" : `of namespace "${namespace}"`;
      yield {
        at: tlsPlace(rule, tls),
        message: `no PeerAuthentication ${whose} takes mTLS`,
        upstream: [scope.is === "mesh" ? "KIA0205" : "KIA0206"],
        absent: { kind: "istio/PeerAuthentication", namespace, name: "default" },
      };
    }
  },
});
