/** Where a check stands in a manifest, and what it has found so far. */

import { at, type Fix, type Severity } from "../finding/finding.ts";
import type { Path } from "../yaml/document.ts";
import type { Node } from "./node.ts";

export interface SchemaFinding {
  readonly rule: `schema/${string}`;
  readonly severity: Severity;
  readonly message: string;
  readonly path: Path;
  readonly part: "key" | "value";
  readonly fix?: Fix;
  readonly upstream?: readonly string[];
  /** The field that is not there, of `schema/missing-field`: an environment may add it later. */
  readonly missing?: string;
  /** What to write in place of an old version, as `apiVersion kind`. */
  readonly instead?: readonly string[];
}

export interface Walk {
  readonly root: object;
  /** Kinds of the API server itself: their lists may hold the same key twice, with a warning. */
  readonly builtin: boolean;
  /** Values are not shown in messages. */
  readonly secret: boolean;
  /** Keys that lead to the value at hand, with the object or list that holds each, and its schema. */
  readonly path: (string | number)[];
  readonly owners: object[];
  readonly nodes: Node[];
  readonly findings: SchemaFinding[];
  omitted: number;
  /** Whether a key of a strategic merge patch was met: this is a part of some object, and its gaps are meant. */
  isPatch: boolean;
  /** Above 0 while a branch of anyOf, oneOf or not is tried: mistakes are counted, not told. */
  trying: number;
  mistakes: number;
  /** How many were met: nobody can tell which branch holds for one. */
  placeholders: number;
  /** Whether one stands for a whole object, a list or a field's name: then the shape is not known. */
  isVague: boolean;
}

const mostFindings = 50;

/** One that a caller may keep and use again and again: walks leave path, owners and nodes empty. */
export function startWalk(root: object, builtin: boolean, secret: boolean): Walk {
  return {
    root,
    builtin,
    secret,
    path: [],
    owners: [],
    nodes: [],
    findings: [],
    omitted: 0,
    isPatch: false,
    trying: 0,
    mistakes: 0,
    placeholders: 0,
    isVague: false,
  };
}

export interface Mistake {
  readonly rule: SchemaFinding["rule"];
  readonly message: string;
  /** Below the place at hand. */
  readonly below?: Path;
  readonly part?: "key" | "value";
  readonly severity?: Severity;
  readonly fix?: Fix;
  readonly missing?: string;
}

export function report(walk: Walk, mistake: Mistake): void {
  if (walk.trying > 0) {
    walk.mistakes++;
    return;
  }
  if (isFull(walk)) {
    walk.omitted++;
    return;
  }
  const { below, part = "value", severity = "error", ...rest } = mistake;
  const path = below ? [...walk.path, ...below] : [...walk.path];
  walk.findings.push({ ...rest, severity, path, part });
}

/** Whether further findings are only counted. */
export function isFull({ findings }: Walk): boolean {
  return findings.length >= mostFindings;
}

/** What was found; the last says how many were left out. */
export function findingsOf(walk: Walk): readonly SchemaFinding[] {
  const final = walk.findings.at(-1);
  if (walk.omitted > 0 && final) {
    walk.findings.push({ ...final, message: `… and ${walk.omitted} more mistakes in this manifest`, path: [] });
  }
  return walk.findings;
}

/** The value at hand by name: `"weight"`, `item 2 of "hosts"`. */
export function nameOf({ path }: Walk): string {
  const key = path.at(-1);
  if (key === undefined) return "the manifest";
  if (typeof key === "string") return quote(key);
  const list = path.findLast((part) => typeof part === "string");
  return list === undefined ? `item ${key + 1}` : `item ${key + 1} of ${quote(list)}`;
}

/** A fix of the value at hand. */
export function valueFix(walk: Walk, value: string | number | boolean, safe: boolean): Fix | undefined {
  const owner = walk.owners.at(-1);
  const key = walk.path.at(-1);
  if (!owner || key === undefined) return undefined;
  const place = at<object>(walk.root, owner, key as never);
  return { safe, description: `replace it with ${JSON.stringify(value)}`, edits: [{ at: place, value }] };
}

/** A fix that gives a field of `owner` another name. */
export function keyFix(walk: Walk, owner: object, [from, to]: readonly [string, string], safe: boolean): Fix {
  const place = at<object>(walk.root, owner, from as never, "key");
  return { safe, description: `rename ${quote(from)} to ${quote(to)}`, edits: [{ at: place, key: to }] };
}

const longestShown = 60;

export function quote(text: string): string {
  return `"${text.length > longestShown ? `${text.slice(0, longestShown)}…` : text}"`;
}

/** `a, b or c`. */
export function alternatives(words: readonly string[], joint = "or"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1) ?? ""}`;
}
