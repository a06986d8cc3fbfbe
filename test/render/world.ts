/** Renders texts as if they were files of a repository. */

import {
  findEnvironments,
  type ConfiguredEnvironment,
  type ParsedFile,
  type Rendering,
} from "../../src/render/render.ts";
import type { Resource } from "../../src/render/environment.ts";
import { manifestOf } from "../../src/mesh/manifest.ts";
import { rangeOf } from "../../src/source/source.ts";
import { locate } from "../../src/yaml/locate.ts";
import { readYamlFiles } from "../../src/yaml/read.ts";

export type Files = Readonly<Record<string, string>>;

export async function parse(files: Files): Promise<ParsedFile[]> {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const read = await readYamlFiles(sources);
  return sources.map(({ path }, index) => ({
    path,
    documents: read[index]?.documents ?? [],
    unread: read[index]?.skipped[0]?.reason,
  }));
}

export async function render(files: Files, configured: readonly ConfiguredEnvironment[] = []): Promise<Rendering> {
  return findEnvironments({ files: await parse(files), configured });
}

/** Environment name → its objects as `kind namespace/name`. */
export function contents({ environments }: Rendering): Record<string, string[]> {
  return Object.fromEntries(environments.map(({ name, resources }) => [name, resources.map(named)]));
}

function named(resource: Resource): string {
  const { kind, namespace, name } = manifestOf(resource);
  return `${kind} ${namespace}/${name}`;
}

export function problems({ problems: all }: Rendering): string[] {
  return all.map(({ rule, message, document, path, part }) => {
    const { line, column } = rangeOf(document.source, locate(document, path, part)).start;
    return `${document.source.path}:${line}:${column} ${rule} ${message}`;
  });
}

export const service = (name: string, namespace?: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}${namespace ? `, namespace: ${namespace}` : ""} }\nspec: {}\n`;
