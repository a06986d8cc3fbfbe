/** What the text itself and the way files are put together decide, as drafts. */

import type { RenderProblem } from "../render/problem.ts";
import type { Source } from "../source/source.ts";
import type { YamlFile } from "../yaml/document.ts";
import type { Draft } from "./diagnostic.ts";
import { placedAt, placedSpan } from "./place.ts";

const bare = { code: null, manifest: null, upstream: [], related: [], fix: null } as const;

/** How a line of a manifest begins, in YAML or JSON. A chart's own file has an `apiVersion`, too. */
const manifestLine = /^(?:[ \t]{0,40}\{?[ \t]{0,40}")?(?:apiVersion|kind)\b/m;
const chartFile = /(?:^|\/)Chart\.ya?ml$/;

/** Values, workflows and blueprints lie beside manifests; tags and templates make them no YAML that kubectl would read. */
export function isManifestText({ path, text }: Source): boolean {
  return manifestLine.test(text) && !chartFile.test(path);
}

/**
 * Whether a text may hold anything that a run looks at: manifests, kustomizations, and the lists that these name (patches,
 * replacements). Escapes can spell any word. Others, with tags and anchors of their own, are not worth a slow parser.
 */
export function mayMatter(source: Source): boolean {
  const { path, text } = source;
  if (text.includes("\\") || (text.includes("kind") && text.includes("apiVersion"))) return true;
  return (
    isManifestText(source) || kustomizationFile.test(path) || (listOrFlow.test(text) && /\b(?:op|source)\b/.test(text))
  );
}

const kustomizationFile = /(?:^|\/)kustomization(?:\.ya?ml)?$/i;
const listOrFlow = /^(?:-[ \t]|[[{])/m;

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
