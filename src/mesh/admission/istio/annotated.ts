/** Where Istio reads annotations from: an object's own metadata, or the pod template within. */

import { question } from "../../mesh.ts";
import { isUnknown } from "../../unknown.ts";
import { workloads } from "../../workloads.ts";
import { isIstioAnnotation } from "./annotations.ts";

export interface Annotation {
  readonly manifest: object;
  /** The mapping as written: the owner to point at. */
  readonly owner: Readonly<Record<string, string>>;
  readonly name: string;
  readonly value: string;
  /** Of what it is read: "Pod" within a template. */
  readonly kind: string;
  readonly isTemplate: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

const kinds = [
  "kubernetes/Namespace",
  "kubernetes/Service",
  "kubernetes/Pod",
  "kubernetes/Deployment",
  "kubernetes/StatefulSet",
  "kubernetes/DaemonSet",
] as const;

/** All annotations of Istio, in the order of kinds. */
export const istioAnnotations = question((mesh): readonly Annotation[] => [
  ...kinds.flatMap((is) =>
    mesh.all(is).flatMap((manifest) => {
      const { kind, labels } = manifest;
      return annotationsOf(manifest.metadata.annotations, { manifest, kind, isTemplate: false, labels });
    }),
  ),
  ...workloads(mesh).flatMap(({ manifest, template, podLabels: labels }) =>
    manifest.kind === "Pod"
      ? []
      : annotationsOf(template.metadata?.annotations, { manifest, kind: "Pod", isTemplate: true, labels }),
  ),
]);

type Bearer = Pick<Annotation, "manifest" | "kind" | "isTemplate" | "labels">;

function annotationsOf(owner: Readonly<Record<string, string>> | undefined, bearer: Bearer): Annotation[] {
  if (!owner || isUnknown(owner)) return [];
  const names = Object.keys(owner).filter((name) => isIstioAnnotation(name) && !isUnknown(name));
  return names.map((name) => ({ ...bearer, owner, name, value: String(owner[name]) }));
}
