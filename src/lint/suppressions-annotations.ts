/** Annotations that silence findings about their object: ours, for YAML that is generated, and those of other tools. */

import type { Environment, Resource } from "../render/environment.ts";
import { concreteFix } from "./edits.ts";
import { placer, type Placer } from "./place.ts";
import { directiveOf, type Directive, type Pattern, type Suppression } from "./suppressions.ts";

const ours = "mesh-lint.dev/ignore";

/** istio/istio pkg/config/analysis/local/analyze.go: a list of codes, or `*` for all that istioctl says. */
const istioctl = "galley.istio.io/analyze-suppress";

/** kiali/kiali business/istio_validations.go: a list of codes; nothing stands for all that Kiali says. */
const kiali = "kiali.io/ignore-validations";

type Annotations = Readonly<Record<string, unknown>>;

/** Objects that carry such annotations, whichever environment changed them. */
export function annotationSuppressions(
  environments: readonly Environment[],
): ReadonlyMap<object, readonly Suppression[]> {
  const found = new Map<object, readonly Suppression[]>();
  const known = new Map<string, Suppression>();
  for (const environment of environments) {
    let places: Placer | undefined;
    for (const resource of environment.resources) {
      const annotations = annotationsOf(resource);
      if (!annotations || found.has(resource.object)) continue;
      const own = suppressionsIn(annotations, resource, (places ??= placer(environment)), known);
      if (own.length > 0) found.set(resource.object, own);
    }
  }
  return found;
}

function annotationsOf({ object, overrides }: Resource): Annotations | undefined {
  const { annotations } = (object.metadata ?? {}) as { readonly annotations?: Annotations | null };
  const written = typeof annotations === "object" && annotations !== null ? annotations : undefined;
  return overrides?.annotations ? { ...written, ...overrides.annotations } : written;
}

function suppressionsIn(
  annotations: Annotations,
  resource: Resource,
  places: Placer,
  known: Map<string, Suppression>,
): readonly Suppression[] {
  const list: Suppression[] = [];
  const own = annotations[ours];
  if (typeof own === "string") list.push(ownSuppression(own, { resource, places, known }));
  const codes = annotations[istioctl];
  if (typeof codes === "string") list.push(foreign(resource, istioctl, codes.replace(/(^|,)\s*\*/g, "$1IST*")));
  const validations = annotations[kiali];
  if (typeof validations === "string") list.push(foreign(resource, kiali, validations.trim() || "KIA*"));
  return list;
}

interface Carrier {
  readonly resource: Resource;
  readonly places: Placer;
  /** By place: an object that several environments change carries one and the same annotation. */
  readonly known: Map<string, Suppression>;
}

function ownSuppression(value: string, { resource, places, known }: Carrier): Suppression {
  const written = (resource.object.metadata as { readonly annotations?: Annotations } | undefined)?.annotations;
  const placed =
    written && Object.hasOwn(written, ours) && places.place({ manifest: resource.object, owner: written, key: ours });
  // What a kustomization adds to all of its objects is no mistake of one of them.
  if (!placed) return foreign(resource, ours, value);
  const key = `${placed.file}\n${placed.span.start}`;
  const raw = placed.document.source.text.slice(placed.span.start, placed.span.end);
  const suppression = known.get(key) ?? {
    ...within(value, placed.span, raw.indexOf(value)),
    how: "annotation" as const,
    source: placed.document.source,
    span: placed.span,
    reach: "in this object",
    isForeign: false,
    without: (kept: readonly Pattern[]) => rewritten(value, kept, { owner: written, places, resource }),
  };
  known.set(key, suppression);
  return suppression;
}

/** Patterns have places of their own where the scalar stands as its value is. */
function within(value: string, span: Suppression["span"], offset: number): Directive {
  const read = directiveOf(value, span.start + offset);
  return offset === -1 ? { ...read, patterns: read.patterns.map(({ text }) => ({ text, span })) } : read;
}

interface Rewriting {
  readonly owner: object;
  readonly places: Placer;
  readonly resource: Resource;
}

function rewritten(value: string, kept: readonly Pattern[], { owner, places, resource }: Rewriting) {
  const at = { manifest: resource.object, owner, key: ours };
  const { reason } = directiveOf(value, 0);
  const names = kept.map(({ text }) => text).join(", ");
  if (kept.length === 0) {
    return concreteFix({ safe: true, description: "remove the annotation", edits: [{ at, remove: true }] }, places);
  }
  const edits = [{ at, value: reason === "" ? names : `${names}: ${reason}` }];
  return concreteFix({ safe: true, description: "name only what is needed", edits }, places);
}

function foreign({ document }: Resource, name: string, value: string): Suppression {
  const { source, span } = document;
  const read = directiveOf(value, 0);
  return {
    ...(name === ours ? read : { patterns: read.patterns, reason: name }),
    how: "annotation",
    source,
    span,
    reach: "in this object",
    isForeign: true,
    without: () => null,
  };
}
