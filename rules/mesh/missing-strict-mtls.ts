/** Workloads that no policy speaks of, where others are STRICT. */

import { isInMesh } from "../../src/mesh/injection.ts";
import { question, type Mesh } from "../../src/mesh/mesh.ts";
import { described, isIgnored, modePlace, mtlsOf, type PeerAuthentication } from "../../src/mesh/mtls.ts";
import { isGatewayPod } from "../../src/mesh/proxies.ts";
import { servicesOf, workloads } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "No PeerAuthentication covers a workload, although others demand STRICT mTLS",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "medium",
  securitySeverity: "5.5",
  claims: "absence",
  why:
    "Without a policy Istio falls back to PERMISSIVE, so the workload accepts plain text from anyone. Where others are " +
    "STRICT it is mostly one that was forgotten.",
  fix: "Set STRICT for the namespace or, once all clients are in the mesh, in the root namespace.",
  links: [
    "https://istio.io/latest/docs/tasks/security/authentication/authn-policy/#globally-enabling-istio-mutual-tls-in-strict-mode",
  ],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio-injection: enabled
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: cart
        namespace: shop
      spec:
        selector:
          matchLabels:
            app: cart
        mtls:
          mode: STRICT
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: ratings
        namespace: shop
      spec:
        selector:
          app: ratings
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: ratings # warning: no PeerAuthentication covers "ratings"
        namespace: shop
        labels:
          app: ratings
      spec:
        containers:
          - name: ratings
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio-injection: enabled
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: ratings
        namespace: shop
      spec:
        selector:
          app: ratings
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: ratings
        namespace: shop
        labels:
          app: ratings
      spec:
        containers:
          - name: ratings
    `,
  ],

  *check(mesh) {
    const strict = strictPolicy(mesh);
    if (!strict) return;
    for (const workload of workloads(mesh)) {
      const { manifest, namespace, podLabels } = workload;
      if (!isInMesh(mesh, workload) || isGatewayPod(mesh, workload) || servicesOf(mesh, workload).length === 0)
        continue;
      if (mtlsOf(mesh, { namespace, labels: podLabels }).scope !== "default") continue;
      const where = strictIn(mesh).get(namespace) ?? strict;
      yield {
        at: at(manifest, manifest.metadata, "name"),
        message: `no PeerAuthentication covers "${manifest.name}", so it accepts plain text`,
        related: [{ at: modePlace(where), message: `${described(mesh, where)} demands STRICT` }],
        absent: { kind: "istio/PeerAuthentication", namespace, name: manifest.name },
      };
    }
  },
});

const strictIn = question((mesh): ReadonlyMap<string, PeerAuthentication> => {
  const strict = mesh
    .all("istio/PeerAuthentication")
    .filter((policy) => policy.spec.mtls?.mode === "STRICT" && !isIgnored(mesh, policy));
  return new Map(strict.map((policy) => [policy.namespace, policy]));
});

function strictPolicy(mesh: Mesh): PeerAuthentication | undefined {
  return strictIn(mesh).values().next().value;
}
