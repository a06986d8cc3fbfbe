/** Tables in Markdown. A cell holds escaped text and is never so long that it crowds out the others. */

import { markdownText } from "./escape.ts";

const longestCell = 300;

export function clip(text: string): string {
  return text.length > longestCell ? `${text.slice(0, longestCell - 1)}…` : text;
}

/** Columns of numbers stand to the right. */
export function table(titles: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const rule = titles.map((_, column) => (rows.every((row) => typeof row[column] === "number") ? "---:" : "---"));
  const cells = rows.map((row) => row.map((cell) => markdownText(clip(String(cell)))));
  return [titles, rule, ...cells].map((row) => `| ${row.join(" | ")} |\n`).join("");
}

/** Closed until someone asks for it. */
export function folded(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n</details>\n\n`;
}
