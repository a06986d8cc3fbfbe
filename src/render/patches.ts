/** The patches of a kustomization, from files and inline, and what they do to its resources. */

import type { Source } from "../source/source.ts";
import type { Path } from "../yaml/document.ts";
import { readYamlFiles } from "../yaml/read.ts";
import { edit, isMapping, type Mapping } from "./edit.ts";
import type { Resource } from "./environment.ts";
import { resolveIn, type FileTree } from "./files.ts";
import { applyJsonPatch } from "./json-patch.ts";
import { inlineTexts } from "./inline-patch.ts";
import { patchWithWords } from "./kustomize-scalars.ts";
import { isInline, mappings, strategicMerges, type Kustomization } from "./kustomization.ts";
import { mergePatch, type PatchText } from "./merge.ts";
import type { RenderProblem } from "./problem.ts";
import type { Kustomizations } from "./reach.ts";
import { replacementPatterns } from "./replacements.ts";
import { isKubernetesObject } from "./resources.ts";
import { isNamedBy, isSelected, mismatch, patternsFor, patternsOf, type Pattern } from "./target.ts";

export interface Patch {
  readonly text: PatchText;
  /** Selects by pattern; without it the patch names its one resource. */
  readonly target?: Readonly<Mapping>;
  readonly options?: Readonly<Mapping>;
  /** Where the kustomization names the patch. */
  readonly path: Path;
}

export interface Patches {
  readonly of: ReadonlyMap<Kustomization, readonly Patch[]>;
  readonly matches: Pattern;
}

/** Reads the patches of all kustomizations; their files are in the tree already. */
export async function readPatches(kustomizations: Kustomizations, tree: FileTree): Promise<Patches> {
  const notes = [...kustomizations.values()].flatMap((kustomization) =>
    notesOf(kustomization).map((note) => ({ ...note, kustomization })),
  );
  const texts = inlineTexts();
  const standing = notes.map(({ kustomization, text, path }) =>
    text === undefined ? undefined : texts.standing(kustomization.document, path, text),
  );
  const read = await readYamlFiles(
    notes.map(({ kustomization, text = "" }, index): Source => standing[index] ?? { path: kustomization.file, text }),
  );
  const of = new Map<Kustomization, Patch[]>();
  for (const [index, { kustomization, file, path, target, options }] of notes.entries()) {
    const documents = file === undefined ? read[index]?.documents : tree.files.get(file)?.documents;
    for (const document of documents ?? []) {
      const isHere = file === undefined && standing[index] === undefined;
      const at = isHere ? { document: kustomization.document, path } : { document, path: [] };
      const text = { value: patchWithWords(document), at, isInline: isHere };
      const patch = { text, path, ...(target && { target }), ...(options && { options }) };
      of.set(kustomization, [...(of.get(kustomization) ?? []), patch]);
    }
  }
  const targets = notes.flatMap(({ target }) => (target ? patternsOf(target) : []));
  const replaced = [...kustomizations.values()].flatMap((each) => replacementPatterns(each, tree));
  return { of, matches: await patternsFor([...targets, ...replaced]) };
}

interface Note {
  readonly file?: string;
  readonly text?: string;
  readonly target?: Readonly<Mapping>;
  readonly options?: Readonly<Mapping>;
  readonly path: Path;
}

function notesOf(kustomization: Kustomization): Note[] {
  const listed = strategicMerges(kustomization).map(({ key, index, value }): Note => {
    const path = [key, index];
    return isInline(value) ? { text: value, path } : { ...fileOf(kustomization, value), path };
  });
  const targeted = mappings(kustomization, "patches", "patchesJson6902").map(({ key, index, value }): Note => {
    const how = {
      ...(isMapping(value.target) && { target: value.target }),
      ...(isMapping(value.options) && { options: value.options }),
    };
    if (typeof value.patch === "string") return { text: value.patch, path: [key, index, "patch"], ...how };
    return { ...fileOf(kustomization, value.path), path: [key, index, "path"], ...how };
  });
  return [...listed, ...targeted].filter(({ text, file }) => text !== undefined || file !== undefined);
}

function fileOf({ folder }: Kustomization, reference: unknown): { readonly file?: string } {
  const file = typeof reference === "string" ? resolveIn(folder, reference) : undefined;
  return file === undefined ? {} : { file };
}

