/** `mesh-lint init`: looks at the repository and writes a `mesh-lint.yaml` that fits it. */

import { realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { rules } from "../../rules/index.ts";
import { defaultConfig, type Config } from "../config/config.ts";
import { configFrom } from "../config/load.ts";
import { configIn, searchUpward } from "../config/search.ts";
import type { Run } from "../lint/diagnostic.ts";
import { count, tally } from "../report/tally.ts";
import { rootOf } from "../source/discover.ts";
import { missingPath } from "../source/missing.ts";
import { posixPath, reportPath } from "../source/root.ts";
import { statsAt } from "../source/stats.ts";
import { wordsOf } from "../source/thrown.ts";
import { environmentsFor } from "./init-environments.ts";
import { externalIn } from "./init-external.ts";
import { surveyOf, type Survey } from "./init-survey.ts";
import { initText, type Draft, type Part } from "./init-text.ts";
import { versionsIn } from "./init-versions.ts";
import type { Call } from "./parse.ts";
import { startProgress } from "./progress.ts";
import { bytesOf } from "./run.ts";
import { UsageError } from "./usage.ts";
import { write } from "./write.ts";

const name = "mesh-lint.yaml";

export async function initCommand(call: Call): Promise<number> {
  const [given = ".", more] = call.words;
  if (more !== undefined) throw new UsageError("init takes one folder");
  const folder = await folderOf(given);
  const root = rootOf([folder], folder);
  const old = configIn(folder, root);
  if (old !== undefined && !call.has("force"))
    throw new UsageError(
      `there is a ${basename(old)} already: --force ${basename(old) === name ? "replaces it" : `writes ${name} beside it`}`,
    );
  const progress = startProgress();
  const survey = await surveyOf(folder, rules, bytesOf(call.value("max-file-size"))).finally(progress.end);
  const fitted = await fittingText(survey, { folder, root });
  const target = join(folder, name);
  replace(target, fitted.text);
  const above = folder === root ? undefined : searchUpward({ cwd: dirname(folder), paths: [], root });
  await write(1, summary({ ...fitted, given, target, old, above: above && reportPath(root, above) }));
  return 0;
}

async function folderOf(given: string): Promise<string> {
  const stat = statsAt(given);
  if (!stat) throw new UsageError(await missingPath(given, process.cwd()));
  if (!stat.isDirectory()) throw new UsageError(`init needs a folder, and "${given}" is a file`);
  return realpathSync(given);
}

interface Fitted {
  readonly text: string;
  readonly draft: Draft;
  readonly run: Run;
}

/** A text that loads, and with which nothing is reported that is not reported without. */
async function fittingText(survey: Survey, { folder, root }: { folder: string; root: string }): Promise<Fitted> {
  const before = await survey.lint(defaultConfig);
  const known = new Set(before.diagnostics.map(keyOf));
  const whole = {
    found: survey.rendering.environments,
    environments: environmentsFor(survey.files, survey.rendering.environments, reportPath(root, folder)),
    versions: versionsIn(survey.files),
    external: externalIn(before),
  };
  const attempts: readonly (readonly Part[])[] = [[], ["environments"], ["mesh"], ["environments", "mesh"]];
  for (const parts of attempts) {
    const draft = { ...whole, held: new Set(parts) };
    const text = initText(draft);
    const config = await loaded(text, { folder, root });
    const run = await survey.lint(config);
    if (run.diagnostics.every((each) => known.has(keyOf(each)))) return { text, draft, run };
  }
  throw new Error("internal: a configuration without settings reports more than none");
}

function keyOf({ rule, code, file, range: { start }, message }: Run["diagnostics"][number]): string {
  return JSON.stringify([rule, code, file, start, message]);
}

async function loaded(text: string, { folder, root }: { folder: string; root: string }): Promise<Config> {
  const result = await configFrom({ path: reportPath(root, join(folder, name)), text }, root);
  if ("problems" in result) throw new Error(`internal: ${result.problems.join("; ")}`);
  return result.config;
}

/** All or nothing, and never through a symlink. */
function replace(target: string, text: string): void {
  const draft = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text, { flag: "wx" });
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new UsageError(`cannot write "${target}": ${wordsOf(error)}`);
  }
}

interface Written extends Fitted {
  readonly given: string;
  readonly target: string;
  readonly old: string | undefined;
  /** The one that counted here until now. */
  readonly above: string | undefined;
}

const many = 20;

function summary({ draft, run, given, target, old, above }: Written): string {
  const { errors, warnings, infos } = tally(run.diagnostics);
  const command = ["mesh-lint", ...(given === "." ? [] : [given])].join(" ");
  const unread = old !== undefined && basename(old) !== name ? `${basename(old)} is not read any more\n` : "";
  const instead = above === undefined ? "" : `it counts below its folder instead of ${above}\n`;
  const next =
    errors + warnings > many
      ? [`${command} --baseline mesh-lint-baseline.json --update-baseline`, "start green: only new findings count"]
      : [command.replace("mesh-lint", "mesh-lint config"), "what holds, and where it came from"];
  const counts = [count(errors, "error"), count(warnings, "warning"), count(infos, "info")];
  const findings = counts.filter((each) => !each.startsWith("0 ")).join(", ") || "nothing to report";
  return `wrote ${posixPath(relative(process.cwd(), target))}: ${contents(draft)}\n${unread}${instead}${findings} today\n\nnext\n${inColumns([[command, "lint with it"], next])}`;
}

function inColumns(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([first = ""]) => first.length));
  return rows.map(([first = "", second = ""]) => `  ${first.padEnd(width)}   ${second}\n`).join("");
}

function contents({ environments, versions, external, held }: Draft): string {
  const known = [...versions.values()].filter((releases) => releases.size === 1).length;
  const parts = [
    ...(environments.length > 0 && !held.has("environments") ? [count(environments.length, "environment")] : []),
    ...(known > 0 && !held.has("mesh") ? [count(known, "version")] : []),
    ...(external.size > 0 ? ["suggestions for external"] : []),
  ];
  return ["preset recommended", ...parts].join(", ");
}
