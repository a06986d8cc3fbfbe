/** Gateway API definitions that are older than Istio reads. */

import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

/** Oldest bundle that Istio reads of each kind (istio/istio pkg/config/analysis/analyzers/k8sgateway). */
const oldest: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["grpcroutes.gateway.networking.k8s.io", [1, 1]],
  ["backendtlspolicies.gateway.networking.k8s.io", [1, 4]],
  ["tlsroutes.gateway.networking.k8s.io", [1, 5]],
  ["tcproutes.gateway.networking.k8s.io", [1, 6]],
]);

const key = "gateway.networking.k8s.io/bundle-version";

export default defineRule({
  summary: "A Gateway API definition is older than Istio supports",
  category: "deprecation",
  severity: "warning",
  since: "0.1.0",
  why: "Istio ignores objects of this kind as long as the installed definition is older than the version of the API that it reads.",
  fix: "Install a newer bundle of the Gateway API.",
  links: ["https://gateway-api.sigs.k8s.io/guides/getting-started/introduction/#installing-gateway-api"],
  upstream: ["IST0176"],
  bad: [
    yaml`
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: tlsroutes.gateway.networking.k8s.io
        annotations:
          gateway.networking.k8s.io/bundle-version: v1.4.1 # warning: Istio reads this kind from v1.5.0 on
      spec:
        group: gateway.networking.k8s.io
        names: { kind: TLSRoute, plural: tlsroutes }
        scope: Namespaced
        versions:
          - { name: v1alpha2, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }
    `,
  ],
  good: [
    yaml`
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: grpcroutes.gateway.networking.k8s.io
        annotations: { gateway.networking.k8s.io/bundle-version: v1.4.1 }
      spec:
        group: gateway.networking.k8s.io
        names: { kind: GRPCRoute, plural: grpcroutes }
        scope: Namespaced
        versions:
          - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }
    `,
  ],
  *check(mesh) {
    for (const crd of mesh.all("kubernetes/CustomResourceDefinition")) {
      const [major, minor] = oldest.get(crd.name) ?? [0, 0];
      const { annotations } = crd.metadata;
      const written = annotations?.[key];
      const found = written === undefined || isUnknown(written) ? null : /^v?(\d{1,4})\.(\d{1,4})/.exec(written);
      if (!annotations || !found) continue;
      const [, has = 0, and = 0] = found.map(Number);
      if (has > major || (has === major && and >= minor)) continue;
      yield { at: at(crd, annotations, key), message: `Istio reads this kind from v${major}.${minor}.0 on` };
    }
  },
});
