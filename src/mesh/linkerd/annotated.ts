/** Where annotations and labels of Linkerd stand: on objects of all kinds, and on pods within templates. */

import { question } from "../mesh.ts";
import type { Manifest } from "../manifest.ts";
import { isUnknown } from "../unknown.ts";
import { isWorkloadKind, workloads, type Workload } from "../workloads.ts";
import { isLinkerdKey } from "./presence.ts";

type Texts = Readonly<Record<string, string>>;

export interface Annotation {
  readonly manifest: Manifest;
  /** The mapping as written: the owner to point at. */
  readonly owner: Texts;
  readonly name: string;
  readonly value: string;
  /** What it is read on: "Pod" within a template. */
  readonly kind: string;
  /** For what stands on the workload's own metadata: whose pods were probably meant. */
  readonly pods?: Workload;
}

function* entriesOf(owner: unknown, bearer: Omit<Annotation, "owner" | "name" | "value">): Iterable<Annotation> {
  if (typeof owner !== "object" || owner === null) return;
  const texts = owner as Texts;
  for (const name in texts) {
    const value: unknown = texts[name];
    if (!isLinkerdKey(name) || isUnknown(name) || typeof value !== "string") continue;
    yield { ...bearer, owner: texts, name, value };
  }
}

function collect(
  part: "annotations" | "labels",
): (manifests: readonly Manifest[], all: readonly Workload[]) => Annotation[] {
  return (manifests, all) => {
    const podsOf = new Map(all.map((workload) => [workload.manifest, workload]));
    const found: Annotation[] = [];
    for (const manifest of manifests) {
      const pods = manifest.kind !== "Pod" && isWorkloadKind(manifest.is) ? podsOf.get(manifest) : undefined;
      found.push(...entriesOf(manifest.metadata[part], { manifest, kind: manifest.kind, ...(pods && { pods }) }));
    }
    for (const { manifest, template } of all) {
      if (manifest.kind !== "Pod") found.push(...entriesOf(template.metadata?.[part], { manifest, kind: "Pod" }));
    }
    return found;
  };
}

export const linkerdAnnotations = question((mesh): readonly Annotation[] =>
  collect("annotations")(mesh.manifests, workloads(mesh)),
);

export const linkerdLabels = question((mesh): readonly Annotation[] =>
  collect("labels")(mesh.manifests, workloads(mesh)),
);
