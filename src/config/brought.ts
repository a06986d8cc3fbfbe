/** The files that a configuration brings along: settings of the mesh, definitions of kinds, the baseline. */

import type { Resource, Written } from "../render/environment.ts";
import { readSource } from "../source/read.ts";
import { reportPath } from "../source/root.ts";
import { isSkipped } from "../source/source.ts";
import type { Path } from "../yaml/document.ts";
import type { Filling } from "./fill.ts";
import { broughtPath, documentOf, isOutOfBounds, placeOf, type Layer, type Problems } from "./layer.ts";

interface Settings {
  readonly value: Readonly<Record<string, unknown>>;
  readonly at: Written;
}

export interface Filled extends Filling, Problems {
  readonly networks: Settings | undefined;
}

/** A layer with the paths that it names, found, and the settings that stand in files of their own, read. */
export async function fill(layer: Layer): Promise<Filled> {
  const { written, scope } = layer;
  const paths = [
    ...(written.crds ?? []).map((name, index) => ({ name, path: ["crds", index] })),
    ...(written.baseline === undefined ? [] : [{ name: written.baseline, path: ["baseline"] }]),
  ];
  const meshConfig = await settingsOf(layer, "meshConfig");
  const meshNetworks = await settingsOf(layer, "meshNetworks");
  return {
    written,
    globsFrom: scope.globsFrom,
    crds: (written.crds ?? []).map((name) => broughtPath(scope, name)),
    baseline: written.baseline === undefined ? undefined : broughtPath(scope, written.baseline),
    meshConfig: meshConfig.settings?.value,
    meshNetworks: meshNetworks.settings?.value,
    networks: meshNetworks.settings,
    problems: [
      ...paths.flatMap(({ name, path }) => outOfBounds(layer, name, path)),
      ...slowGlobs(layer),
      ...meshConfig.problems,
      ...meshNetworks.problems,
    ],
  };
}

/** Each further star in one name multiplies the ways in which a glob can fail to match it. */
const mostStars = 4;

function slowGlobs(layer: Layer): readonly string[] {
  const { include = [], exclude = [], overrides = [] } = layer.written;
  const lists: readonly (readonly [Path, readonly string[]])[] = [
    [["include"], include],
    [["exclude"], exclude],
    ...overrides.map(({ files = [] }, at) => [["overrides", at, "files"], files] as const),
  ];
  return lists.flatMap(([path, globs]) =>
    globs.flatMap((glob, at) => {
      const isSlow = glob.split("/").some((name) => name.split(/\*+/).length - 1 > mostStars);
      return isSlow ? [`${placeOf(layer, [...path, at])}: more than ${mostStars} "*" between two slashes`] : [];
    }),
  );
}

function outOfBounds(layer: Layer, name: string, path: Path): readonly string[] {
  const isOut = isOutOfBounds(layer.scope, broughtPath(layer.scope, name));
  return isOut ? [`${placeOf(layer, path)}: ${JSON.stringify(name)} leads out of the repository`] : [];
}

interface Found extends Problems {
  readonly settings?: Settings;
}

async function settingsOf(layer: Layer, key: "meshConfig" | "meshNetworks"): Promise<Found> {
  const { written, document, prefix, scope } = layer;
  const value = written.mesh?.[key];
  const path = ["mesh", key];
  if (value === undefined) return { problems: [] };
  if (typeof value !== "string")
    return { settings: { value, at: { document, path: [...prefix, ...path] } }, problems: [] };
  const problems = outOfBounds(layer, value, path);
  if (problems.length > 0) return { problems };
  const source = readSource(scope.root, reportPath(scope.root, broughtPath(scope, value)), { named: true });
  const place = placeOf(layer, path);
  if (!source) return { problems: [`${place}: there is no file ${JSON.stringify(value)}`] };
  if (isSkipped(source)) return { problems: [`${place}: cannot read ${JSON.stringify(value)}: ${source.reason}`] };
  const read = await documentOf(source);
  if ("problems" in read) return read;
  const settings = read.document.value;
  if (!isMapping(settings)) return { problems: [`${source.path}:1:1: "${key}" must be a mapping`] };
  return { settings: { value: settings, at: { document: read.document, path: [] } }, problems: [] };
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The networks as an object of the mesh, named as istiod names them, so that findings can stand on them. */
export function networksResource({ value, at: { document, path } }: Settings, namespace: string): Resource {
  const metadata = { name: "meshnetworks", namespace };
  return {
    document,
    prefix: path,
    object: { apiVersion: "mesh.istio.io/v1alpha1", kind: "MeshNetworks", metadata, networks: value.networks },
  };
}
