/** Files → environments: configured ones, kustomizations, plain folders. */

import type { Skipped } from "../source/source.ts";
import type { YamlDocument } from "../yaml/document.ts";
import { foldersApplied, missingFolders } from "./applied-folders.ts";
import { expandEnvironments, type ConfiguredEnvironment, type ExpandedEnvironment } from "./configured.ts";
import type { Environment, Resource } from "./environment.ts";
import { belowOf, folderOf, treeOf, type Below, type FileTree, type ParsedFile } from "./files.ts";
import { textFiles, type Texts } from "./generators.ts";
import { fluxSettings } from "./flux.ts";
import { groupByFolder } from "./folders.ts";
import { chartTemplates } from "./helm.ts";
import type { Kustomization } from "./kustomization.ts";
import { invalidFields } from "./kustomization-fields.ts";
import { kustomizer, missingPatches, type Kustomizer, type Rendered } from "./kustomize.ts";
import { readPatches } from "./patches.ts";
import type { RenderProblem } from "./problem.ts";
import { claimedFiles, reach, rootsAmong, type Kustomizations, type Load } from "./reach.ts";
import { missingNames, resourcesOf } from "./resources.ts";
import { belowAny, unusedFiles } from "./unused.ts";
import { substitute } from "./variables.ts";

export type { ConfiguredEnvironment } from "./configured.ts";
export type { ParsedFile } from "./files.ts";

export interface RenderInput {
  readonly files: readonly ParsedFile[];
  /** What lies beside them and could not be read. */
  readonly unread?: readonly Skipped[];
  /** Whether all that lies at a path is among the files; default yes. */
  readonly covers?: (path: string) => boolean;
  /** Reads files that a kustomization names and `files` lacks; a file that is not there is left out of the answer. */
  readonly load?: Load;
  /** Reads files as they are, for generators. */
  readonly readTexts?: (paths: readonly string[]) => Texts;
  /** Those of the paths at which there is something, be it a folder without a manifest; default none. */
  readonly present?: (paths: readonly string[]) => ReadonlySet<string>;
  readonly configured?: readonly ConfiguredEnvironment[];
}

export interface Rendering {
  readonly environments: readonly Environment[];
  readonly problems: readonly RenderProblem[];
  readonly skipped: readonly Skipped[];
  /** Those of the skipped ones that were meant for a kustomization and are used by none. */
  readonly unused: readonly ParsedFile[];
}

interface World {
  readonly tree: FileTree;
  readonly kustomizations: Kustomizations;
  readonly kustomize: Kustomizer;
  /** Files that are no plain manifests: parts of kustomizations, templates of charts. */
  readonly claimed: ReadonlySet<string>;
  readonly filesBelow: Below<ParsedFile>;
  /** Files of which nothing is known, and why. */
  readonly unreadBelow: Below<Skipped>;
  readonly covers: (path: string) => boolean;
  readonly kustomizationsBelow: Below<Kustomization>;
}

