/** The inputs of the step as a call of the command line. */

import { parse, type Call } from "../cli/parse.ts";
import { UsageError } from "../cli/usage.ts";
import type { Base } from "./base.ts";
import type { Inputs } from "./inputs.ts";
import type { Remark } from "./say.ts";

export function callOf(inputs: Inputs, base: Base, remarks: Remark[]): Call {
  refuseContradictions(inputs);
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

function refuseContradictions({ changedOnly, upload, since }: Inputs): void {
  if (changedOnly && upload === "true") throw new UsageError(`upload-sarif ${needsAll}`);
  if (since !== "" && !changedOnly) throw new UsageError('since goes with "changed-only: true"');
}

/** Code scanning takes what an upload lacks for repaired. */
export const needsAll =
  "needs all findings, because code scanning tells new from old by itself: leave out changed-only";

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
