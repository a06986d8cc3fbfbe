/** Drafts of all environments → diagnostics: equal ones merged, the configuration applied, in the order of reading. */

import { severities, type Severity } from "../finding/finding.ts";
import type { Diagnostic, Draft } from "./diagnostic.ts";
import { fingerprinter } from "./fingerprint.ts";

/** Sorted by file, place and rule; an equal finding at one place is one diagnostic that names its environments. */
export function diagnosticsOf(drafts: readonly Draft[], severityOf: (draft: Draft) => Severity | "off"): Diagnostic[] {
  const set = drafts.flatMap((draft) => {
    const severity = severityOf(draft);
    return severity === "off" ? [] : [{ ...draft, severity }];
  });
  const kept = merged(set);
  kept.sort(inReadingOrder);
  const fingerprint = fingerprinter();
  return kept.map(({ span: _span, ...draft }) => ({ ...draft, suppressed: null, fingerprint: fingerprint(draft) }));
}

function merged(drafts: readonly Draft[]): Draft[] {
  const byIdentity = new Map<string, Draft>();
  for (const draft of drafts) {
    const identity = `${draft.file}\n${draft.span.start}\n${draft.span.end}\n${draft.rule}\n${draft.code ?? ""}\n${draft.message}`;
    const known = byIdentity.get(identity);
    if (!known) byIdentity.set(identity, draft);
    else byIdentity.set(identity, both(known, draft));
  }
  return [...byIdentity.values()];
}

/** An environment may set another severity: the worst one stands. */
function both(known: Draft, other: Draft): Draft {
  const isWorse = severities.indexOf(other.severity) < severities.indexOf(known.severity);
  return {
    ...known,
    severity: isWorse ? other.severity : known.severity,
    environments: union(known.environments, other.environments),
  };
}

function union(known: readonly string[], more: readonly string[]): readonly string[] {
  return more.every((name) => known.includes(name)) ? known : [...new Set([...known, ...more])];
}

function inReadingOrder(a: Draft, b: Draft): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  if (a.span.start !== b.span.start) return a.span.start - b.span.start;
  if (a.rule !== b.rule) return a.rule < b.rule ? -1 : 1;
  return a.message < b.message ? -1 : a.message > b.message ? 1 : 0;
}