/** Every object of the files stands in at least one environment, unless it is skipped with a reason. */
export async function findEnvironments(input: RenderInput): Promise<Rendering> {
  const { files, unread = [], covers = () => true, load, configured = [] } = input;
  const tree = treeOf(files);
  const templates = chartTemplates(tree);
  for (const path of templates) tree.files.delete(path);
  const unrendered = [...templates].map((file) => ({ file, reason: "Helm template: not rendered" }));
  const kustomizations = await reach(tree, load);
  const patches = await readPatches(kustomizations, tree);
  const texts = input.readTexts?.(textFiles(kustomizations.values())) ?? new Map<string, string>();
  const kustomize = kustomizer({ tree, kustomizations, patches, texts });
  const world: World = {
    ...{ tree, kustomizations, kustomize, covers, claimed: claimedFiles(kustomizations) },
    filesBelow: configured.length > 0 ? belowOf(tree.files) : () => [],
    unreadBelow: belowOf(new Map([...unread, ...unrendered].map((each) => [each.file, each]))),
    kustomizationsBelow: belowOf(kustomizations),
  };

  const named = expandEnvironments(configured, tree).map((each) => configuredEnvironment(each, world));
  const taken = new Set(named.flatMap(({ reached }) => [...reached]));
  const built = rootsAmong(kustomizations)
    .filter(({ folder }) => !taken.has(folder))
    .map((root) => ({ root, environment: kustomizedEnvironment(root, kustomize.render(root)) }));
  const unclaimed = [...tree.files.values()].filter(({ path }) => !world.claimed.has(path) && !taken.has(path));
  const unused = unusedFiles(unclaimed, world);
  const plain = unclaimed.filter(({ path }) => !unused.has(path));
  const loose = plain.map(({ path, documents }) => ({ path, resources: resourcesIn(documents) }));
  const folders = groupByFolder(loose).map(({ folder, files: grouped }): Environment => {
    const resources = grouped.flatMap((file) => file.resources);
    return { name: folder, roots: [folder], origin: "folder", completeness: "open", reasons: [], resources };
  });

  const configuredOnes = named.map(({ environment }) => environment);
  const told = [...configuredOnes, ...built.map(({ environment }) => environment), ...folders];
  // Every object is asked for what it applies, which is in vain where there is no kustomization to apply.
  const asApplied = fluxSettings(built.length > 0 ? foldersApplied({ environments: told, tree }) : []);
  const rendered = built.map(({ root, environment }) => asApplied(environment, root));
  const found = [...configuredOnes, ...rendered, ...folders];
  const environments = uniquelyNamed(
    found.filter(({ resources, origin }) => resources.length > 0 || origin === "config"),
  );
  const nowhere = [...unread, ...unrendered].map(({ file }) => file);
  return {
    environments,
    problems: [
      ...kustomize.problems,
      ...[...kustomizations.values()].flatMap((each) => [...invalidFields(each), ...missingPatches(each, tree)]),
      ...plain.flatMap(({ documents }) => documents.flatMap((document) => [...missingNames(document)])),
      ...missingFolders({ environments, tree, covers, present: input.present, unread: nowhere }),
    ],
    skipped: [...unrendered, ...[...unused].map((file) => ({ file, reason: "no kustomization uses it" }))],
    unused: unclaimed.filter(({ path }) => unused.has(path)),
  };
}

/** Most files hold one document, and an array that `flatMap` makes has room for seventeen. */
function resourcesIn(documents: readonly YamlDocument[]): readonly Resource[] {
  const [first] = documents;
  return first && documents.length === 1 ? resourcesOf(first) : documents.flatMap(resourcesOf);
}

function kustomizedEnvironment({ folder }: Kustomization, { resources, reasons, isBroken }: Rendered): Environment {
  const completeness = reasons.length > 0 ? "partial" : "open";
  return {
    ...{ name: folder, roots: [folder], origin: "kustomize", completeness, reasons, resources },
    ...(isBroken && { isBroken }),
  };
}

interface Reached {
  readonly environment: Environment;
  /** Files and folders of kustomizations that have found their environment. */
  readonly reached: ReadonlySet<string>;
}

/** How the reason begins that a configured environment has lost one of its roots. */
export const noRoot = "no folder or file is at root";

function configuredEnvironment(expanded: ExpandedEnvironment, world: World): Reached {
  const { name, roots, missing, complete = false, namespace, variables } = expanded;
  const parts = roots.map((root) => partsOf(root, { expanded, world }));
  const { resources, undefinedNames } = withVariables(onceEach(parts.flatMap((part) => part.resources)), expanded);
  const reasons = new Set(parts.flatMap((part) => part.reasons));
  for (const root of missing) reasons.add(`${noRoot} ${JSON.stringify(root)}`);
  for (const each of undefinedNames) reasons.add(`variable "${each}" is not defined`);
  const completeness = reasons.size > 0 ? "partial" : complete ? "complete" : "open";
  return {
    environment: {
      ...{ name, roots, origin: "config", completeness, reasons: [...reasons], resources },
      ...(parts.some(({ isBroken }) => isBroken) && { isBroken: true }),
      ...(variables && { variables }),
      ...(namespace !== undefined && { defaultNamespace: namespace }),
    },
    reached: new Set(parts.flatMap((part) => part.reached)),
  };
}

