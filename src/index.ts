/** The public interface of the package: what a program needs to lint repositories or texts of its own. */

export { rules } from "../rules/index.ts";
export type { Config } from "./config/config.ts";
export { defaultConfig } from "./config/config.ts";
export { loadConfig, type LoadedConfig, type LoadOptions } from "./config/load.ts";
export type { Severity } from "./finding/finding.ts";
export { withBaseline, type Baseline, type BaselineView } from "./lint/baseline.ts";
export { baselineText, readBaseline } from "./lint/baseline-text.ts";
export type { BaselineEntry, Diagnostic, EnvironmentSummary, NamedRule, Run } from "./lint/diagnostic.ts";
export { lint, type LintOptions, type Refusal } from "./lint/lint.ts";
export { lintSources, type LintSourcesOptions } from "./lint/sources.ts";
export { report, type Format } from "./report/formats.ts";
export type { Position, Range, Skipped, Source } from "./source/source.ts";
