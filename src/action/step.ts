/** One step of a workflow: lint, then tell GitHub in all the ways that were asked for. */

import { pathToFileURL } from "node:url";
import { findingsOf } from "../cli/findings.ts";
import { exitCode } from "../cli/lint.ts";
import { publish, reportsOf } from "../cli/publish.ts";
import type { Run } from "../lint/diagnostic.ts";
import { sarif } from "../report/sarif.ts";
import { tally } from "../report/tally.ts";
import { annotate } from "./annotate.ts";
import { findBase, type Base } from "./base.ts";
import { callOf, needsAll } from "./call.ts";
import { changedSince, type ChangedLines } from "./diff.ts";
import type { Event } from "./event.ts";
import { refuseLinks, writeText } from "./files.ts";
import type { Inputs } from "./inputs.ts";
import type { Outputs } from "./outputs.ts";
import { say, type Remark } from "./say.ts";
import { summarize } from "./summary.ts";
import { upload } from "./upload.ts";

interface Step {
  readonly inputs: Inputs;
  readonly event: Event;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A step whose files are linted. */
interface Linted extends Step {
  readonly run: Run;
  readonly root: string;
  readonly base: Base;
  /** What the Action itself has to say; grows. */
  readonly remarks: Remark[];
}

/** Works in the process's own working directory. */
export async function runStep(step: Step): Promise<Outputs> {
  const linted = await lint(step);
  const files = await sarifIfAsked(linted);
  const truncated = await show(linted);
  const { run, remarks } = linted;
  return {
    ...countsOf(run),
    "truncated-annotations": truncated,
    ...files,
    "exit-code": remarks.some(({ level }) => level === "error") ? 2 : exitCode(run, step.inputs.failOn),
  };
}

async function lint(step: Step): Promise<Linted> {
  const { inputs, event, env } = step;
  const remarks: Remark[] = [];
  const base = findBase(event, process.cwd());
  const call = callOf(inputs, base, remarks);
  const reports = reportsOf(call);
  refuseLinks([...reports.map(({ file }) => file ?? ""), inputs.sarifFile], env.GITHUB_WORKSPACE || process.cwd());
  const { run, root } = await findingsOf(call, inputs.summary);
  await publish(run, reports, call);
  remarks.push(...failureRemarks(run));
  return { ...step, run, root, base, remarks };
}

const fewFailures = 3;

/** They take room from the annotations of findings, so there are few. */
function failureRemarks({ failures }: Run): Remark[] {
  const rest = failures.length - fewFailures;
  const shown = failures.slice(0, fewFailures).map((failure) => `internal: ${failure} (please report it)`);
  return [...shown, ...(rest > 0 ? [`internal: ${rest} more failures`] : [])].map((text) => ({ level: "error", text }));
}

async function sarifIfAsked(linted: Linted): Promise<Pick<Outputs, "sarif-file" | "sarif-id">> {
  const { inputs, run } = linted;
  const uploads = inputs.upload !== "false";
  if (inputs.sarifFile === "" && !uploads) return { "sarif-file": "", "sarif-id": "" };
  const text = sarif(run, { suppressed: false, category: inputs.category });
  return {
    "sarif-file": inputs.sarifFile && writeText(inputs.sarifFile, text),
    "sarif-id": uploads ? await uploaded(text, linted) : "",
  };
}

/** The id of the upload, "" where there is none. */
async function uploaded(text: string, { inputs, event, env, root, remarks }: Linted): Promise<string> {
  const level = inputs.upload === "true" ? "error" : "info";
  if (inputs.changedOnly) {
    remarks.push({ level, text: `not in code scanning: the upload ${needsAll}` });
    return "";
  }
  const result = await upload({
    api: { url: env.GITHUB_API_URL || "https://api.github.com", token: inputs.token },
    repository: env.GITHUB_REPOSITORY ?? "",
    event,
    sarif: text,
    checkout: { folder: root, uri: pathToFileURL(root).href },
    waits: inputs.waits,
  });
  if (result.problem !== undefined) remarks.push({ level, text: `not in code scanning: ${result.problem}` });
  return "id" in result ? result.id : "";
}

/** Annotations and the summary; the number of findings that got no annotation. */
async function show(linted: Linted): Promise<number> {
  const { inputs, run, env, remarks } = linted;
  const changed = changedLinesOf(linted);
  const { truncated } = await annotate(run, { which: inputs.annotations, changed, remarks });
  for (const remark of remarks) await say(remark);
  const cut = `GitHub shows ten annotations of each severity: ${truncated} findings are only listed here.`;
  const notes = [...remarks.map(({ text }) => text), ...(truncated > 0 ? [cut] : [])];
  const problem = inputs.summary ? summarize(env.GITHUB_STEP_SUMMARY, { run, notes }) : undefined;
  if (problem !== undefined) await say({ level: "info", text: problem });
  return truncated;
}

/** Undefined where nobody knows, which is only told where it makes a difference. */
function changedLinesOf({ inputs, base, root, run, remarks }: Linted): ChangedLines | undefined {
  if (inputs.annotations === "off" || "none" in base) return undefined;
  const found = "commit" in base ? changedSince(root, base.commit) : { problem: base.missing };
  if ("has" in found) return found;
  const { errors, warnings, infos } = tally(run.diagnostics);
  // Where all findings get an annotation, their order is of no interest.
  const matters = inputs.annotations === "changed" || Math.max(errors, warnings, infos) > 10;
  if (matters) remarks.push({ level: "info", text: `which lines have changed is not known, because ${found.problem}` });
  return undefined;
}

function countsOf({
  diagnostics,
}: Run): Pick<Outputs, "findings" | "errors" | "warnings" | "infos" | "suppressed" | "fixable"> {
  const { errors, warnings, infos, suppressed } = tally(diagnostics);
  const fixable = diagnostics.filter(({ fix, suppressed: by }) => fix !== null && by === null).length;
  return { findings: errors + warnings + infos, errors, warnings, infos, suppressed, fixable };
}
