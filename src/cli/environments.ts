/** `mesh-lint environments`: what lives together, as far as the files tell. */

import type { EnvironmentSummary } from "../lint/diagnostic.ts";
import { jsonSafe, oneLine } from "../report/escape.ts";
import { paintOf, type Paint } from "../report/paint.ts";
import { count } from "../report/tally.ts";
import type { Call } from "./parse.ts";
import { runOf } from "./run.ts";
import { textOptions } from "./terminal.ts";
import { terminalOf, write } from "./write.ts";

export async function environmentsCommand(call: Call): Promise<number> {
  const { environments } = (await runOf(call, [], call.value("format") !== "names")).run;
  const { color } = textOptions(call.value("color"), { env: process.env, terminal: terminalOf(1) });
  const paint = paintOf({ color, links: false });
  await write(1, textOf(environments, call.value("format"), paint));
  return 0;
}

function textOf(environments: readonly EnvironmentSummary[], format: string | undefined, paint: Paint): string {
  if (format === "json") return asJson(environments);
  if (format === "names") return environments.map(({ name }) => `${oneLine(name)}\n`).join("");
  return asText(environments, paint);
}

function asJson(environments: readonly EnvironmentSummary[]): string {
  return `${jsonSafe(JSON.stringify({ version: 1, environments }, null, 2))}\n`;
}

const origins: Readonly<Record<string, string>> = {
  config: "named in the configuration",
  kustomize: "root of a kustomization",
  folder: "plain folder",
  stdin: "standard input",
};

function asText(environments: readonly EnvironmentSummary[], paint: Paint): string {
  const blocks = environments.map(({ name, roots, origin, completeness, reasons, manifests }) => [
    `${paint.bold(oneLine(name))}  ${completeness} · ${count(manifests, "manifest")} · ${origins[origin] ?? origin}`,
    ...(roots.length === 1 && roots[0] === name ? [] : [paint.dim(`  from ${oneLine(roots.join(", "))}`)]),
    ...reasons.map((reason) => paint.dim(`  ${oneLine(reason)}`)),
    "",
  ]);
  return `${[...blocks.flat(), count(environments.length, "environment")].join("\n")}\n`;
}
