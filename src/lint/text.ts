/** What the text itself and the way files are put together decide, as drafts. */

import type { RenderProblem } from "../render/problem.ts";
import type { Source } from "../source/source.ts";
import type { YamlFile } from "../yaml/document.ts";
import type { Draft } from "./diagnostic.ts";
import { placedAt, placedSpan } from "./place.ts";

const bare = { code: null, manifest: null, upstream: [], related: [], fix: null } as const;

export function textDrafts(source: Source, { problems }: YamlFile): Draft[] {
  return problems.map(({ rule, severity, message, span }) => ({
    ...bare,
    ...placedSpan(source, span),
    rule,
    severity,
    message,
    span,
    environments: [],
  }));
}

export function problemDrafts(problems: readonly RenderProblem[]): Draft[] {
  return problems.map(({ rule, severity, message, document, path, part = "value", environments = [] }) => {
    const { file, range, span } = placedAt(document, path, part);
    return { ...bare, file, range, span, rule, severity, message, environments };
  });
}
