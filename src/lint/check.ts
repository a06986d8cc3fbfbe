/** Rules over one environment: findings made concrete. */

import { valueAt, type Finding } from "../finding/finding.ts";
import type { Manifest } from "../mesh/manifest.ts";
import type { Mesh } from "../mesh/mesh.ts";
import { isUnknown } from "../mesh/unknown.ts";
import type { Environment } from "../render/environment.ts";
import type { Options } from "../rule/rule.ts";
import { uptime } from "../source/clock.ts";
import { trace } from "../source/trace.ts";
import { mayClaim } from "./absence.ts";
import type { Draft, Location, ManifestName, NamedRule } from "./diagnostic.ts";
import { concreteFix } from "./edits.ts";
import type { IsElsewhere } from "./elsewhere.ts";
import type { NameMatcher } from "./patterns.ts";
import { hints } from "./meant.ts";
import { placer, type Placed, type Placer } from "./place.ts";
import type { Stopwatch } from "./stats.ts";

export interface CheckInput {
  readonly environment: Environment;
  readonly mesh: Mesh;
  readonly rules: readonly NamedRule[];
  readonly optionsOf: (rule: NamedRule) => Options;
  readonly matches: NameMatcher;
  readonly isElsewhere: IsElsewhere;
  readonly clock?: Stopwatch;
}

export interface Checked {
  readonly drafts: readonly Draft[];
  /** Rules that threw, in words. */
  readonly failures: readonly string[];
}

/** Whether there is anything that a rule looks at. */
export function isNeeded({ kinds }: NamedRule, mesh: Mesh): boolean {
  return kinds?.some((kind) => mesh.defines(kind)) ?? true;
}

/** Every rule once. A rule that throws is named in `failures`; the others go on. */
export function checkEnvironment(input: CheckInput): Checked {
  const { environment, mesh, rules, optionsOf, matches, isElsewhere, clock } = input;
  const places = placer(environment);
  const relatedOf = hints(mesh);
  const drafts: Draft[] = [];
  const failures: string[] = [];
  for (const named of rules) {
    if (!named.rule.check) continue;
    const started = clock ? uptime() : 0;
    try {
      for (const finding of named.rule.check(mesh, optionsOf(named))) {
        if (standsOnUnknown(finding)) continue;
        const { absent } = finding;
        if (absent && (environment.isBroken || !mayClaim(absent, mesh, matches) || isElsewhere(absent, environment)))
          continue;
        const hinted = { ...finding, related: relatedOf(finding, named.id) };
        const draft = draftOf(hinted, named, environment.name, places);
        if (draft) drafts.push(draft);
      }
    } catch (error) {
      trace(() => `rule ${named.id} failed: ${error instanceof Error ? error.stack : String(error)}`);
      failures.push(`rule ${named.id} failed in environment ${environment.name}: ${wordsOf(error)}`);
    }
    clock?.rule(named.id, started);
  }
  return { drafts, failures };
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const line = error.stack?.split("\n").find((each) => each.trim().startsWith("at "));
  return `${error.message} (${line?.trim() ?? "no stack"})`;
}

/** The safety net below all rules: nobody knows what a placeholder stands for. */
function standsOnUnknown({ at: place }: Finding): boolean {
  return isUnknown(valueAt(place));
}

function draftOf(finding: Finding, { id, rule }: NamedRule, environment: string, places: Placer): Draft | undefined {
  const placed = places.place(finding.at);
  if (!placed) throw new Error(`internal: "${finding.message}" stands on a manifest that is not of this environment`);
  return {
    rule: id,
    code: finding.code ?? null,
    severity: finding.severity ?? rule.severity,
    message: shortened(finding.message),
    file: placed.file,
    range: placed.range,
    span: placed.span,
    manifest: nameOf(finding.at.manifest as Manifest),
    object: (finding.at.manifest as Manifest).object,
    upstream: finding.upstream ?? rule.upstream ?? [],
    environments: [environment],
    related: relatedTo(finding, placed, places),
    fix: concreteFix(finding.fix, places),
    ...(finding.absent && { absent: finding.absent }),
  };
}

const mostBrought = 3;

/** What the rule names, and what a patch changed in what it speaks of: the patch is where to look for the mistake. */
function relatedTo({ at: place, related = [] }: Finding, own: Placed, places: Placer): Location[] {
  const named = related.flatMap(({ at, message }): Location[] => {
    const found = places.place(at);
    // Two that a kustomization gives one name stand at the same place: there each of them is told by its own.
    const placed = found && isSame(found, own) ? places.ownName(at) : found;
    return placed ? [{ file: placed.file, range: placed.range, message: shortened(message) }] : [];
  });
  const brought = places.broughtInto(place).slice(0, mostBrought);
  return [
    ...named,
    ...brought.map(({ file, range, path }) => ({
      file,
      range,
      message: `changed by this ${bringers.get(path[0]) ?? "patch"}`,
    })),
  ];
}

/** What changes objects and is no patch, by its field of a kustomization. */
const bringers: ReadonlyMap<unknown, string> = new Map([
  ["replacements", "replacement"],
  ["configMapGenerator", "generator"],
]);

function isSame(one: Placed, other: Placed): boolean {
  return other.file === one.file && other.span.start === one.span.start && other.span.end === one.span.end;
}

const longestMessage = 500;

/** Messages quote names and paths, which may be megabytes long in a file that means harm. */
function shortened(message: string): string {
  if (message.length <= longestMessage) return message;
  return `${message.slice(0, longestMessage - 101)}…${message.slice(-100)}`;
}

/** The namespace as it is written (or set by the environment): what a default would be is nothing that the files say. */
function nameOf({ apiVersion, kind, name, metadata, overrides, namespace }: Manifest): ManifestName {
  const said = namespace === "" ? "" : (overrides?.namespace ?? metadata.namespace ?? "");
  return { apiVersion, kind, namespace: said, name };
}
