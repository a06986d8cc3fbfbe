/** `mesh-lint environments`: what lives together, as far as the files tell. */

import type { EnvironmentSummary } from "../lint/diagnostic.ts";
import { countsInWords, portsInWords } from "../report/mtls-words.ts";
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
  await write(1, textOf(environments, call.value("format"), { paint, verbose: call.has("verbose") }));
  return 0;
}

interface Style {
  readonly paint: Paint;
  /** All workloads that accept plain text, and not only the first. */
  readonly verbose: boolean;
}

function textOf(environments: readonly EnvironmentSummary[], format: string | undefined, how: Style): string {
  if (format === "json") return asJson(environments);
  if (format === "names") return environments.map(({ name }) => `${oneLine(name)}\n`).join("");
  return asText(environments, how);
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

function asText(environments: readonly EnvironmentSummary[], how: Style): string {
  const { paint } = how;
  const blocks = environments.map(({ name, roots, origin, completeness, reasons, manifests, mtls }) => [
    `${paint.bold(oneLine(name))}  ${completeness} · ${count(manifests, "manifest")} · ${origins[origin] ?? origin}`,
    ...(roots.length === 1 && roots[0] === name ? [] : [paint.dim(`  from ${oneLine(roots.join(", "))}`)]),
    ...reasons.map((reason) => paint.dim(`  ${oneLine(reason)}`)),
    ...(mtls ? coverageLines(mtls, how) : []),
    "",
  ]);
  return `${[...blocks.flat(), count(environments.length, "environment")].join("\n")}\n`;
}

const fewWorkloads = 10;

function coverageLines(mtls: NonNullable<EnvironmentSummary["mtls"]>, { paint, verbose }: Style): string[] {
  const counts = countsInWords(mtls);
  if (counts === "") return [];
  const shown = mtls.plainText.slice(0, verbose ? Infinity : fewWorkloads);
  const rest = mtls.plainText.length - shown.length;
  return [
    `  mTLS: ${counts}`,
    ...shown.map(({ kind, namespace, name, ports, why }) => {
      const what = oneLine(`    plain text: ${kind} ${namespace}/${name}, ${portsInWords(ports)}`);
      return `${what} ${paint.dim(oneLine(`(${why})`))}`;
    }),
    ...(rest > 0 ? [paint.dim(`    and ${count(rest, "more workload")} (--verbose)`)] : []),
  ];
}
