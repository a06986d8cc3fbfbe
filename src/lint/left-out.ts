/** What a reference misses may lie in a file that somebody forgot to name in a kustomization. */

import type { Absence } from "../finding/finding.ts";
import { kindName } from "../mesh/kinds/family.ts";
import { folderOf, type ParsedFile } from "../render/files.ts";
import type { Resource } from "../render/environment.ts";
import { isNamedPatch } from "../render/patch-name.ts";
import { resourcesOf } from "../render/resources.ts";
import type { Draft, Location } from "./diagnostic.ts";
import { isLookup } from "./meant.ts";
import { placedAt } from "./place.ts";

interface LeftOut {
  readonly resource: Resource;
  /** Undefined where the file names none. */
  readonly namespace: string | undefined;
}

/** Drafts that miss something, with the place in an unused file that defines it. */
export function withLeftOut(drafts: readonly Draft[], unused: readonly ParsedFile[]): readonly Draft[] {
  if (unused.length === 0) return drafts;
  let index: ReadonlyMap<string, readonly LeftOut[]> | undefined;
  return drafts.map((draft) => {
    const { absent, file, related, rule } = draft;
    if (!absent || !isLookup(rule)) return draft;
    index ??= indexOf(unused.filter(({ path }) => !isNamedPatch(path)));
    const found = nearest(index.get(keyOf(absent)) ?? [], absent, file);
    return found ? { ...draft, related: [found, ...related] } : draft;
  });
}

/** The only one, or the only one in the folder of the file that asks. */
function nearest(known: readonly LeftOut[], { namespace }: Absence, asking: string): Location | undefined {
  const fitting = known.filter(
    (each) => each.namespace === undefined || namespace === undefined || each.namespace === namespace,
  );
  const beside = fitting.filter(({ resource }) => folderOf(resource.document.source.path) === folderOf(asking));
  const [found, ...others] = beside.length > 0 ? beside : fitting;
  if (!found || others.length > 0) return undefined;
  const { document, prefix } = found.resource;
  const { file, range } = placedAt(document, [...prefix, "metadata", "name"], "value");
  return { file, range, message: "it is in this file, which no kustomization uses" };
}

function indexOf(files: readonly ParsedFile[]): ReadonlyMap<string, readonly LeftOut[]> {
  const index = new Map<string, LeftOut[]>();
  for (const resource of files.flatMap(({ documents }) => documents.flatMap(resourcesOf))) {
    const { apiVersion, kind, metadata } = resource.object;
    const { name, namespace } = (metadata ?? {}) as { readonly name?: unknown; readonly namespace?: unknown };
    if (typeof name !== "string") continue;
    const key = keyOf({ kind: kindName(apiVersion, kind), name });
    const known = index.get(key) ?? [];
    known.push({ resource, namespace: typeof namespace === "string" ? namespace : undefined });
    index.set(key, known);
  }
  return index;
}

function keyOf({ kind, name }: Pick<Absence, "kind" | "name">): string {
  return `${kind}\n${name}`;
}
