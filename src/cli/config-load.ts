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
  if (loaded.layers.every(hasPlainRules)) return loaded;
  const problems = await (await import("./config-rules.ts")).unknownRules(loaded.layers, rules);
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return loaded;
}

/** Ids of rules with a severity: nothing that could be wrong. */
function hasPlainRules({ written: { rules: settings = {}, overrides = [] } }: Layer): boolean {
  const entries = [settings, ...overrides.map((each) => each.rules)].flatMap((each) => Object.entries(each));
  if (entries.length === 0) return true;
  const ids = new Set(rules.map(({ id }) => id));
  return entries.every(([name, setting]) => ids.has(name) && !Array.isArray(setting));
}
