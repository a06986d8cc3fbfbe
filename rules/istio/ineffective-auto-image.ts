/** Proxies that wait for an injector to fill in their image. */

import { injectors, takes } from "../../src/mesh/injectors.ts";
import { injectionOf, namespacesNamed } from "../../src/mesh/injection.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { workloads, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

/** Whether an injector will fill in the image; undefined where nobody can tell. */
function isTaken(mesh: Mesh, workload: Workload): boolean | undefined {
  const known = injectors(mesh);
  if (known.length === 0) {
    const { is } = injectionOf(mesh, workload);
    return is === "unknown" ? undefined : is === "sidecar";
  }
  const namespaces = namespacesNamed(mesh, workload.namespace);
  const labels = namespaces.length > 0 ? namespaces.map((namespace) => namespace.labels) : [{}];
  if ([workload.podLabels, ...labels].some((each) => Object.values(each).some(isUnknown))) return undefined;
  return labels.some((each) => known.some(({ webhook }) => takes(webhook, each, workload.podLabels)));
}

/** A Pod is stored as the injector left it, so one that still says "auto" is known to be broken once it runs. */
function judge(mesh: Mesh, workload: Workload): Omit<Finding, "at"> | undefined {
  const { manifest } = workload;
  const taken = isTaken(mesh, workload);
  if (manifest.kind !== "Pod") {
    return taken === false ? { message: `nothing injects these pods, so image "auto" is never replaced` } : undefined;
  }
  const message = `an injector must replace image "auto" when this Pod is created`;
  return { message, upstream: ["IST0147"], severity: taken === true ? "info" : "error" };
}

export default defineRule({
  summary: "A proxy container with image auto that no injector fills in",
  category: "reliability",
  severity: "warning",
  since: "0.1.0",
  why: "`auto` is no image: the injector puts the right one in its place. Where none is called for these pods, Kubernetes tries to pull an image of that name and the pods never start.",
  fix: 'Label the namespace or the pod template for injection: `istio-injection: enabled`, `istio.io/rev` or `sidecar.istio.io/inject: "true"`.',
  links: [
    "https://istio.io/latest/docs/setup/additional-setup/gateway/",
    "https://istio.io/latest/docs/reference/config/analysis/ist0146/",
  ],
  upstream: ["IST0146"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: edge }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: gateway, namespace: edge }
      spec:
        selector: { matchLabels: { app: gateway } }
        template:
          metadata: { labels: { app: gateway } }
          spec: { containers: [{ name: istio-proxy, image: auto }] } # warning: nothing injects these pods
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: gateway, namespace: edge }
      spec: { containers: [{ name: istio-proxy, image: auto }] } # error: an injector must replace image "auto"
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: edge, labels: { istio.io/rev: stable } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: gateway, namespace: edge }
      spec:
        selector: { matchLabels: { app: gateway } }
        template:
          metadata: { labels: { app: gateway } }
          spec: { containers: [{ name: istio-proxy, image: auto }] }
    `,
  ],
  *check(mesh) {
    for (const workload of workloads(mesh)) {
      const proxy = workload.podSpec.containers?.find(({ name, image }) => name === "istio-proxy" && image === "auto");
      const found = proxy && judge(mesh, workload);
      if (found) yield { at: at(workload.manifest, proxy, "image"), ...found };
    }
  },
});
