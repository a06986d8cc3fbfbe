/** Copies values between objects as `replacements` of a kustomization say: kubernetes-sigs/kustomize api/filters/replacement. */

import type { Path } from "../yaml/document.ts";
import { isMapping, listOf, mappingOf, type Mapping } from "./edit.ts";
import type { Resource, Written } from "./environment.ts";
import { longestPath } from "./field-path.ts";
import { resolveIn, type FileTree } from "./files.ts";
import { mappings, type Kustomization } from "./kustomization.ts";
import type { RenderProblem } from "./problem.ts";
import { copied, type Fault } from "./replacement-source.ts";
import { writeInto } from "./replacement-target.ts";
import { isMeantBy, isSelected, patternsOf, type Pattern } from "./target.ts";

export interface Replacement {
  readonly source: unknown;
  readonly targets: readonly Target[];
  /** In the kustomization, or in a file of its own. */
  readonly at: Written;
  /** The entry of the kustomization. */
  readonly written: Written;
}

interface Target {
  readonly select: Readonly<Mapping>;
  readonly reject: readonly Mapping[];
  readonly fieldPaths: readonly string[];
  readonly options: Readonly<Mapping>;
  /** Below the replacement. */
  readonly path: Path;
}

export interface Replaced {
  readonly resources: readonly Resource[];
  readonly problems: readonly RenderProblem[];
  /** Whether some object may be another than it seems. */
  readonly isVague: boolean;
}

/** Sources and targets look at all objects, and each field that is written copies what leads to it. */
const most = { looks: 20_000_000, fields: 200_000 };

/** Applies replacements in order. Fields whose value cannot be told hold a placeholder. */
export function applyReplacements(
  resources: readonly Resource[],
  { replacements, matches }: { readonly replacements: readonly Replacement[]; readonly matches: Pattern },
): Replaced {
  const changed = [...resources];
  const problems: RenderProblem[] = [];
  const left = { ...most };
  let isVague = false;
  for (const replacement of replacements) {
    left.looks -= changed.length * (1 + replacement.targets.length);
    if (left.looks < 0 || left.fields < 0) return { resources: changed, problems, isVague: true };
    const refuse = ({ message, path }: Fault): void => void problems.push(refusal(replacement, message, path));
    const { text, fault } = copied(replacement.source, changed);
    if (fault) refuse(fault);
    for (const target of replacement.targets) {
      for (const [index, resource] of changed.entries()) {
        const meant = meaning(target, resource, matches);
        if (meant === "not") continue;
        left.fields -= target.fieldPaths.length;
        if (left.fields < 0) break;
        const known = meant === "certain" ? text : undefined;
        const result = write(resource, { target, text: known, replacement });
        changed[index] = result.resource;
        isVague ||= !result.isExact;
        if (meant === "certain") result.faults.forEach(refuse);
      }
    }
  }
  return { resources: changed, problems, isVague: isVague || left.fields < 0 };
}

/** Whether a target means an object. Newer versions of kustomize take the fields for patterns. */
function meaning({ select, reject }: Target, resource: Resource, matches: Pattern): "certain" | "maybe" | "not" {
  if (reject.some((each) => Object.keys(each).length > 0 && isMeantBy(each, resource))) return "not";
  if (isMeantBy(select, resource)) return "certain";
  return isSelected(select, resource, matches) ? "maybe" : "not";
}

interface Work {
  readonly target: Target;
  readonly text: string | undefined;
  readonly replacement: Replacement;
}

function write(given: Resource, { target, text, replacement }: Work) {
  const { fieldPaths, options, path } = target;
  let [resource, isExact] = [given, true];
  const faults: Fault[] = [];
  for (const [index, fieldPath] of fieldPaths.entries()) {
    const result = writeInto(resource, { text, path: fieldPath, options, written: replacement.written });
    resource = result.resource;
    isExact &&= result.isExact;
    if (result.fault !== undefined) faults.push({ message: result.fault, path: [...path, "fieldPaths", index] });
  }
  return { resource, isExact, faults };
}

function refusal({ at }: Replacement, message: string, path: Path): RenderProblem {
  const place = { document: at.document, path: [...at.path, ...path] };
  return { rule: "gitops/invalid-replacement", severity: "error", message, ...place };
}

export function replacementsOf(kustomization: Kustomization, { files }: FileTree): Replacement[] {
  return mappings(kustomization, "replacements").flatMap(({ key, index, value }) => {
    const written = { document: kustomization.document, path: [key, index] };
    if (typeof value.path !== "string") return [replacementOf(value, written, written)];
    const file = resolveIn(kustomization.folder, value.path);
    const documents = (file === undefined ? undefined : files.get(file)?.documents) ?? [];
    return documents.flatMap((document) => {
      const isList = Array.isArray(document.value);
      const entries = isList ? listOf(document.value) : [document.value];
      return entries.flatMap((entry, at) =>
        isMapping(entry) ? [replacementOf(entry, { document, path: isList ? [at] : [] }, written)] : [],
      );
    });
  });
}

function replacementOf({ source, targets }: Readonly<Mapping>, at: Written, written: Written): Replacement {
  return { source, targets: listOf(targets).flatMap(targetOf), at, written };
}

function targetOf(target: unknown, index: number): Target[] {
  if (!isMapping(target) || !isMapping(target.select)) return [];
  const { select, reject, fieldPaths, options } = target;
  const paths = listOf(fieldPaths).length > 0 ? listOf(fieldPaths) : ["metadata.name"];
  return [
    {
      select,
      reject: listOf(reject).filter((each) => isMapping(each)),
      fieldPaths: paths.filter((path): path is string => typeof path === "string" && path.length < longestPath),
      options: mappingOf(options),
      path: ["targets", index],
    },
  ];
}

export function replacementPatterns(kustomization: Kustomization, tree: FileTree): string[] {
  return replacementsOf(kustomization, tree).flatMap(({ targets }) =>
    targets.flatMap(({ select }) => patternsOf(select)),
  );
}
