/** Waypoints named where no traffic is sent to one. */

import { injectionOf, namespacesNamed } from "../../src/mesh/injection.ts";
import { waypointIn, waypointKey } from "../../src/mesh/waypoints.ts";
import { workloads } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "Pods name a waypoint but are not in ambient mode",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "Only traffic that ztunnel carries is sent through waypoints. Pods outside of ambient mode, with a sidecar or without, are reached directly.",
  fix: "Label the namespace or the pods `istio.io/dataplane-mode: ambient`, or remove the name of the waypoint.",
  links: ["https://istio.io/latest/docs/ambient/usage/waypoint/#useawaypoint"],
  upstream: ["KIA1312"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels:
              app: cart
              istio.io/use-waypoint: waypoint # warning: these pods are not in ambient mode
          spec: { containers: [{ name: cart, image: cart }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, namespace: shop, labels: { istio.io/use-waypoint: waypoint } }
      spec: { containers: [{ name: cart, image: cart }] }
    `,
  ],
  *check(mesh) {
    for (const workload of workloads(mesh)) {
      const { manifest, template, namespace } = workload;
      const labels = template.metadata?.labels;
      // What the namespace says decides it, so it must be here.
      if (!labels || !waypointIn(labels, namespace) || namespacesNamed(mesh, namespace).length === 0) continue;
      const { is, why } = injectionOf(mesh, workload);
      if (is !== "none" && is !== "sidecar") continue;
      yield { at: at(manifest, labels, waypointKey), message: `these pods are not in ambient mode: ${why}` };
    }
  },
});
