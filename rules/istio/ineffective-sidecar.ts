/** Sidecars that no proxy heeds as they are meant. */

import { isAmbientNamespace } from "../../src/mesh/ambient.ts";
import { injectionOf } from "../../src/mesh/injection.ts";
import type { Manifest } from "../../src/mesh/manifest.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { workloadsSelectedBy } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

type Sidecar = Manifest<"istio/Sidecar">;

export default defineRule({
  summary: "A Sidecar has no effect where it stands",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  precision: "high",
  why:
    "A Sidecar in the root namespace is the default of the whole mesh and must not select pods. In ambient mode there " +
    "is no sidecar proxy that could heed it.",
  fix: "Move it to the namespace of the pods; in ambient mode use exportTo and waypoints in its place.",
  links: ["https://istio.io/latest/docs/reference/config/networking/sidecar/"],
  upstream: ["KIA1006", "IST0167"],
  codes: {
    "root-selector": "It selects pods from the root namespace",
    ambient: "All pods that it speaks of are in ambient mode",
  },
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: default
        namespace: istio-system
      spec:
        workloadSelector: # warning: default of the mesh
          labels:
            app: cart
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: default # warning: ambient
        namespace: shop
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          istio.io/dataplane-mode: ambient
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: default
        namespace: istio-system
      ---
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: cart
        namespace: shop
      spec:
        workloadSelector:
          labels:
            app: cart
    `,
  ],

  *check(mesh) {
    for (const sidecar of mesh.all("istio/Sidecar")) {
      const { spec, namespace } = sidecar;
      const isSelecting = Object.keys(spec.workloadSelector?.labels ?? {}).length > 0;
      if (isSelecting && namespace === mesh.settings.rootNamespace) {
        const message = "a Sidecar of the root namespace is the default of the mesh and selects no pods";
        yield { at: at(sidecar, spec, "workloadSelector"), code: "root-selector", message, upstream: ["KIA1006"] };
      } else if (isSelecting ? selectsAmbient(mesh, sidecar) : isAmbientNamespace(mesh, namespace)) {
        yield ambient(sidecar);
      }
    }
  },
});

function ambient(sidecar: Sidecar): Finding {
  const message = "pods in ambient mode have no sidecar that heeds this";
  return { at: at(sidecar, sidecar.metadata, "name"), code: "ambient", message, upstream: ["IST0167"] };
}

function selectsAmbient(mesh: Mesh, { spec, namespace }: Sidecar): boolean {
  const pods = workloadsSelectedBy(mesh, spec.workloadSelector?.labels ?? {}, namespace);
  return pods.length > 0 && pods.every((workload) => injectionOf(mesh, workload).is === "ambient");
}
