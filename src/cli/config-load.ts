/** The configuration of a call, or what is wrong with it. */

import { rules } from "../../rules/index.ts";
import type { Config } from "../config/config.ts";
import type { Layer } from "../config/layer.ts";
import { loadConfig } from "../config/load.ts";
import type { Call } from "./parse.ts";
import { UsageError } from "./usage.ts";

export interface CallConfig {
  readonly config: Config;
  /** The texts that it was made of; the last is the file itself. */
  readonly layers: readonly Layer[];
}

export async function configOfCall(call: Call, paths: readonly string[]): Promise<CallConfig> {
  const file = call.value("config");
  const cwd = process.cwd();
  const loaded = await loadConfig({ cwd, paths, none: call.has("no-config"), ...(file !== undefined && { file }) });
  if ("problems" in loaded) throw new UsageError(loaded.problems.join("\n"));
  const problems = loaded.layers.some(hasRules) ? await problemsOf(loaded.layers) : [];
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return loaded;
}

function hasRules({ written }: Layer): boolean {
  return written.rules !== undefined || written.overrides !== undefined;
}

async function problemsOf(layers: readonly Layer[]): Promise<readonly string[]> {
  return (await import("./config-rules.ts")).unknownRules(layers, rules);
}
