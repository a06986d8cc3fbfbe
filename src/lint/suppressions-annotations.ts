/** Annotations that silence findings about their object: ours, for YAML that is generated, and those of other tools. */

import type { Environment, Resource } from "../render/environment.ts";
import { concreteFix } from "./edits.ts";
import { placer, type Placer } from "./place.ts";
import { directiveOf, type Directive, type Pattern, type Silencer, type Suppression } from "./suppressions.ts";

const ours = "mesh-lint.dev/ignore";

/** istio/istio pkg/config/analysis/local/analyze.go: a list of codes, or `*` for all that istioctl says. */
const istioctl = "galley.istio.io/analyze-suppress";

/** kiali/kiali business/istio_validations.go: a list of codes; nothing stands for all that Kiali says. */
const kiali = "kiali.io/ignore-validations";

type Annotations = Readonly<Record<string, unknown>>;

/** A text that brings none of ours needs no look at objects. */
export function mayAnnotate(text: string): boolean {
  return text.includes(ours);
}

export interface OwnAnnotations {
  /** Each once, however many environments hold it. */
  readonly all: readonly Suppression[];
  readonly of: (object: object, environments: readonly string[]) => readonly Suppression[];
}

export const noAnnotations: OwnAnnotations = { all: [], of: () => [] };

/** Objects that carry our annotation, whichever environment changed them. */
export function ownAnnotations(environments: readonly Environment[]): OwnAnnotations {
  const byObject = new Map<object, readonly Suppression[]>();
  const added = new Map<string, Map<object, readonly Suppression[]>>();
  const known = new Map<string, Suppression>();
  for (const environment of environments) {
    let places: Placer | undefined;
    for (const resource of environment.resources) {
      const { object, overrides } = resource;
      const written = annotationsOf(object);
      const value = written[ours];
      if (typeof value === "string" && !byObject.has(object)) {
        byObject.set(object, [
          ownSuppression(value, written, { resource, places: (places ??= placer(environment)), known }),
        ]);
      }
      const common = overrides?.annotations?.[ours];
      if (common === undefined) continue;
      const here = added.get(environment.name) ?? new Map<object, readonly Suppression[]>();
      added.set(environment.name, here.set(object, [unplaced(common, resource)]));
    }
  }
  return {
    all: [...byObject.values(), ...[...added.values()].flatMap((each) => [...each.values()])].flat(),
    // Asked before findings of several environments are merged: there is one at most.
    of: (object, [environment = ""]) => [
      ...(byObject.get(object) ?? []),
      ...(added.get(environment)?.get(object) ?? []),
    ],
  };
}

/** What other tools are told to pass over in an object. */
export function foreignAnnotations(object: object): readonly Silencer[] {
  const annotations = annotationsOf(object);
  const codes = annotations[istioctl];
  const validations = annotations[kiali];
  return [
    ...(typeof codes === "string" ? [foreign(istioctl, codes.replace(/(^|,)\s*\*/g, "$1IST*"))] : []),
    ...(typeof validations === "string" ? [foreign(kiali, validations.trim() || "KIA*")] : []),
  ];
}

function foreign(name: string, value: string): Silencer {
  return { how: "annotation", patterns: directiveOf(value, 0).patterns, reason: name };
}

function annotationsOf(object: { readonly metadata?: unknown }): Annotations {
  const { annotations } = (object.metadata ?? {}) as { readonly annotations?: Annotations | null };
  return typeof annotations === "object" && annotations !== null ? annotations : {};
}

interface Carrier {
  readonly resource: Resource;
  readonly places: Placer;
  /** By place: an object that several environments change carries one and the same annotation. */
  readonly known: Map<string, Suppression>;
}

function ownSuppression(value: string, owner: Annotations, { resource, places, known }: Carrier): Suppression {
  const placed = places.place({ manifest: resource.object, owner, key: ours });
  if (!placed) return unplaced(value, resource);
  const key = `${placed.file}\n${placed.span.start}`;
  const raw = placed.document.source.text.slice(placed.span.start, placed.span.end);
  const suppression = known.get(key) ?? {
    ...within(value, placed.span, raw.indexOf(value)),
    how: "annotation" as const,
    source: placed.document.source,
    span: placed.span,
    reach: "in this object",
    isJudged: true,
    without: (kept: readonly Pattern[]) => rewritten(value, kept, { owner, places, resource }),
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

/** What a kustomization adds to all of its objects is obeyed, but it is no mistake of one of them to need it not. */
function unplaced(value: string, { document: { source, span } }: Resource): Suppression {
  const read = directiveOf(value, 0);
  return { ...read, how: "annotation", source, span, reach: "", isJudged: false, without: () => null };
}
