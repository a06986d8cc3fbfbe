/** All suppressions of a run: which findings they silence, and which of them are idle. */

import type { Environment } from "../render/environment.ts";
import type { Source } from "../source/source.ts";
import type { Diagnostic, Draft, NamedRule } from "./diagnostic.ts";
import { foreignAnnotations, mayAnnotate, noAnnotations, ownAnnotations } from "./suppressions-annotations.ts";
import { commentSuppressions, type CommentSuppression } from "./suppressions-comments.ts";
import { unknown, unknownRules, unreasoned, unused, unusedOnes, withoutReason } from "./suppressions-judge.ts";
import { speaksOf, type Pattern, type Silencer, type Suppression } from "./suppressions.ts";

export interface Silence {
  /** How and why a finding is silenced; null where it is not. */
  readonly of: (draft: Draft) => Diagnostic["suppressed"];
  /** What is wrong with the suppressions; asked when all findings went through `of`. */
  readonly complaints: () => readonly Draft[];
}

export interface SilenceInput {
  readonly sources: Iterable<Source>;
  readonly environments: readonly Environment[];
  /** Every rule there is, and those that are on. */
  readonly rules: readonly NamedRule[];
  readonly on: readonly NamedRule[];
  /** Whether annotations of other tools count. */
  readonly obeysOthers: boolean;
  /** Whether all rules saw all files: only then it is known that nothing needs a suppression. */
  readonly isWhole: boolean;
  /** Files of which rules may not have seen everything. */
  readonly unseen: ReadonlySet<string>;
}

/** The comments of one file; those for one line are found by that line. */
interface FileComments {
  readonly byLine: Map<number, CommentSuppression[]>;
  readonly wide: CommentSuppression[];
}

/** More comments for one line, or for blocks, documents and the file, than anybody writes would make the search slow. */
const most = 1000;

export async function silenceOf(input: SilenceInput): Promise<Silence> {
  const { sources, environments, rules, on, obeysOthers, isWhole, unseen } = input;
  const all: Suppression[] = [];
  const comments = new Map<string, FileComments>();
  let isAnnotated = false;
  for (const source of sources) {
    // One look at each text is all that this costs where nothing is suppressed.
    if (!source.text.includes("mesh-lint")) continue;
    isAnnotated ||= mayAnnotate(source.text);
    const found = commentSuppressions(source);
    if (found.length === 0) continue;
    comments.set(source.path, filed(found));
    all.push(...found);
  }
  const annotations = isAnnotated ? ownAnnotations(environments) : noAnnotations;
  const own = [...new Set([...all, ...annotations.all])].filter(({ isJudged }) => isJudged);
  const isOn = (id: string) => on.some((named) => named.id === id);
  const drafts = [
    ...(own.length > 0 && isOn(unknown) ? await unknownRules(own, rules) : []),
    ...(own.length > 0 && isOn(unreasoned) ? withoutReason(own) : []),
  ];
  const formerNames = new Map(rules.flatMap(({ id, rule }) => (rule.formerly ? [[id, rule.formerly] as const] : [])));
  const used = new Set<Pattern>();

  return {
    of(draft) {
      let first: Silencer | undefined;
      for (const suppression of candidates(draft)) {
        const patterns = suppression.patterns.filter(
          (pattern) => speaksOf(pattern, draft) || formerNames.get(draft.rule)?.includes(pattern.text),
        );
        for (const pattern of patterns) used.add(pattern);
        if (patterns.length > 0) first ??= suppression;
      }
      return first ? { how: first.how, reason: first.reason } : null;
    },
    complaints() {
      if (own.length === 0 || !isWhole || !isOn(unused)) return drafts;
      const judged = own.filter(({ source }) => !unseen.has(source.path));
      return [...drafts, ...unusedOnes(judged, { ran: on, wasUsed: (pattern) => used.has(pattern) })];
    },
  };

  function* candidates({ file, range, object, environments }: Draft): Generator<Silencer> {
    const { byLine, wide } = comments.get(file) ?? nothing;
    const [start, end] = [range.start.line, range.end.line];
    yield* byLine.get(start) ?? [];
    if (end !== start) yield* byLine.get(end) ?? [];
    for (const each of wide) if (each.lines.first <= end && each.lines.last >= start) yield each;
    if (!object) return;
    yield* annotations.of(object, environments);
    if (obeysOthers) yield* foreignAnnotations(object);
  }
}

const nothing: FileComments = { byLine: new Map(), wide: [] };

function filed(found: readonly CommentSuppression[]): FileComments {
  const byLine = new Map<number, CommentSuppression[]>();
  const wide: CommentSuppression[] = [];
  for (const suppression of found) {
    const { first, last } = suppression.lines;
    const list = first === last ? (byLine.get(first) ?? []) : wide;
    if (list !== wide) byLine.set(first, list);
    if (list.length < most) list.push(suppression);
  }
  return { byLine, wide };
}
