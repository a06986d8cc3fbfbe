/** Workloads of the mesh that any caller may reach, because no policy speaks of them. */

import { actionOf, authorizationPoliciesOf, isDryRun } from "../../src/mesh/authorization.ts";
import { isInMesh } from "../../src/mesh/injection.ts";
import { isGatewayPod } from "../../src/mesh/proxies.ts";
import { servicesOf, workloads } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "No AuthorizationPolicy speaks of a workload, so everybody may call it",
  category: "security",
  severity: "warning",
  preset: "security",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "5.0",
  claims: "absence",
  why: "Istio allows every request to a workload that no ALLOW policy speaks of. mTLS tells who calls, but stops nobody.",
  fix: "Deny by default with an empty `spec: {}` policy in the namespace or the root namespace, then allow what is needed.",
  links: ["https://istio.io/latest/docs/ops/best-practices/security/#use-default-deny-patterns"],
  upstream: ["KIA1301"],
  bad: [
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
        name: cart
        namespace: shop
      spec:
        selector:
          app: cart
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart # warning: no AuthorizationPolicy allows
        namespace: shop
        labels:
          app: cart
      spec:
        containers:
          - name: cart
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: nothing
        namespace: istio-system
      spec: {}
      ---
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
        name: cart
        namespace: shop
      spec:
        selector:
          app: cart
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart
        namespace: shop
        labels:
          app: cart
      spec:
        containers:
          - name: cart
    `,
  ],

  *check(mesh) {
    for (const workload of workloads(mesh)) {
      const { manifest, namespace, podLabels } = workload;
      if (!isInMesh(mesh, workload) || isGatewayPod(mesh, workload) || servicesOf(mesh, workload).length === 0)
        continue;
      const policies = authorizationPoliciesOf(mesh, namespace, podLabels).filter((policy) => !isDryRun(policy));
      if (policies.some((policy) => actionOf(policy) === "ALLOW" || actionOf(policy) === "CUSTOM")) continue;
      // Kiali counts a policy of any action, this rule those that can refuse an unknown caller.
      const upstream = policies.length === 0 ? ["KIA1301"] : [];
      yield {
        at: at(manifest, manifest.metadata, "name"),
        message: `no AuthorizationPolicy allows certain callers of "${manifest.name}", so all may call it`,
        upstream,
        absent: { kind: "istio/AuthorizationPolicy", namespace, name: manifest.name },
      };
    }
  },
});
