/** Environments that the layout of a repository shows and that are not found without being named. */

import { posix } from "node:path";
import { mappingOf } from "../render/edit.ts";
import type { Environment } from "../render/environment.ts";
import type { ParsedFile } from "../render/render.ts";

export interface Proposal {
  readonly name: string;
  readonly roots: readonly string[];
}

/** Paths count from `folder`, which is one of the root's. */
export function environmentsFor(
  files: readonly ParsedFile[],
  found: readonly Environment[],
  folder: string,
): readonly Proposal[] {
  const flux = fluxClusters(files);
  const proposals = flux.length > 0 ? flux : byLayout(found.flatMap(({ roots }) => roots));
  return captured(proposals, foldersOf(files)).map(({ name, roots }) => ({
    name,
    roots: roots.map((root) => relativeTo(folder, root)),
  }));
}

function relativeTo(folder: string, path: string): string {
  return posix.relative(folder === "." ? "" : folder, path) || ".";
}

const clusterFolder = /^(?:.*\/)?clusters?\/([^/]+)(?=\/)/;

/** A folder of `clusters/` with Flux Kustomizations, and all paths of this repository that they apply. */
function fluxClusters(files: readonly ParsedFile[]): readonly Proposal[] {
  const clusters = new Map<string, string>();
  const copies = copiesIn(files);
  const paths = files.flatMap(({ path, documents }) =>
    documents.flatMap(({ value }) => {
      const applied = fluxPath(value, copies);
      return applied === undefined ? [] : [{ file: path, applied }];
    }),
  );
  for (const { file } of paths) {
    const [cluster, name = ""] = clusterFolder.exec(file) ?? [];
    if (cluster !== undefined) clusters.set(cluster, name);
  }
  const names = new Set(clusters.values());
  if (names.size < clusters.size) return [];
  const folders = foldersOf(files);
  return [...clusters].map(([cluster, name]) => ({ name, roots: reached(cluster, paths, folders) }));
}

interface Applied {
  readonly file: string;
  readonly applied: string;
}

function reached(cluster: string, paths: readonly Applied[], folders: ReadonlySet<string>): readonly string[] {
  const roots = [cluster];
  for (const root of roots) {
    for (const { file, applied } of paths) {
      const isNew = !roots.some((each) => applied === each || applied.startsWith(`${each}/`));
      if (file.startsWith(`${root}/`) && isNew && folders.has(applied)) roots.push(applied);
    }
  }
  return roots;
}

/** A folder of the repository that Flux copies into an artifact. */
interface Copy {
  readonly artifact: string;
  readonly from: string;
  /** Within the artifact; "" for its root. */
  readonly to: string;
}

function copiesIn(files: readonly ParsedFile[]): readonly Copy[] {
  const values = files.flatMap(({ documents }) => documents.map(({ value }) => value));
  const generators = values.filter((value) => isFlux(value, "source.extensions.fluxcd.io/", "ArtifactGenerator"));
  return generators.flatMap(({ spec }) =>
    mappingsOf(mappingOf(spec).artifacts).flatMap(({ name, copy }) =>
      mappingsOf(copy).flatMap((each) => {
        const [, from] = /^@[^/]+\/(.+)\/\*\*$/.exec(String(each.from)) ?? [];
        const [, to] = /^@artifact\/(.*?)\/?$/.exec(String(each.to)) ?? [];
        return from === undefined || to === undefined ? [] : [{ artifact: String(name), from, to }];
      }),
    ),
  );
}

function fluxPath(value: unknown, copies: readonly Copy[]): string | undefined {
  if (!isFlux(value, "kustomize.toolkit.fluxcd.io/", "Kustomization")) return undefined;
  const { path, sourceRef } = mappingOf(value.spec);
  if (typeof path !== "string") return undefined;
  const clean = posix.join("/", path).slice(1).replace(/\/$/, "");
  const { kind, name } = mappingOf(sourceRef);
  if (kind !== "ExternalArtifact") return clean;
  const copy = copies.find(({ artifact, to }) => artifact === name && (to === "" || `${clean}/`.startsWith(`${to}/`)));
  return copy && posix.join(copy.from, posix.relative(copy.to, clean));
}

function isFlux(value: unknown, group: string, kind: string): value is Readonly<Record<string, unknown>> {
  const { apiVersion, kind: own } = mappingOf(value);
  return own === kind && typeof apiVersion === "string" && apiVersion.startsWith(group);
}

function mappingsOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(mappingOf) : [];
}

function foldersOf(files: readonly ParsedFile[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { path } of files) {
    for (let at = posix.dirname(path); at !== "." && !folders.has(at); at = posix.dirname(at)) folders.add(at);
  }
  return folders;
}

const layout = /^(.*\/)?(clusters|environments|envs|env|overlays|stages)\/([^/]+)(?:\/.*)?$/;

/** What several environments share, and no cluster runs by itself. */
const notDeployed = /^(?:base|bases|common|components?|shared|templates?|default|all)$/;

/** `apps/a/overlays/prod` and `apps/b/overlays/prod` are parts of one environment. */
function byLayout(roots: readonly string[]): readonly Proposal[] {
  const parts = roots.flatMap((root) => {
    const [, before = "", word = "", name = ""] = layout.exec(root) ?? [];
    return name === "" || notDeployed.test(name) ? [] : [{ name, parent: `${before}${word}` }];
  });
  const parents = unique(parts.map(({ parent }) => parent));
  const names = unique(parts.map(({ name }) => name));
  const scattered = names.filter((name) => parts.filter((part) => part.name === name).length > 1);
  // Names that stand in one place only are variants of something, not clusters.
  if (names.length < 2 || scattered.length * 2 <= names.length) return [];
  return names.map((name) => ({
    name,
    roots: parents.map((parent) => `${parent}/${name}`).filter((root) => isThere(root, roots)),
  }));
}

function isThere(root: string, roots: readonly string[]): boolean {
  return roots.some((each) => each === root || each.startsWith(`${root}/`));
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

/** Proposals that differ in their names alone become one with a capture, where it would match no other folder. */
function captured(proposals: readonly Proposal[], folders: ReadonlySet<string>): readonly Proposal[] {
  const names = new Set(proposals.map(({ name }) => name));
  const parents = unique(proposals.map(({ roots }) => roots.map((root) => posix.dirname(root)).join("\n")));
  const areNamed = proposals.every(({ name, roots }) => roots.every((root) => posix.basename(root) === name));
  const [only = "", second] = parents;
  if (proposals.length < 2 || second !== undefined || !areNamed) return proposals;
  const around = only.split("\n");
  const areAll = [...folders].every((path) => !around.includes(posix.dirname(path)) || names.has(posix.basename(path)));
  const word = around.some((parent) => /clusters?$/.test(parent)) ? "{cluster}" : "{environment}";
  return areAll ? [{ name: word, roots: around.map((parent) => `${parent}/${word}`) }] : proposals;
}
