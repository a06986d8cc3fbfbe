/** The report as SARIF 2.1.0, within what GitHub's code scanning reads and refuses. */

import type * as Sarif from "sarif";
import { homepage } from "../docs/site.ts";
import type { Run } from "../lint/diagnostic.ts";
import { jsonSafe } from "./escape.ts";
import { invocation } from "./sarif-invocation.ts";
import { descriptor, unlistedRules } from "./sarif-rule.ts";
import { resultWriter } from "./sarif-result.ts";
import { active, worstFirst } from "./tally.ts";

export interface SarifOptions {
  /** GitHub does not say what it makes of `suppressions`, so suppressed findings are left out unless asked for. */
  readonly suppressed: boolean;
  /** By this GitHub tells uploads of one commit apart; default the name of the tool. */
  readonly category?: string;
}

/** GitHub refuses files with more. */
const mostResults = 25_000;

export function sarif(run: Run, options: SarifOptions): string {
  const wanted = options.suppressed ? run.diagnostics : active(run.diagnostics);
  const kept = wanted.length > mostResults ? worstFirst(run).slice(0, mostResults) : wanted;
  const rules = [...run.rules, ...unlistedRules(run.rules, kept)];
  const write = resultWriter(run, new Map(rules.map(({ id }, index) => [id, index])));
  const log: Sarif.Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "mesh-lint",
            version: run.version,
            semanticVersion: run.version,
            informationUri: homepage,
            rules: rules.map(descriptor),
          },
        },
        invocations: [invocation(run, wanted.length - kept.length)],
        // The part before the last slash is GitHub's category.
        automationDetails: { id: `${options.category ?? "mesh-lint"}/` },
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository." } } },
        columnKind: "utf16CodeUnits",
        results: kept.map(write),
      },
    ],
  };
  return `${jsonSafe(JSON.stringify(log, null, 2))}\n`;
}
