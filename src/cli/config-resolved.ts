/** `mesh-lint config --resolved PATH`: what holds for one file, and why. */

import { realpathSync } from "node:fs";
import { rules } from "../../rules/index.ts";
import { jsonSafe, oneLine } from "../report/escape.ts";
import { count } from "../report/tally.ts";
import { rootOf } from "../source/discover.ts";
import { missingPath } from "../source/missing.ts";
import { reportPath } from "../source/root.ts";
import { statsAt } from "../source/stats.ts";
import { configOfCall } from "./config-load.ts";
import { membershipOf, type Membership } from "./config-resolved-file.ts";
import { resolvedRules, type ResolvedRule } from "./config-resolved-rules.ts";
import { headOf } from "./config-yaml.ts";
import type { Call } from "./parse.ts";
import { UsageError } from "./usage.ts";
import { write } from "./write.ts";

interface Answer {
  readonly file: string;
  readonly configuration: string;
  readonly membership: Membership;
  readonly rules: readonly ResolvedRule[];
}

export async function resolvedCommand(call: Call, path: string): Promise<number> {
  const stat = statsAt(path);
  if (!stat) throw new UsageError(await missingPath(path, process.cwd()));
  if (stat.isDirectory()) throw new UsageError(`--resolved needs a file, and "${path}" is a folder`);
  const found = await configOfCall(call, [path]);
  const root = rootOf([path], process.cwd());
  const file = reportPath(root, realpathSync(path));
  const membership = await membershipOf(file, { ...found, root });
  const asked = { ...found, file, membership, only: call.values("rule"), ignore: call.values("ignore") };
  const answer = { file, configuration: headOf(call, found), membership, rules: await resolvedRules(rules, asked) };
  await write(1, call.value("format") === "json" ? asJson(answer) : asText(answer));
  return 0;
}

function asJson({ file, configuration, membership, rules: resolved }: Answer): string {
  const { isRead, why, environments } = membership;
  const answer = { version: 1, file, configuration, read: { isRead, why }, environments, rules: resolved };
  return `${jsonSafe(JSON.stringify(answer, null, 2))}\n`;
}

function asText({ file, configuration, membership, rules: resolved }: Answer): string {
  const isOn = ({ severity, partly }: ResolvedRule): boolean =>
    severity !== "off" || partly.some((each) => each.severity !== "off");
  const on = resolved.filter(isOn);
  const off = resolved.filter((each) => !isOn(each));
  const homes = membership.environments.map(({ name, completeness, how }) => `${name}: ${completeness}, ${how}`);
  return [
    oneLine(file),
    "",
    ...row("configuration", [configuration]),
    ...row("read", [membership.why]),
    ...row("environments", homes.length > 0 ? homes : ["none"]),
    "",
    `${count(on.length, "rule")} on`,
    ...on.flatMap(ruleLines),
    "",
    `${count(off.length, "rule")} off`,
    ...off.flatMap(ruleLines),
    "",
  ].join("\n");
}

function row(name: string, values: readonly string[]): readonly string[] {
  return values.map((value, at) => `  ${(at === 0 ? name : "").padEnd(14)} ${oneLine(value)}`);
}

function ruleLines({ rule, severity, from, options, partly }: ResolvedRule): readonly string[] {
  const set = options ? ` ${JSON.stringify(options)}` : "";
  return [
    `  ${severity.padEnd(8)} ${rule.padEnd(44)} ${oneLine(`${from}${set}`)}`,
    ...partly.flatMap((each) => [
      `  ${" ".repeat(8)}   ${each.severity} by ${oneLine(each.from)} for`,
      ...each.of.map((object) => `  ${" ".repeat(8)}     ${oneLine(object)}`),
    ]),
  ];
}
