/** From a symbolic place (manifest, owner, key) to the file and the range in it. */

import { valueAt, type Place } from "../finding/finding.ts";
import type { Environment, Resource, Written } from "../render/environment.ts";
import { writtenAt } from "../render/origin.ts";
import { rangeOf, type Range, type Source, type Span } from "../source/source.ts";
import type { Path, YamlDocument } from "../yaml/document.ts";
import { locate } from "../yaml/locate.ts";

export interface Placed {
  readonly document: YamlDocument;
  readonly path: Path;
  readonly span: Span;
  readonly file: string;
  readonly range: Range;
}

/** Finds places of one environment; its index is built on the first question. */
export interface Placer {
  place(place: Place): Placed | undefined;
  /** The name of the object in its own file, whatever renamed it. */
  ownName(place: Place): Placed | undefined;
  /** What stands at a place as a whole was written in one file; the values in it that patches brought from others. */
  broughtInto(place: Place): readonly Placed[];
}

export function placer(environment: Environment): Placer {
  let byObject: Map<object, Resource> | undefined;

  function resourceOf(manifest: object): Resource | undefined {
    byObject ??= resourcesByObject(environment);
    const root = (manifest as { readonly object?: object }).object;
    return byObject.get(manifest) ?? (root && byObject.get(root));
  }

  return {
    place(place) {
      const resource = resourceOf(place.manifest);
      if (!resource) return undefined;
      const written = writtenAt(resource, place.owner, place.key);
      if (written) return placedAt(written.document, written.path, place.part ?? "value");
      return nameIn(resource);
    },
    ownName({ manifest }) {
      const resource = resourceOf(manifest);
      return resource && nameIn(resource);
    },
    broughtInto(place) {
      const resource = resourceOf(place.manifest);
      const written = resource?.changes && writtenAt(resource, place.owner, place.key);
      if (!resource || !written) return [];
      const file = written.document.source.path;
      return [...brought(resource, valueAt(place))]
        .filter(({ document }) => document.source.path !== file)
        .map(({ document, path }) => placedAt(document, path, "value"));
    },
  };
}

const mostLooked = 5_000;

/** Goes down where something was changed, for all that is new or holds something new has a change of its own. */
function* brought({ changes }: Resource, value: unknown): Generator<Written> {
  const open = [value];
  for (const node of open) {
    if (open.length > mostLooked) return;
    const change = typeof node === "object" && node !== null ? changes?.get(node) : undefined;
    if (!change) continue;
    for (const [key, child] of Object.entries(node as object)) {
      const written = change.entries?.get(Array.isArray(node) ? Number(key) : key);
      if (written) yield written;
      else open.push(child);
    }
  }
}

function nameIn({ document, prefix }: Resource): Placed {
  return placedAt(document, [...prefix, "metadata", "name"], "value");
}

function resourcesByObject({ resources }: Environment): Map<object, Resource> {
  const byObject = new Map<object, Resource>();
  for (const resource of resources) byObject.set(resource.object, resource);
  return byObject;
}

export function placedAt(document: YamlDocument, path: Path, part: "key" | "value"): Placed {
  const span = locate(document, path, part);
  return { document, path, span, file: document.source.path, range: rangeOf(document.source, span) };
}

export function placedSpan(source: Source, span: Span): { readonly file: string; readonly range: Range } {
  return { file: source.path, range: rangeOf(source, span) };
}
