/** Folders of the repository that Flux and Argo CD are told to apply: those that are here, and those that are not. */

import { posix } from "node:path";
import { distance } from "fastest-levenshtein";
import { isPlaceholder } from "../finding/placeholder.ts";
import { listOf, mappingOf } from "./edit.ts";
import type { Environment, Resource } from "./environment.ts";
import { folderOf, type FileTree } from "./files.ts";
import { writtenAt } from "./origin.ts";
import type { RenderProblem } from "./problem.ts";

type Json = Readonly<Record<string, unknown>>;

/** One folder as an object names it. */
export interface Applied {
  /** Which repository, in the words of the object. */
  readonly source: string;
  readonly folder: string;
  readonly resource: Resource;
  readonly owner: Json;
  readonly key: string;
  readonly environment: string;
}

interface Repository {
  readonly source: string;
  /** Where Flux gets it from; undefined where that may be another state of it than this one. */
  readonly url: string | undefined;
}

/** What the objects of a run say of folders to apply. */
interface Told {
  readonly applied: Applied[];
  readonly repositories: Repository[];
}

interface AppliedInput {
  readonly environments: readonly Environment[];
  readonly tree: FileTree;
  /** Files and folders of which nothing is known. */
  readonly unread: readonly string[];
  readonly covers: (path: string) => boolean;
  readonly present: ((paths: readonly string[]) => ReadonlySet<string>) | undefined;
}

/** Folders that are here, and that objects take from this repository. */
export function foldersApplied({
  environments,
  tree,
}: Pick<AppliedInput, "environments" | "tree">): readonly Applied[] {
  const isRead = readIn(tree);
  return sourcesOf(environments).flatMap((applied) => (isOwn(applied, isRead) ? applied.filter(isRead) : []));
}

function readIn({ files, folders }: FileTree): (each: Applied) => boolean {
  return ({ folder }) => folders.has(folder) || files.has(folder);
}

export function missingFolders(input: AppliedInput): readonly RenderProblem[] {
  const isRead = readIn(input.tree);
  const sources = sourcesOf(input.environments).filter((applied) => applied.some(isRead) && !applied.every(isRead));
  if (sources.length === 0) return [];
  // A folder that holds no manifest is a folder, too.
  const asked = new Set(sources.flatMap((applied) => applied.filter((each) => !isRead(each)).map(pathOf)));
  const found = input.present?.([...asked]);
  const isThere = (each: Applied): boolean => isRead(each) || found?.has(each.folder) === true;
  const isInSight = ({ folder }: Applied): boolean => input.covers(folder) && !isUnread(folder, input.unread);
  return problemsOf(
    sources.flatMap((applied) =>
      missingOf(
        applied.filter((each) => isThere(each) || isInSight(each)),
        isThere,
      ),
    ),
    input.tree,
  );
}

function pathOf({ folder }: Applied): string {
  return folder;
}

/** One for each place, whatever the number of environments. */
function problemsOf(lost: readonly Applied[], tree: FileTree): readonly RenderProblem[] {
  const found = new Map<string, RenderProblem>();
  for (const { folder, resource, owner, key, environment } of lost) {
    const written = writtenAt(resource, owner, key);
    if (!written) continue;
    const id = JSON.stringify([written.document.source.path, written.document.span.start, written.path, folder]);
    const environments = [...(found.get(id)?.environments ?? []), environment];
    const meant = meantFolder(folder, tree);
    const hint = meant === undefined ? "" : `: did you mean ${JSON.stringify(meant)}?`;
    const message = `there is no folder ${JSON.stringify(folder)} in this repository${hint}`;
    found.set(id, {
      rule: "gitops/unknown-folder",
      severity: "error",
      message,
      ...written,
      environments,
    });
  }
  return [...found.values()];
}

/** The kinds are told by their names first: this is asked of every object. */
function note(resource: Resource, environment: string, { applied, repositories }: Told): void {
  const { kind, apiVersion, metadata: written, spec: own } = resource.object;
  if (!kinds.has(kind)) return;
  const [metadata, spec] = [mappingOf(written), mappingOf(own)];
  const add = (source: string | undefined, owner: Json, key = "path"): void => {
    const folder = cleanFolder(owner[key]);
    if (source !== undefined && folder !== undefined)
      applied.push({ source, folder, resource, owner, key, environment });
  };
  switch (`${apiVersion.split("/", 1).join("")}/${kind}`) {
    case "source.toolkit.fluxcd.io/GitRepository":
      repositories.push({
        source: fluxSource(metadata.namespace, metadata.name),
        url: urlOf(spec),
      });
      break;
    case "kustomize.toolkit.fluxcd.io/Kustomization":
      add(fluxReference(spec, metadata), spec);
      break;
    case "helm.toolkit.fluxcd.io/HelmRelease": {
      const chart = mappingOf(mappingOf(spec.chart).spec);
      add(fluxReference(chart, metadata), chart, "chart");
      break;
    }
    case "argoproj.io/Application":
      for (const source of argoSources(spec)) add(argoSource(source), source);
      break;
    case "argoproj.io/ApplicationSet":
      for (const source of argoSources(mappingOf(mappingOf(spec.template).spec))) add(argoSource(source), source);
  }
}

