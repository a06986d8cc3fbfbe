/** What a configuration stands on: files and packages, which are read as data and never run. */

import { existsSync, readdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { nearest } from "../source/missing.ts";
import { isWithin } from "../source/root.ts";
import { presets } from "./config.ts";
import { isPreset } from "./fill.ts";
import {
  broughtPath,
  isOutOfBounds,
  placeOf,
  readLayer,
  scopeOf,
  type Layer,
  type Problems,
  type Scope,
} from "./layer.ts";
import { configIn } from "./search.ts";

const deepest = 20;

interface Walk {
  readonly layers: Layer[];
  readonly problems: string[];
  /** Real paths of the files that were read. */
  readonly met: Set<string>;
}

/** A layer behind all that it stands on, in the order in which they count; each file once. */
export async function layersOf(top: Layer): Promise<readonly Layer[] | Problems> {
  const walk: Walk = { layers: [], problems: [], met: new Set() };
  await visit(top, [], walk);
  return walk.problems.length > 0 ? { problems: walk.problems } : walk.layers;
}

async function visit(layer: Layer, above: readonly Layer[], walk: Walk): Promise<void> {
  const chain = [...above, layer];
  walk.met.add(realPathOf(layer));
  for (const [index, name] of (layer.written.extends ?? []).entries()) {
    if (isPreset(name)) continue;
    const said = (problem: string): void => {
      walk.problems.push(`${placeOf(layer, ["extends", index])}: ${problem}`);
    };
    const target = await targetOf(name, layer.scope);
    if ("problem" in target) {
      said(target.problem);
      continue;
    }
    const real = realpathSync(target.path);
    const circle = chain.findIndex((each) => realPathOf(each) === real);
    if (circle !== -1) {
      const files = [...chain.slice(circle), chain[circle]].map((each) => each?.document.source.path);
      said(`${JSON.stringify(name)} leads in a circle: ${files.join(" → ")}`);
    } else if (chain.length > deepest) {
      said(`${JSON.stringify(name)} is more than ${deepest} files away from ${chain[0]?.document.source.path ?? ""}`);
    } else if (!walk.met.has(real)) {
      const read = await readLayer(target.path, target.scope);
      if ("unreadable" in read) said(`cannot read ${JSON.stringify(name)}: ${read.unreadable}`);
      else if ("problems" in read) walk.problems.push(...read.problems);
      else await visit(read, chain, walk);
    }
  }
  walk.layers.push(layer);
}

function realPathOf({ document, scope }: Layer): string {
  return realpathSync(resolve(scope.root, document.source.path));
}

type Target = { readonly path: string; readonly scope: Scope } | { readonly problem: string };

async function targetOf(name: string, scope: Scope): Promise<Target> {
  return /^\.{0,2}\//.test(name) ? fileTarget(name, scope) : packageTarget(name, scope);
}

async function fileTarget(name: string, from: Scope): Promise<Target> {
  const path = broughtPath(from, name);
  if (isOutOfBounds(from, path)) return { problem: `${JSON.stringify(name)} leads out of the repository` };
  if (existsSync(path)) return { path, scope: scopeOf(path, from.root) };
  // A link that leads nowhere is among them.
  const others = filesIn(dirname(path)).filter((each) => each !== basename(path));
  const near = await nearest(basename(path), others);
  const hint =
    near === undefined ? "" : `: did you mean ${JSON.stringify(name.slice(0, -basename(path).length) + near)}?`;
  return { problem: `there is no file ${JSON.stringify(name)}${hint}` };
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** `@acme/mesh-lint-config`, or `@acme/mesh-lint-config/strict.yaml` for a file in it. */
async function packageTarget(name: string, from: Scope): Promise<Target> {
  const [own] = /^(?:@[\w.~-]+\/)?[\w~-][\w.~-]*(?=\/|$)/.exec(name) ?? [];
  if (own === undefined) return { problem: `${JSON.stringify(name)} is no preset, no path and no package` };
  const folder = installed(own, from);
  if (folder === undefined) return { problem: await unknownName(name, from) };
  if (isOutOfBounds(from, folder)) return { problem: `package ${JSON.stringify(own)} leads out of the repository` };
  const rest = name.slice(own.length + 1);
  const path = rest === "" ? configIn(folder, from.root) : join(folder, rest);
  if (path === undefined)
    return {
      problem: `package ${JSON.stringify(own)} has no mesh-lint.yaml and no key "mesh-lint" in its package.json`,
    };
  if (!isWithin(folder, path) || isOutOfBounds(from, path))
    return { problem: `${JSON.stringify(name)} leads out of its package` };
  if (!existsSync(path))
    return { problem: `there is no file ${JSON.stringify(rest)} in package ${JSON.stringify(own)}` };
  return { path, scope: scopeOf(path, from.root) };
}

/** Folder of a package, in the nearest `node_modules` from a file's real place up to the repository's root. */
function installed(name: string, { filesFrom, root, isBound }: Scope): string | undefined {
  const isLast = (folder: string): boolean => dirname(folder) === folder || (isBound && folder === root);
  for (let folder = realpathSync(filesFrom); ; folder = dirname(folder)) {
    const found = join(folder, "node_modules", name);
    if (existsSync(found)) return found;
    if (isLast(folder)) return undefined;
  }
}

async function unknownName(name: string, from: Scope): Promise<string> {
  const preset = await nearest(name, presets);
  const said = `there is no preset and no package ${JSON.stringify(name)}`;
  if (preset !== undefined) return `${said}: did you mean "${preset}"?`;
  const path = broughtPath(from, name);
  if (!isOutOfBounds(from, path) && existsSync(path)) return `${said}: did you mean "./${name}"?`;
  return `${said}: install it, use ${presets.join(", ")}, or write "./" before a file`;
}
