/** What a repository holds, as far as a configuration for it has to know. */

import type { Config } from "../config/config.ts";
import { gather, lintGathered, type Gathered, type LintOptions } from "../lint/lint.ts";
import type { NamedRule, Run } from "../lint/diagnostic.ts";
import { readingOf } from "../lint/reading.ts";
import { findEnvironments, type ParsedFile, type Rendering } from "../render/render.ts";
import { version } from "../version.ts";
import { UsageError } from "./usage.ts";

export interface Survey {
  readonly files: readonly ParsedFile[];
  readonly rendering: Rendering;
  /** Lints the same texts under a configuration. */
  readonly lint: (config: Config) => Promise<Run>;
}

/** `folder` is absolute. */
export async function surveyOf(folder: string, rules: readonly NamedRule[], maxBytes?: number): Promise<Survey> {
  const options: LintOptions = {
    ...{ cwd: folder, paths: [folder], rules, version },
    ...(maxBytes !== undefined && { maxBytes }),
  };
  const gathered = refuse(await gather(options));
  const reading = readingOf(gathered);
  const files = await reading.parse(gathered.sources);
  const rendering = await findEnvironments({ files, load: reading.load, readTexts: reading.readTexts });
  return { files, rendering, lint: (config) => lintGathered(gathered, { ...options, config }) };
}

function refuse(gathered: Awaited<ReturnType<typeof gather>>): Gathered {
  if ("problems" in gathered) throw new UsageError(gathered.problems.join("\n"));
  return gathered;
}
