/** STRICT servers in a mesh whose clients do not take up mTLS by themselves. */

import {
  isMutual,
  meshRules,
  namespaceRules,
  namespacesWithMutualRules,
  usesAutoMtls,
} from "../../src/mesh/client-tls.ts";
import { isIgnored, selectedLabels } from "../../src/mesh/mtls.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "Servers demand mTLS, but auto mTLS is off and no DestinationRule sends it",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  precision: "high",
  claims: "absence",
  why: "With `enableAutoMtls: false` clients send plain text unless a DestinationRule says ISTIO_MUTUAL; STRICT refuses it.",
  fix: "Turn auto mTLS on, or add a DestinationRule with ISTIO_MUTUAL for the namespace or the mesh.",
  links: ["https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/#auto-mtls"],
  upstream: ["KIA0401", "KIA0501"],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: shop
      spec:
        mtls:
          mode: STRICT # error: no DestinationRule for "*.shop.svc.cluster.local"
      # file: mesh-lint.yaml
      mesh:
        meshConfig:
          enableAutoMtls: false
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        namespace: shop
      spec:
        mtls:
          mode: STRICT
    `,
  ],

  *check(mesh) {
    if (usesAutoMtls(mesh)) return;
    for (const policy of mesh.all("istio/PeerAuthentication")) {
      const { namespace, spec } = policy;
      if (spec.mtls?.mode !== "STRICT" || selectedLabels(policy) || isIgnored(mesh, policy)) continue;
      const isMeshWide = namespace === mesh.settings.rootNamespace;
      const rules = isMeshWide ? meshRules(mesh) : namespaceRules(mesh, namespace);
      if (
        rules.some((rule) => isMutual(rule.spec.trafficPolicy?.tls?.mode)) ||
        namespacesWithMutualRules(mesh).has(namespace)
      )
        continue;
      const host = isMeshWide ? "*.local" : `*.${namespace}.svc.${mesh.settings.clusterDomain}`;
      yield {
        at: at(policy, spec.mtls, "mode"),
        message: `auto mTLS is off, and no DestinationRule for "${host}" makes clients use mTLS`,
        upstream: [isMeshWide ? "KIA0401" : "KIA0501"],
        absent: { kind: "istio/DestinationRule", namespace, name: host },
      };
    }
  },
});
