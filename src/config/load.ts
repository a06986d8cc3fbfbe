/** Finds and reads the configuration: `mesh-lint.yaml`, or the key `mesh-lint` of a package.json. */

import { realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { rootOf } from "../source/discover.ts";
import { reportPath } from "../source/root.ts";
import type { Source } from "../source/source.ts";
import { trace } from "../source/trace.ts";
import { fill, networksResource } from "./brought.ts";
import { defaultConfig, type Config } from "./config.ts";
import { configOf, isPreset } from "./fill.ts";
import { isOutOfBounds, layerOf, readLayer, scopeOf, type Layer, type Problems } from "./layer.ts";
import { searchUpward } from "./search.ts";

export interface LoadOptions {
  readonly cwd: string;
  /** The search goes upward from the first of them to the root of the repository. */
  readonly paths: readonly string[];
  /** `--config`: this file and no other. */
  readonly file?: string;
  /** `--no-config`: no file at all. */
  readonly none?: boolean;
}

/** The configuration with the texts that it was made of, or what is wrong: `mesh-lint.yaml:3:5: unknown key "rule": did you mean "rules"?` */
export type LoadedConfig = { readonly config: Config; readonly layers: readonly Layer[] } | Problems;

export async function loadConfig({ cwd, paths, file, none }: LoadOptions): Promise<LoadedConfig> {
  if (none) return { config: defaultConfig, layers: [] };
  const root = rootOf(paths, cwd);
  const path = file === undefined ? searchUpward({ cwd, paths, root }) : resolve(cwd, file);
  trace(() => `configuration: ${path ?? `none found up to ${root}`}`);
  return path === undefined ? { config: defaultConfig, layers: [] } : readConfig(placed(path), root);
}

/** The folder's real path, so that it can be told from the root's; the file itself keeps its name. */
function placed(path: string): string {
  try {
    return join(realpathSync(dirname(path)), path.slice(dirname(path).length));
  } catch {
    return path;
  }
}

async function readConfig(path: string, root: string): Promise<LoadedConfig> {
  const scope = scopeOf(path, root);
  const shown = reportPath(root, path);
  if (isOutOfBounds(scope, path)) return { problems: [`${shown}: leads out of the repository`] };
  const top = await readLayer(path, scope);
  if ("unreadable" in top)
    return { problems: [`cannot read the configuration ${JSON.stringify(shown)}: ${top.unreadable}`] };
  return "problems" in top ? top : withExtended(top);
}

/** The configuration that a text holds; files that it names are read below `root`. */
export async function configFrom(source: Source, root: string): Promise<LoadedConfig> {
  const top = await layerOf(source, scopeOf(resolve(root, source.path), resolve(root)));
  return "problems" in top ? top : withExtended(top);
}

async function withExtended(top: Layer): Promise<LoadedConfig> {
  const isAlone = top.written.extends?.every(isPreset) ?? true;
  const layers = isAlone ? [top] : await (await import("./extends.ts")).layersOf(top);
  return "problems" in layers ? layers : assembled(layers);
}

async function assembled(layers: readonly Layer[]): Promise<LoadedConfig> {
  const filled = await Promise.all(layers.map(fill));
  const problems = filled.flatMap((each) => each.problems);
  if (problems.length > 0) return { problems };
  const config = configOf(layers.at(-1)?.document.source.path ?? "", filled);
  const networks = filled.findLast(({ networks }) => networks)?.networks;
  const resources = networks && [networksResource(networks, config.mesh.rootNamespace)];
  return { config: resources ? { ...config, resources } : config, layers };
}
