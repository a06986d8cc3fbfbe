/** A configuration as YAML that says of each value where it came from. */

import type { Shown } from "../config/shown.ts";
import { jsonSafe, oneLine } from "../report/escape.ts";
import type { CallConfig } from "./config-load.ts";
import type { Call } from "./parse.ts";

/** Which file it is, why that one, and what it stands on. */
export function headOf(call: Call, { config, layers }: CallConfig): string {
  if (config.file === null)
    return call.has("no-config") ? "defaults: --no-config" : "defaults: there is no mesh-lint.yaml";
  const why = call.has("config") ? "named by --config" : "the nearest one upward";
  const others = layers.slice(0, -1).map(({ document }) => document.source.path);
  return `${config.file}: ${why}${others.length > 0 ? `; stands on ${others.join(", ")}` : ""}`;
}

export function asYaml(shown: Shown, head: string): string {
  return `# ${oneLine(head)}\n${linesOf(shown).join("\n")}\n`;
}

export function valueOf(shown: Shown): unknown {
  if ("entries" in shown) return Object.fromEntries(shown.entries.map(([key, each]) => [key, valueOf(each)]));
  return "items" in shown ? shown.items.map(valueOf) : shown.value;
}

/** Collections that are empty, or came from one place as a whole, stand on one line. */
function linesOf(shown: Shown): readonly string[] {
  if ("entries" in shown) return shown.entries.flatMap(([key, each]) => under(`${scalarText(key)}:`, each));
  return "items" in shown ? shown.items.flatMap(itemLines) : [scalarText(shown.value)];
}

function under(key: string, shown: Shown): readonly string[] {
  const flow = flowOf(shown);
  return flow === undefined ? [key, ...linesOf(shown).map((line) => `  ${line}`)] : [`${key} ${flow}`];
}

function itemLines(shown: Shown): readonly string[] {
  const flow = flowOf(shown);
  if (flow !== undefined) return [`- ${flow}`];
  return linesOf(shown).map((line, at) => `${at === 0 ? "-" : " "} ${line}`);
}

function flowOf(shown: Shown): string | undefined {
  const isEmpty = "items" in shown ? shown.items.length === 0 : "entries" in shown && shown.entries.length === 0;
  if (!("value" in shown) && shown.from === undefined && !isEmpty) return undefined;
  const comment = shown.from === undefined ? "" : ` # from ${oneLine(shown.from)}`;
  return `${"value" in shown ? scalarText(shown.value) : jsonSafe(JSON.stringify(valueOf(shown)))}${comment}`;
}

/** Plain where nobody could read it as anything else. */
export function scalarText(value: string | number | boolean): string {
  const isPlain = typeof value === "string" && /^[a-z][\w./-]*$/i.test(value) && !mistakable.test(value);
  return isPlain ? value : jsonSafe(JSON.stringify(value));
}

const mistakable = /^(?:y|n|yes|no|on|true|false|null)$/i;