export interface Patched {
  readonly resources: readonly Resource[];
  readonly problems: readonly RenderProblem[];
  /** How many patches were applied: all of them, unless a kustomization means harm. */
  readonly applied: number;
}

/** Each patch copies what it changes, so many of one resource take time that grows with their square. */
const most = { patches: 5_000, applications: 200_000 };

/** Applies patches in order. A patch that names what is not there is said only where `isWhole`. */
export function applyPatches(
  gathered: readonly Resource[],
  {
    patches,
    matches,
    isWhole,
  }: { readonly patches: readonly Patch[]; readonly matches: Pattern; readonly isWhole: boolean },
): Patched {
  const resources: (Resource | undefined)[] = [...gathered];
  const problems: RenderProblem[] = [];
  let applied = 0;
  let applications = 0;
  for (const patch of patches) {
    if (applied === most.patches || applications > most.applications) break;
    applied++;
    const met: Resource[] = [];
    for (const [index, resource] of resources.entries()) {
      if (!resource || !meets(patch, resource, matches)) continue;
      met.push(resource);
      applications++;
      const changed = apply(patch, resource);
      resources[index] = changed.resource;
      if (changed.problem) problems.push(changed.problem);
    }
    if (isWhole) problems.push(...unmet(patch, met));
  }
  return { resources: resources.filter((resource) => resource !== undefined), problems, applied };
}

function meets({ target, text }: Patch, resource: Resource, matches: Pattern): boolean {
  if (target) return isSelected(target, resource, matches);
  return isKubernetesObject(text.value) && isNamedBy(text.value, resource);
}

function apply(patch: Patch, resource: Resource): { resource?: Resource; problem?: RenderProblem } {
  const { text, target, options } = patch;
  if (isMapping(text.value) && text.value.$patch === "delete") return {};
  const editor = edit(resource);
  const failure = applyJsonPatch(editor, text);
  if (!Array.isArray(text.value)) mergePatch(editor, unnamed(target ? text : unversioned(text), options), resource);
  if (!failure) return { resource: editor.done() };
  const { at, reason } = failure;
  const message = `patch does not fit ${resource.object.kind}: ${reason}`;
  return { resource, problem: { rule: "gitops/invalid-patch", severity: "error", message, ...at } };
}

/** One that names its resource has the version of that, or is not met. */
function unversioned(text: PatchText): PatchText {
  if (!isMapping(text.value)) return text;
  const { apiVersion: _version, ...value } = text.value;
  return { ...text, value };
}

/**
 * What is patched keeps its kind, name and namespace, whatever the patch says of them, unless the options allow more:
 * kubernetes-sigs/kustomize api/resource/resource.go, ApplySmPatch.
 */
function unnamed(text: PatchText, options: Readonly<Mapping> = {}): PatchText {
  if (!isMapping(text.value)) return text;
  const { kind, metadata, ...rest } = text.value;
  const kinds = options.allowKindChange === true && kind !== undefined ? { kind } : {};
  if (!isMapping(metadata)) return { ...text, value: { ...rest, ...kinds } };
  const { name, namespace: _namespace, ...others } = metadata;
  const names = options.allowNameChange === true && name !== undefined ? { name } : {};
  return { ...text, value: { ...rest, ...kinds, metadata: { ...others, ...names } } };
}

/**
 * Kustomize refuses a patch that names nothing, and passes over a target that selects nothing. One of another version
 * or namespace was applied, as was meant.
 */
function* unmet({ target, text, path: listed }: Patch, met: readonly Resource[]): Generator<RenderProblem> {
  const { document, path } = text.at;
  const patch = text.value;
  if (target || !isKubernetesObject(patch)) return;
  const name = isMapping(patch.metadata) && typeof patch.metadata.name === "string" ? patch.metadata.name : "";
  const called = `${patch.kind} ${JSON.stringify(name)}`;
  const said = (message: string, own: Path): RenderProblem => ({
    ...{ rule: "gitops/unknown-patch-target", severity: "error", message, document, path: text.isInline ? path : own },
  });
  const [differs, ...others] = met.map((resource) => mismatch(patch, resource));
  if (met.length === 0) yield said(`no ${called} to patch in this kustomization`, ["metadata", "name"]);
  // Texts under `patches` are for versions of kustomize that are not known to compare so.
  else if (differs && !others.includes(undefined) && (listed[0] !== "patches" || listed.length > 2))
    yield said(`${called} ${differs.reason}`, differs.path);
}
