/** What a reference misses may lie in a file that somebody forgot to name in a kustomization. */

import type { Resource } from "../render/environment.ts";
import { folderOf, type ParsedFile } from "../render/files.ts";
import { isNamedPatch } from "../render/patch-name.ts";
import { resourcesOf } from "../render/resources.ts";
import type { Draft, Location } from "./diagnostic.ts";
import { lookupOf, type Lookup } from "./lookup.ts";
import { isLookup } from "./meant.ts";
import { placedAt } from "./place.ts";

/** Drafts that miss something, with the place in an unused file that defines it. */
export function withLeftOut(drafts: readonly Draft[], unused: readonly ParsedFile[]): readonly Draft[] {
  if (unused.length === 0) return drafts;
  let leftOut: Lookup<Resource> | undefined;
  return drafts.map((draft) => {
    const { absent, file, related, rule } = draft;
    if (!absent || !isLookup(rule)) return draft;
    leftOut ??= lookupOf(definitionsIn(unused));
    const found = nearest(leftOut(absent), file);
    return found ? { ...draft, related: [found, ...related] } : draft;
  });
}

/** The only one, or the only one in the folder of the file that asks. */
function nearest(fitting: readonly Resource[], asking: string): Location | undefined {
  const beside = fitting.filter(({ document }) => folderOf(document.source.path) === folderOf(asking));
  const [found, ...others] = beside.length > 0 ? beside : fitting;
  if (!found || others.length > 0) return undefined;
  const { file, range } = placedAt(found.document, [...found.prefix, "metadata", "name"], "value");
  return { file, range, message: "it is in this file, which no kustomization uses" };
}

/** A patch names what it changes, and does not bring it. */
function* definitionsIn(unused: readonly ParsedFile[]): Generator<readonly [Resource, Resource]> {
  for (const { path, documents } of unused) {
    if (isNamedPatch(path)) continue;
    for (const resource of documents.flatMap(resourcesOf)) yield [resource, resource];
  }
}