const kinds = new Set(["GitRepository", "Kustomization", "HelmRelease", "Application", "ApplicationSet"]);

/** From the root of the repository, which says nothing itself; undefined where a path is not known or leads out of it. */
function cleanFolder(written: unknown): string | undefined {
  if (typeof written !== "string" || isPlaceholder(written) || /[[\]{}*$<>%]|(?:^|\/)\.\.(?:\/|$)/.test(written))
    return undefined;
  return posix.join("/", written).slice(1).replace(/\/$/, "") || undefined;
}

function fluxSource(namespace: unknown, name: unknown): string {
  return `flux\n${typeof namespace === "string" ? namespace : ""}\n${String(name)}`;
}

function fluxReference({ sourceRef }: Json, metadata: Json): string | undefined {
  const { kind, name, namespace = metadata.namespace } = mappingOf(sourceRef);
  return kind === "GitRepository" && typeof name === "string" ? fluxSource(namespace, name) : undefined;
}

/** A tag, a commit or another branch may hold other folders; so does a repository that includes another. */
function urlOf({ url, ref, include }: Json): string | undefined {
  const { branch, ...others } = mappingOf(ref);
  const isPlain = isUsualBranch(branch) && Object.keys(others).length === 0 && include === undefined;
  return isPlain && typeof url === "string" ? url : undefined;
}

const usualBranches = new Set<unknown>([undefined, "", "HEAD", "main", "master"]);

function isUsualBranch(branch: unknown): boolean {
  return usualBranches.has(branch);
}

function argoSources({ source, sources }: Json): readonly Json[] {
  return [source, ...listOf(sources)].map(mappingOf);
}

function argoSource({ repoURL, targetRevision, chart }: Json): string | undefined {
  if (typeof repoURL !== "string" || isPlaceholder(repoURL) || chart !== undefined) return undefined;
  return isUsualBranch(targetRevision) ? `argo\n${repoURL.toLowerCase().replace(/(?:\.git)?\/?$/, "")}` : undefined;
}

/** What is taken from each source. */
function sourcesOf(environments: readonly Environment[]): readonly (readonly Applied[])[] {
  const told: Told = { applied: [], repositories: [] };
  for (const { resources, name } of environments) for (const resource of resources) note(resource, name, told);
  return [...bySource(told).values()];
}

function bySource({ applied, repositories }: Told): ReadonlyMap<string, readonly Applied[]> {
  const urls = new Map<string, Set<string | undefined>>();
  for (const { source, url } of repositories) urls.set(source, (urls.get(source) ?? new Set()).add(url));
  const found = new Map<string, Applied[]>();
  for (const each of applied) {
    const known = urls.get(each.source);
    if (known && (known.size > 1 || known.has(undefined))) continue;
    const group = found.get(each.source);
    if (group) group.push(each);
    else found.set(each.source, [each]);
  }
  return found;
}

/** Those that are not there, if the source is this repository. */
function missingOf(applied: readonly Applied[], isThere: (each: Applied) => boolean): readonly Applied[] {
  return isOwn(applied, isThere) ? applied.filter((each) => !isThere(each)) : [];
}

/** Whether the source is this repository: most of its folders are here, and that is no accident. */
function isOwn(applied: readonly Applied[], isThere: (each: Applied) => boolean): boolean {
  const there = applied.filter(isThere);
  const missing = applied.filter((each) => !isThere(each));
  const [found = 0, lost = 0] = [there, missing].map((list) => new Set(list.map(pathOf)).size);
  return found >= lost && (found > 1 || there.some(isKin));
}

/** Whether an object stands in the folder that it names, or beside it. */
function isKin({ folder, resource }: Applied): boolean {
  const { path } = resource.document.source;
  const own = folderOf(path);
  return path.startsWith(`${folder}/`) || (own !== "." && folder.startsWith(`${own}/`));
}

/** A submodule that is not checked out, files that could not be read. */
function isUnread(folder: string, unread: readonly string[]): boolean {
  return unread.some((file) => `${file}/`.startsWith(`${folder}/`) || folder.startsWith(`${file}/`));
}

/** The same path with one name written in another way. */
function meantFolder(folder: string, { folders }: FileTree): string | undefined {
  let above = folderOf(folder);
  while (!folders.has(above)) above = folderOf(above);
  const [wrong = "", ...rest] = (above === "." ? folder : folder.slice(above.length + 1)).split("/");
  let best: string | undefined;
  let least = wrong.length < 3 ? 0 : wrong.length < 9 ? 2 : 3;
  for (const each of folders) {
    if (each === "." || folderOf(each) !== above || !folders.has([each, ...rest].join("/"))) continue;
    const difference = distance(wrong, posix.basename(each));
    if (difference <= least) [best, least] = [[each, ...rest].join("/"), difference];
  }
  return best;
}