/** Two kustomizations of one root may lead to the same text: what it makes under one name is one object. */
function onceEach(resources: readonly Resource[]): Resource[] {
  const seen = new Map<YamlDocument, Set<string>>();
  return resources.filter((resource) => {
    const { document, prefix, overrides = {} } = resource;
    const { namespace = "", namePrefix = "", nameSuffix = "" } = overrides;
    const key = [prefix.join("\n"), namespace, namePrefix, nameSuffix].join("\n\n");
    const keys = seen.get(document) ?? new Set();
    if (keys.has(key)) return false;
    seen.set(document, keys.add(key));
    return true;
  });
}

function withVariables(resources: readonly Resource[], { complete, variables }: ExpandedEnvironment) {
  if (!complete && !variables) return { resources, undefinedNames: new Set<string>() };
  return substitute(resources, variables ?? {});
}

interface Parts {
  readonly resources: readonly Resource[];
  readonly isBroken: boolean;
  readonly reasons: readonly string[];
  readonly reached: readonly string[];
}

/** What one root holds: its kustomization, or those that nothing else below it builds on, and the plain files. */
function partsOf(root: string, { expanded, world }: { expanded: ExpandedEnvironment; world: World }): Parts {
  const { kustomize, claimed } = world;
  const isKustomized = expanded.kustomize !== false;
  const around = world.kustomizationsBelow(root);
  const below = new Map(isKustomized ? around.map((each) => [each.folder, each]) : []);
  const own = below.get(root);
  const tops = own ? [own] : rootsAmong(below);
  const rendered = tops.map((each) => kustomize.render(each));
  // What lies below a kustomization and is not used by it is deployed in another way, if at all.
  const isElsewhere = belowAny(below);
  const plain = own
    ? []
    : world.filesBelow(root).filter(({ path }) => !(isKustomized && claimed.has(path)) && !isElsewhere(folderOf(path)));
  const isPart = !own && !world.covers(root);
  const unread = own ? [] : world.unreadBelow(root).filter(({ file }) => !isElsewhere(folderOf(file)));
  const partly = plain.flatMap(({ path, unread: reason }) => (reason === undefined ? [] : [{ file: path, reason }]));
  return {
    resources: [
      ...rendered.flatMap(({ resources }) => resources),
      ...plain.flatMap(({ documents }) => documents.flatMap((document) => resourcesOf(document))),
    ],
    isBroken: rendered.some(({ isBroken }) => isBroken),
    reasons: [
      ...rendered.flatMap(({ reasons }) => reasons),
      ...(isPart ? [`only a part of ${root} was asked for`] : []),
      ...inWords([...unread, ...partly]),
    ],
    reached: [
      ...rendered.flatMap(({ folders }) => [...folders]),
      ...(isKustomized ? [] : around.map(({ folder }) => folder)),
      ...plain.map(({ path }) => path),
    ],
  };
}

/** One line for each reason, however many files have it. */
function inWords(unread: readonly Skipped[]): string[] {
  const files = new Map<string, string[]>();
  for (const { file, reason } of unread) {
    const known = files.get(reason);
    if (known) known.push(file);
    else files.set(reason, [file]);
  }
  return [...files].map(([reason, [first = "", ...others]]) => {
    return others.length > 0
      ? `${first} and ${others.length} more are not read: ${reason}`
      : `${first} is not read: ${reason}`;
  });
}

/** A folder may hold a kustomization and files that it does not list. */
function uniquelyNamed(environments: readonly Environment[]): Environment[] {
  const names = new Set<string>();
  return environments.map((environment) => {
    let { name } = environment;
    for (let count = 1; names.has(name); count++) {
      name = count === 1 ? `${environment.name} (other files)` : `${environment.name} (${count})`;
    }
    names.add(name);
    return { ...environment, name };
  });
}
