/** Paths to fields as `replacements` write them: `spec.http.0.route.[name=a].x`, `metadata.annotations.[a.b/c]`. */

import { get, isMapping, type Key } from "./edit.ts";

/** Taking hostile text apart is quadratic. */
export const longestPath = 1_000;

/** Steps between dots; brackets and a backslash keep a dot. Brackets around a plain key are no part of it. */
export function stepsOf(path: string): string[] {
  const steps = path.match(/(?:\\.|\[[^\]]*\]|[^.\\])+/g) ?? [];
  return steps.map((step) => step.replaceAll("\\.", ".").replace(/^\[([^=\]]*)\]$/, "$1"));
}

/** `[name=app]`, or `[=app]` for items that are no mappings. */
export interface Condition {
  readonly key: string;
  readonly value: string;
}

export function conditionOf(step: string): Condition | undefined {
  const [, key, value] = /^\[([^=\]]*)=([^\]]*)\]$/.exec(step) ?? [];
  return key === undefined || value === undefined ? undefined : { key, value };
}

/** What the condition looks at in an item, as text. */
export function conditionText(item: unknown, { key }: Condition): string | undefined {
  return textOf(key === "" ? item : isMapping(item) ? get(item, key) : undefined);
}

/** The one key that a step of a source means: there conditions compare whole texts, and `-` is the last item. */
export function sourceKey(node: object, step: string): Key | undefined {
  if (!Array.isArray(node)) return step;
  const items = node as readonly unknown[];
  if (step === "-") return items.length - 1;
  const condition = conditionOf(step);
  if (!condition) return /^\d+$/.test(step) ? Number(step) : undefined;
  const index = items.findIndex((item) => conditionText(item, condition) === condition.value);
  return index === -1 ? undefined : index;
}

/** How a scalar was written, as far as its value tells; undefined for what is no scalar or may have been written otherwise. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "boolean" || Number.isSafeInteger(value) ? String(value) : undefined;
}
