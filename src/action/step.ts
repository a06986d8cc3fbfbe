/** One step of a workflow: lint, then tell GitHub in all the ways that were asked for. */

import { pathToFileURL } from "node:url";
import { findingsOf } from "../cli/findings.ts";
import { exitCode } from "../cli/lint.ts";
import { parse, type Call } from "../cli/parse.ts";
import { publish, reportsOf } from "../cli/publish.ts";
import { UsageError } from "../cli/usage.ts";
import type { Run } from "../lint/diagnostic.ts";
import { sarif } from "../report/sarif.ts";
import { tally } from "../report/tally.ts";
import { annotate } from "./annotate.ts";
import { findBase, type Base } from "./base.ts";
import { changedSince, type ChangedLines } from "./diff.ts";
import type { Event } from "./event.ts";
import { refuseLinks, writeText } from "./files.ts";
import type { Inputs } from "./inputs.ts";
import type { Outputs } from "./outputs.ts";
import { say, type Remark } from "./say.ts";
import { summarize } from "./summary.ts";
import { upload, type Uploaded } from "./upload.ts";

type Env = Readonly<Record<string, string | undefined>>;

interface Step {
  readonly inputs: Inputs;
  readonly event: Event;
  readonly env: Env;
}

/** Counts from the working directory, which is the process's own. */
export async function runStep({ inputs, event, env }: Step): Promise<Outputs> {
  refuseContradictions(inputs);
  const remarks: Remark[] = [];
  const base = findBase(event, process.cwd());
  const call = callOf(inputs, base, remarks);
  const reports = reportsOf(call);
  const files = [...reports.flatMap(({ file }) => file ?? []), ...(inputs.sarifFile ? [inputs.sarifFile] : [])];
  refuseLinks(files, env.GITHUB_WORKSPACE || process.cwd());
  const { run, root } = await findingsOf(call, inputs.summary);
  await publish(run, reports, call);
  for (const failure of run.failures) remarks.push({ level: "error", text: `internal: ${failure} (please report it)` });

  const text =
    inputs.sarifFile || inputs.upload !== "false" ? sarif(run, { ...options, category: inputs.category }) : "";
  const sarifFile = inputs.sarifFile && writeText(inputs.sarifFile, text);
  const uploaded = await uploadIfAsked({ inputs, event, env, text, root, remarks });
  const changed = changedLinesOf({ inputs, base, root, run, remarks });

  const { truncated } = await annotate(run, { which: inputs.annotations, changed, remarks });
  for (const remark of remarks) await say(remark);
  const notes = [...remarks.map(({ text: words }) => words), ...truncationNote(truncated)];
  if (inputs.summary) summarize(env.GITHUB_STEP_SUMMARY, { run, notes });
  return {
    ...countsOf(run),
    "truncated-annotations": truncated,
    "sarif-file": sarifFile,
    "sarif-id": uploaded && "id" in uploaded ? uploaded.id : "",
    "exit-code": remarks.some(({ level }) => level === "error") ? 2 : exitCode(run, inputs.failOn),
  };
}

const options = { suppressed: false };

function refuseContradictions({ changedOnly, upload: uploads, since }: Inputs): void {
  if (changedOnly && uploads === "true") {
    // Code scanning takes what an upload lacks for repaired.
    throw new UsageError(
      "upload-sarif needs all findings, because code scanning itself tells new from old: leave out changed-only",
    );
  }
  if (since !== "" && !changedOnly) throw new UsageError('since goes with "changed-only: true"');
}

function callOf(inputs: Inputs, base: Base, remarks: Remark[]): Call {
  const flags = [
    `--color=${process.env.NO_COLOR ? "never" : "always"}`,
    `--fail-on=${inputs.failOn}`,
    ...flag("config", inputs.config),
    ...flag("baseline", inputs.baseline),
    ...inputs.environments.flatMap((name) => flag("environment", name)),
    ...inputs.reports.flatMap((report) => flag("report", report)),
    ...(inputs.changedOnly ? changedFlags(inputs, base, remarks) : []),
  ];
  return parse([...flags, "--", ...inputs.paths]);
}

function flag(name: string, value: string): string[] {
  return value === "" ? [] : [`--${name}=${value}`];
}

function changedFlags({ since }: Inputs, base: Base, remarks: Remark[]): string[] {
  if (since !== "") return ["--changed", `--since=${since}`];
  if ("commit" in base) return ["--changed", `--since=${base.commit}`];
  if ("missing" in base) throw new UsageError(`changed-only: ${base.missing}`);
  remarks.push({ level: "info", text: `changed-only: ${base.none}, so all findings are reported` });
  return [];
}

interface Asked extends Step {
  readonly text: string;
  readonly root: string;
  readonly remarks: Remark[];
}

async function uploadIfAsked({ inputs, event, env, text, root, remarks }: Asked): Promise<Uploaded | undefined> {
  if (inputs.upload === "false") return undefined;
  const level = inputs.upload === "true" ? "error" : "info";
  if (inputs.changedOnly) {
    remarks.push({ level, text: "not uploaded to code scanning, which needs all findings: leave out changed-only" });
    return undefined;
  }
  const uploaded = await upload({
    api: { url: env.GITHUB_API_URL || "https://api.github.com", token: inputs.token },
    repository: env.GITHUB_REPOSITORY ?? "",
    event,
    sarif: text,
    checkout: { folder: root, uri: pathToFileURL(root).href },
    waits: inputs.waits,
  });
  if (uploaded.problem !== undefined) remarks.push({ level, text: `not in code scanning: ${uploaded.problem}` });
  return uploaded;
}

interface Seen {
  readonly inputs: Inputs;
  readonly base: Base;
  readonly root: string;
  readonly run: Run;
  readonly remarks: Remark[];
}

function changedLinesOf({ inputs, base, root, run, remarks }: Seen): ChangedLines | undefined {
  if (inputs.annotations === "off" || "none" in base) return undefined;
  const found = "commit" in base ? changedSince(root, base.commit) : { problem: base.missing };
  if ("has" in found) return found;
  const { errors, warnings, infos } = tally(run.diagnostics);
  // Where all findings get an annotation, their order is of no interest.
  const matters = inputs.annotations === "changed" || Math.max(errors, warnings, infos) > 10;
  if (matters) remarks.push({ level: "info", text: `which lines have changed is not known, because ${found.problem}` });
  return undefined;
}

function truncationNote(truncated: number): string[] {
  if (truncated === 0) return [];
  return [`GitHub shows ten annotations of each severity: ${truncated} findings are only listed here.`];
}

function countsOf({
  diagnostics,
}: Run): Pick<Outputs, "findings" | "errors" | "warnings" | "infos" | "suppressed" | "fixable"> {
  const { errors, warnings, infos, suppressed } = tally(diagnostics);
  const fixable = diagnostics.filter(({ fix, suppressed: by }) => fix !== null && by === null).length;
  return { findings: errors + warnings + infos, errors, warnings, infos, suppressed, fixable };
}
