/** The file that a baseline is kept in: JSON with a line for each finding, so that changes of it are easy to review and merge. */

import { wordsOf } from "../source/thrown.ts";
import type { BaselineEntry } from "./diagnostic.ts";

const version = 1;

export function baselineText(entries: readonly BaselineEntry[]): string {
  const lines = [...entries].sort(inOrder).map(({ fingerprint, rule, file, object, message }) => {
    return `    ${JSON.stringify({ fingerprint, rule, file, ...(object !== undefined && { object }), message })}`;
  });
  const findings = lines.length > 0 ? `[\n${lines.join(",\n")}\n  ]` : "[]";
  return `{\n  "version": ${version},\n  "findings": ${findings}\n}\n`;
}

function inOrder(a: BaselineEntry, b: BaselineEntry): number {
  const keys = ["file", "rule", "message", "fingerprint"] as const;
  for (const key of keys) if (a[key] !== b[key]) return a[key] < b[key] ? -1 : 1;
  return 0;
}

/** The entries of a text, or what is wrong with it. */
export function readBaseline(
  text: string,
): { readonly entries: readonly BaselineEntry[] } | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    return { problem: `it is no JSON: ${wordsOf(error)}` };
  }
  if (!isObject(value) || !Array.isArray(value.findings)) return { problem: 'it has no list of "findings"' };
  if (value.version !== version) return { problem: `its version is ${JSON.stringify(value.version)}, not ${version}` };
  const wrong = value.findings.findIndex((entry) => !isEntry(entry));
  if (wrong !== -1) return { problem: `entry ${wrong + 1} of its findings lacks a fingerprint, rule, file or message` };
  return { entries: value.findings as BaselineEntry[] };
}

function isEntry(value: unknown): value is BaselineEntry {
  if (!isObject(value)) return false;
  const { fingerprint, rule, file, message } = value;
  return [fingerprint, rule, file, message].every((each) => typeof each === "string");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
