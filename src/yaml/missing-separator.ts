/** Objects that follow each other without a `---` between: all but the last are lost. */

import type { Span } from "../source/source.ts";
import type { YamlProblem } from "./document.ts";

const message = 'another object begins here: "---" is missing before it';

/**
 * One problem for each further object, if `apiVersion` and `kind` stand twice at the top level; undefined otherwise, so
 * that other keys that stand twice are reported as such.
 */
export function missingSeparators(text: string, problems: readonly YamlProblem[]): readonly YamlProblem[] | undefined {
  const repeated = problems.filter(({ rule, span }) => rule === "yaml/duplicate-key" && isAtTop(text, span));
  const kinds = repeated.filter(({ span }) => text.startsWith("kind", span.start));
  const versions = repeated.filter(({ span }) => text.startsWith("apiVersion", span.start));
  const [kind, version] = [kinds[0], versions[0]];
  if (!kind || !version) return undefined;
  const starts = kind.span.start < version.span.start ? kinds : versions;
  const separators = starts.map(
    ({ span }) => ({ rule: "yaml/missing-separator", severity: "error", message, span }) as const,
  );
  return [...separators, ...problems.filter((problem) => !repeated.includes(problem))];
}

function isAtTop(text: string, { start }: Span): boolean {
  return start === 0 || text[start - 1] === "\n";
}
