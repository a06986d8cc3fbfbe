/** Pods in the mesh whose telemetry cannot be told apart. */

import { isInMesh } from "../../src/mesh/injection.ts";
import { isGatewayPod } from "../../src/mesh/proxies.ts";
import { hasUnknown, type Labels } from "../../src/mesh/selectors.ts";
import { workloads } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

/** What Istio reads, in this order, for the names in metrics (istio/istio pkg/model/canonical.go). */
const sources: Readonly<Record<string, readonly string[]>> = {
  app: ["service.istio.io/canonical-name", "app.kubernetes.io/name", "app"],
  version: ["service.istio.io/canonical-revision", "app.kubernetes.io/version", "version"],
};

function missingIn(labels: Labels): string[] {
  return Object.keys(sources).filter((name) => !sources[name]?.some((key) => Object.hasOwn(labels, key)));
}

export default defineRule({
  summary: "Pods in the mesh have no app or version label",
  category: "style",
  severity: "info",
  preset: "all",
  since: "0.1.0",
  why: "Istio names workloads in metrics and traces by these labels, and Kiali draws its graph from them. Without a version, two versions of one app are one line in every chart.",
  fix: "Add `app` and `version` (or `app.kubernetes.io/name` and `app.kubernetes.io/version`) to the pod template.",
  links: ["https://istio.io/latest/docs/ops/deployment/application-requirements/#pod-requirements"],
  bad: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart # info: these pods have no label app and version
        namespace: shop
      spec:
        selector: { matchLabels: { tier: web } }
        template:
          metadata: { labels: { tier: web, sidecar.istio.io/inject: "true" } }
          spec: { containers: [{ name: cart, image: cart }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart, app.kubernetes.io/version: v1, sidecar.istio.io/inject: "true" } }
          spec: { containers: [{ name: cart, image: cart }] }
    `,
  ],
  *check(mesh) {
    for (const workload of workloads(mesh)) {
      const { manifest, podLabels } = workload;
      const missing = missingIn(podLabels);
      if (missing.length === 0 || hasUnknown(podLabels) || !isInMesh(mesh, workload) || isGatewayPod(mesh, workload)) {
        continue;
      }
      yield { at: at(manifest, manifest.metadata, "name"), message: `these pods have no label ${listed(missing)}` };
    }
  },
});
