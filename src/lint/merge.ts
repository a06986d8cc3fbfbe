/** Drafts of all environments → diagnostics: equal ones merged, the configuration applied, in the order of reading. */

import { severities, type Severity } from "../finding/finding.ts";
import type { Diagnostic, Draft } from "./diagnostic.ts";
import { fingerprinter, inOwnNamespace } from "./fingerprint.ts";
import type { Silence } from "./silence.ts";

interface Judged extends Draft, Pick<Diagnostic, "suppressed"> {}

interface Judge {
  readonly severityOf: (draft: Draft) => Severity | "off";
  readonly silence: Silence;
}

/** Sorted by file, place and rule; an equal finding at one place is one diagnostic that names its environments. */
export function diagnosticsOf(drafts: readonly Draft[], { severityOf, silence }: Judge): Diagnostic[] {
  const judged = (of: Silence["of"]) => (draft: Draft) => {
    const severity = severityOf(draft);
    return severity === "off" ? [] : [{ ...draft, severity, suppressed: of(draft) }];
  };
  const kept = merged(drafts.flatMap(judged(silence.of)));
  kept.push(...silence.complaints().flatMap(judged(() => null)));
  kept.sort(inReadingOrder);
  const fingerprint = fingerprinter();
  return kept.map((draft) => {
    const { span: _span, object: _object, absent: _absent, ...diagnostic } = draft;
    return { ...diagnostic, fingerprint: fingerprint(draft) };
  });
}

function merged(drafts: readonly Judged[]): Judged[] {
  const byIdentity = new Map<string, Judged>();
  for (const draft of drafts) {
    const identity = `${draft.file}\n${draft.span.start}\n${draft.span.end}\n${draft.rule}\n${draft.code ?? ""}\n${inOwnNamespace(draft)}`;
    const known = byIdentity.get(identity);
    if (!known) byIdentity.set(identity, draft);
    else byIdentity.set(identity, both(known, draft));
  }
  return [...byIdentity.values()];
}

/** An environment may set another severity: the worst one stands; or silence its own: then the others speak. */
function both(known: Judged, other: Judged): Judged {
  if (known.suppressed && !other.suppressed) return other;
  if (other.suppressed && !known.suppressed) return known;
  const isWorse = severities.indexOf(other.severity) < severities.indexOf(known.severity);
  return {
    ...known,
    message: known.message === other.message ? known.message : inOwnNamespace(known),
    // What one environment alone has beside it does not explain the finding in the other.
    related: other.related.length < known.related.length ? other.related : known.related,
    severity: isWorse ? other.severity : known.severity,
    environments: isEverywhere(known) || isEverywhere(other) ? [] : union(known.environments, other.environments),
  };
}

/** What the text alone decides holds in each environment, whatever one of them changes beside it. */
function isEverywhere({ environments }: Draft): boolean {
  return environments.length === 0;
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
