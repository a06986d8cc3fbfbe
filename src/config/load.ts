/** Finds and reads the configuration: `mesh-lint.yaml`, or the key `mesh-lint` of a package.json. */

import { readFileSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Resource, Written } from "../render/environment.ts";
import { rootOf } from "../source/discover.ts";
import { decode, readSource } from "../source/read.ts";
import { isWithin, reportPath } from "../source/root.ts";
import { isSkipped, positionAt, type Source } from "../source/source.ts";
import type { YamlDocument } from "../yaml/document.ts";
import { readYamlFiles } from "../yaml/read.ts";
import { defaultConfig, type Config } from "./config.ts";
import { configOf, type WrittenConfig } from "./fill.ts";
import { validate } from "./validate.ts";

export interface LoadOptions {
  readonly cwd: string;
  /** The search goes upward from the first of them to the root of the repository. */
  readonly paths: readonly string[];
  /** `--config`: this file and no other. */
  readonly file?: string;
  /** `--no-config`: no file at all. */
  readonly none?: boolean;
}

/** The configuration, or what is wrong with it, one line each: `mesh-lint.yaml:3:5: unknown key "rule": did you mean "rules"?` */
export type LoadedConfig = { readonly config: Config } | { readonly problems: readonly string[] };

const names = ["mesh-lint.yaml", "mesh-lint.yml", "mesh-lint.json", "package.json"];

export async function loadConfig({ cwd, paths, file, none }: LoadOptions): Promise<LoadedConfig> {
  if (none) return { config: defaultConfig };
  const root = rootOf(paths, cwd);
  if (file !== undefined) return readConfig(resolve(cwd, file), root);
  const found = searchUpward({ from: startOf(paths, cwd), root });
  return found === undefined ? { config: defaultConfig } : readConfig(found, root);
}

function startOf(paths: readonly string[], cwd: string): string {
  const first = paths.find((path) => path !== "-");
  try {
    return realpathSync(first === undefined ? cwd : resolve(cwd, first));
  } catch {
    return realpathSync(cwd);
  }
}

function searchUpward({ from, root }: { readonly from: string; readonly root: string }): string | undefined {
  for (let folder = from; isWithin(root, folder); folder = dirname(folder)) {
    for (const name of names) {
      const text = textOf(join(folder, name));
      if (text !== undefined && (name !== "package.json" || hasSection(text))) return join(folder, name);
    }
    if (dirname(folder) === folder) break;
  }
  return undefined;
}

/** Whether a package.json configures the linter, rather than names it among its dependencies or commands. */
function hasSection(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && Object.hasOwn(value, "mesh-lint");
  } catch {
    return false;
  }
}

function textOf(path: string): string | undefined {
  try {
    const text = decode(readFileSync(path));
    return typeof text === "string" ? text : undefined;
  } catch {
    return undefined;
  }
}

async function readConfig(path: string, root: string): Promise<LoadedConfig> {
  const shown = reportPath(root, path);
  const text = textOf(path);
  if (text === undefined) return { problems: [`cannot read the configuration ${JSON.stringify(shown)}`] };
  return configFrom({ path: shown, text }, root);
}

/** The configuration that a text holds; files that it names are read below `root`. */
export async function configFrom(source: Source, root: string): Promise<LoadedConfig> {
  const read = await documentOf(source);
  if ("problems" in read) return read;
  const prefix = basename(source.path) === "package.json" ? ["mesh-lint"] : [];
  const { document } = read;
  const problems = await validate(document, prefix);
  if (problems.length > 0) return { problems };
  const written = prefix.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document.value);
  return fill(written as WrittenConfig, { shown: source.path, root, at: { document, path: prefix } });
}

async function documentOf(source: Source): Promise<{ readonly document: YamlDocument } | { problems: string[] }> {
  const [file] = await readYamlFiles([source]);
  const problem = file?.problems.find(({ severity }) => severity === "error");
  if (problem) {
    const { line, column } = positionAt(source, problem.span.start);
    return { problems: [`${source.path}:${line}:${column}: ${problem.message}`] };
  }
  // An empty file says nothing: all defaults.
  const span = { start: 0, end: source.text.length };
  return { document: file?.documents[0] ?? { source, span, value: {} } };
}

interface Filled {
  readonly shown: string;
  readonly root: string;
  readonly at: Written;
}

interface Settings {
  readonly value: Readonly<Record<string, unknown>>;
  readonly at: Written;
}

async function fill(written: WrittenConfig, { shown, root, at }: Filled): Promise<LoadedConfig> {
  const problems: string[] = [];
  const settings = async (key: "meshConfig" | "meshNetworks"): Promise<Settings | undefined> => {
    const value = written.mesh?.[key];
    if (typeof value !== "string") return value && { value, at: { ...at, path: [...at.path, "mesh", key] } };
    const path = join(dirname(shown), value);
    const source = readSource(root, path, { named: true });
    if (!source || isSkipped(source)) {
      problems.push(`${shown}: there is no file ${JSON.stringify(value)} for mesh.${key}`);
      return undefined;
    }
    const read = await documentOf(source);
    if ("problems" in read) problems.push(...read.problems);
    else if (typeof read.document.value === "object" && read.document.value !== null)
      return { value: read.document.value as Record<string, unknown>, at: { document: read.document, path: [] } };
    return undefined;
  };
  const meshConfig = (await settings("meshConfig"))?.value;
  const networks = await settings("meshNetworks");
  if (problems.length > 0) return { problems };
  const config = configOf(written, { file: shown, root, meshConfig, meshNetworks: networks?.value });
  return {
    config: networks ? { ...config, resources: [networksResource(networks, config.mesh.rootNamespace)] } : config,
  };
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
