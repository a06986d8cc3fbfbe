/** The inputs and outputs of `action.yml` as tables for the README. */

import type { ActionFile } from "./runner.ts";

export function actionTables({ inputs, outputs }: ActionFile): string {
  const given = Object.entries(inputs).map(([name, { description, default: value = "" }]) => [
    `\`${name}\``,
    value === "" ? "" : `\`${value}\``,
    cell(description),
  ]);
  const told = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, cell(description)]);
  return `${table(["input", "default", "what it does"], given)}\n${table(["output", "what it says"], told)}`;
}

function cell(text: string): string {
  return text.trim().replaceAll("|", "\\|");
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  return [titles, titles.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |\n`).join("");
}
