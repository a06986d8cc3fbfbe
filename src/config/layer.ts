/** One text that configures: a file, or the key of a package.json, with what its paths count from. */

import { readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { readSource } from "../source/read.ts";
import { isWithin, reportPath } from "../source/root.ts";
import { isSkipped, positionAt, type Source } from "../source/source.ts";
import type { Path, YamlDocument } from "../yaml/document.ts";
import { readYamlFiles } from "../yaml/read.ts";
import { asWritten } from "./as-written.ts";
import type { WrittenConfig } from "./fill.ts";
import { placeIn } from "./place.ts";
import { validate } from "./validate.ts";

/**
 * A file of the repository may come from a stranger's pull request: it may name what lies in the repository and nothing
 * else. A file from elsewhere was named by the user with `--config`: it may name what it likes.
 */
export interface Scope {
  /** Absolute path of the repository's root. */
  readonly root: string;
  /** Folder from the root that globs over the repository count from. */
  readonly globsFrom: string;
  /** Absolute path of the folder that files which it brings along count from. */
  readonly filesFrom: string;
  /** Whether those must lie in the repository. */
  readonly isBound: boolean;
}

export interface Layer {
  readonly document: YamlDocument;
  /** Leads to the configuration in a file that holds more. */
  readonly prefix: Path;
  readonly written: WrittenConfig;
  readonly scope: Scope;
}

/** What is wrong, one line each, with its place. */
export interface Problems {
  readonly problems: readonly string[];
}

/** Globs of a package, or of a file from elsewhere, speak of the root. */
export function scopeOf(path: string, root: string): Scope {
  const filesFrom = dirname(path);
  const isBound = isWithin(root, path);
  const folder = reportPath(root, filesFrom);
  const isRepositorys = isBound && !/(?:^|\/)node_modules\//.test(`${folder}/`);
  return { root, filesFrom, globsFrom: isRepositorys ? folder : ".", isBound };
}

/** Reads the file at an absolute path. */
export async function readLayer(path: string, scope: Scope): Promise<Layer | Problems | { unreadable: string }> {
  const source = readSource(scope.root, reportPath(scope.root, path), { named: true });
  if (!source) return { unreadable: "there is no such file" };
  return isSkipped(source) ? { unreadable: source.reason } : layerOf(source, scope);
}

export async function layerOf(source: Source, scope: Scope): Promise<Layer | Problems> {
  const read = await documentOf(source);
  if ("problems" in read) return read;
  const { document } = read;
  const prefix = basename(source.path) === "package.json" ? ["mesh-lint"] : [];
  if (prefix.some((key) => !hasKey(document.value, key)))
    return { problems: [`${source.path}:1:1: there is no key "mesh-lint"`] };
  const problems = await validate(document, prefix);
  if (problems.length > 0) return { problems };
  const written = prefix.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document.value);
  return { document, prefix, written: asWritten(written as WrittenConfig, document, prefix), scope };
}

function hasKey(value: unknown, key: string): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key);
}

/** The one document of a text. */
export async function documentOf(source: Source): Promise<{ readonly document: YamlDocument } | Problems> {
  const [file] = await readYamlFiles([source]);
  const problem = (offset: number, message: string): Problems => {
    const { line, column } = positionAt(source, offset);
    return { problems: [`${source.path}:${line}:${column}: ${message}`] };
  };
  const wrong = file?.problems.find(({ severity }) => severity === "error");
  if (wrong) return problem(wrong.span.start, wrong.message);
  const [skipped] = file?.skipped ?? [];
  if (skipped) return problem(skipped.span.start, skipped.reason);
  const [document, second] = file?.documents ?? [];
  if (second) return problem(second.span.start, "only one document may stand in this file");
  // An empty file says nothing: all defaults.
  return { document: document ?? { source, span: { start: 0, end: source.text.length }, value: {} } };
}

/** Where something stands that a path of the configuration leads to. */
export function placeOf({ document, prefix }: Layer, path: Path, part: "key" | "value" = "value"): string {
  return placeIn(document, [...prefix, ...path], part);
}

/** Absolute path of a file that a layer brings along; with a leading slash it counts from the repository's root. */
export function broughtPath({ root, filesFrom }: Scope, written: string): string {
  return written.startsWith("/") ? resolve(root, written.slice(1)) : resolve(filesFrom, written);
}

/** Whether a path leads where its layer may not go, be it by `..` or by a symlink. */
export function isOutOfBounds({ root, isBound }: Scope, path: string): boolean {
  return isBound && !(isWithin(root, path) && isWithin(root, realOf(path)));
}

const mostHops = 40;

/** Of what is not there, the nearest folder that is; a link counts for where it leads, though nothing is there yet. */
function realOf(path: string, hops = 0): string {
  try {
    return realpathSync(path);
  } catch {
    const target = hops < mostHops ? linkAt(path) : undefined;
    if (target !== undefined) return realOf(resolve(realpathSync(dirname(path)), target), hops + 1);
    return dirname(path) === path ? path : realOf(dirname(path), hops);
  }
}

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
