/** `mesh-lint config`: what holds, and where each value came from. */

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe } from "../config/origins.ts";
import type { Shown } from "../config/shown.ts";
import { jsonSafe } from "../report/escape.ts";
import { rootOf } from "../source/discover.ts";
import { isGlob } from "../source/glob.ts";
import { missingPath } from "../source/missing.ts";
import { reportPath } from "../source/root.ts";
import { configOfCall, type CallConfig } from "./config-load.ts";
import { asYaml, headOf, valueOf } from "./config-yaml.ts";
import { pathsOf, type Call } from "./parse.ts";
import { UsageError } from "./usage.ts";
import { write } from "./write.ts";

export async function configCommand(call: Call): Promise<number> {
  const path = call.value("resolved");
  if (path !== undefined) return (await import("./config-resolved.ts")).resolvedCommand(call, path);
  return printConfig(call, call.value("format") === "json");
}

/** `--print-config`: what other linters answer to this, as JSON. */
export async function printConfig(call: Call, isJson: boolean): Promise<number> {
  const paths = pathsOf(call);
  const gone = paths.find((path) => path !== "-" && !isGlob(path) && !existsSync(path));
  if (gone !== undefined) throw new UsageError(await missingPath(gone, process.cwd()));
  const found = await configOfCall(call, paths);
  const root = rootOf(paths, process.cwd());
  const fromHere = (file: string): string => reportPath(root, resolve(file));
  const baseline = call.value("baseline");
  const flags = {
    crds: call.values("crd").map(fromHere),
    baseline: baseline === undefined ? undefined : fromHere(baseline),
  };
  const shown = await describe({ ...found, root, flags });
  await write(1, isJson ? asJson(shown, found) : asYaml(shown, headOf(call, found)));
  return 0;
}

function asJson(shown: Shown, { config, layers }: CallConfig): string {
  const from: Record<string, string> = {};
  collect(shown, "", from);
  const files = layers.map(({ document }) => document.source.path);
  return `${jsonSafe(JSON.stringify({ version: 1, file: config.file, files, config: valueOf(shown), from }, null, 2))}\n`;
}

/** By JSON pointer. */
function collect(shown: Shown, at: string, from: Record<string, string>): void {
  if (shown.from !== undefined) from[at] = shown.from;
  if ("items" in shown) for (const [index, each] of shown.items.entries()) collect(each, `${at}/${index}`, from);
  if (!("entries" in shown)) return;
  for (const [key, each] of shown.entries) {
    collect(each, `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, from);
  }
}
