/** Nodes of the `yaml` package → values as kubectl has them: merges, aliases, tags and keys. */

import type { Alias, Node, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import type { Span } from "../source/source.ts";
import type { YamlProblem } from "./document.ts";
import { duplicateKey, setOwn } from "./owner.ts";
import { plainKeyName, resolvePlain } from "./scalar.ts";
import { resolveTagged } from "./tag.ts";
import type { Tape } from "./tape.ts";

const maxDepth = 200;

/** Aliases may make a document this many times larger than its text has nodes, once it is large at all. */
const aliasFloor = 100_000;
const aliasRatio = 100;

/** Ends the reading of one document; caught by `readFull`, never seen outside. */
export class Refusal extends Error {
  readonly problem: YamlProblem;
  constructor(problem: YamlProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

interface Anchor {
  readonly value: unknown;
  readonly size: number;
}

export interface Context {
  readonly yaml: typeof import("yaml");
  readonly text: string;
  readonly offset: number;
  readonly tape: Tape;
  readonly problems: YamlProblem[];
  readonly anchors: Map<string, Anchor | "open">;
  /** Nodes that are written, and nodes that there are once aliases are followed. */
  written: number;
  expanded: number;
}

export function compose(context: Context, node: Node | null, mark: number, depth: number): unknown {
  context.written++;
  context.expanded++;
  const { yaml, tape } = context;
  if (!node) {
    tape.close(mark, 0, 0, false);
    return null;
  }
  const span = spanOf(context, node);
  if (depth > maxDepth) throw refusal("yaml/too-deep", `more than ${maxDepth} levels`, span);
  if (yaml.isAlias(node)) return composeAlias(context, node, mark, span);
  const before = context.expanded;
  const anchor = "anchor" in node ? node.anchor : undefined;
  if (anchor) context.anchors.set(anchor, "open");
  const value = composeNode(context, node, mark, span, depth);
  if (anchor) context.anchors.set(anchor, { value, size: context.expanded - before + 1 });
  return value;
}

function composeNode(context: Context, node: Node, mark: number, span: Span, depth: number): unknown {
  const { yaml, tape } = context;
  if (yaml.isMap(node)) {
    const value = composeMap(context, node, depth);
    tape.close(mark, span.start, span.end, true);
    return value;
  }
  if (yaml.isSeq(node)) {
    const value = composeList(context, node, depth);
    tape.close(mark, span.start, span.end, true);
    return value;
  }
  const header = blockHeader.exec(context.text.slice(span.start - context.offset, span.end - context.offset));
  tape.close(mark, span.start, header ? span.start + header[0].length : span.end, false);
  if (tabbedBlock.test(context.text.slice(span.start - context.offset, span.end - context.offset))) {
    throw refusal("yaml/tab-indentation", "a tab begins the first line of this text; give its indentation", span);
  }
  return scalarValue(node as Scalar, span);
}

const blockHeader = /^[|>][-+0-9]*/;

/** Where the first line tells the indentation it may not begin with a tab: goyaml.v2 scannerc.go. */
const tabbedBlock = /^[|>][-+]?[ \t]*(?:#[^\n]*)?\r?\n(?: *\r?\n)* *\t/;

function composeList(context: Context, node: YAMLSeq, depth: number): unknown[] {
  return node.items.map((item, index) => {
    if (!node.flow) refuseTab(context, (item as Node | null)?.range?.[0] ?? 0);
    const mark = context.tape.open(index, -1, -1);
    if (!context.yaml.isPair(item)) return compose(context, item as Node, mark, depth + 1);
    // `[a: 1]` is a list with a mapping of one key.
    const value: Record<string, unknown> = {};
    composePair(context, value, item as Pair<Node, Node | null>, new Map(), depth + 1);
    context.tape.close(mark, context.tape.keyStart(mark + 1), context.tape.end(mark + 1), true);
    return value;
  });
}

/** A tab may not stand between `-` and its item. */
function refuseTab({ text, offset }: Context, item: number): void {
  const before = /-( *\t[ \t]*)$/.exec(text.slice(text.lastIndexOf("\n", item - 1) + 1, item));
  if (!before?.[1]) return;
  const span = { start: offset + item - before[1].length, end: offset + item };
  throw refusal("yaml/tab-indentation", 'a tab cannot follow "-"', span);
}

function composeMap(context: Context, node: YAMLMap, depth: number): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  const seen = new Map<string, Span>();
  for (const pair of node.items) composePair(context, value, pair as Pair<Node, Node | null>, seen, depth);
  return value;
}

function composePair(
  context: Context,
  owner: Record<string, unknown>,
  { key, value }: Pair<Node, Node | null>,
  seen: Map<string, Span>,
  depth: number,
): void {
  const { tape, yaml } = context;
  const span = spanOf(context, key);
  const isMerge = yaml.isScalar(key) && key.type === "PLAIN" && key.source === "<<" && !isForeignTag(key.tag);
  const name = isMerge ? "<<" : keyOf(context, key, span);
  const mark = tape.open(name, span.start, span.end);
  const child = compose(context, value, mark, depth + 1);
  if (isMerge) {
    merge(owner, child, span);
    return;
  }
  const first = seen.get(name);
  if (first) context.problems.push(duplicateKey(name, span.start, span.end));
  else seen.set(name, span);
  setOwn(owner, name, child);
}

function isForeignTag(tag: string | undefined): boolean {
  return tag !== undefined && tag !== "tag:yaml.org,2002:merge";
}

function keyOf(context: Context, key: Node | null, span: Span): string {
  const { yaml, anchors } = context;
  if (key && yaml.isAlias(key)) {
    const anchor = anchors.get(key.source);
    if (typeof anchor === "object" && typeof anchor.value === "string") return anchor.value;
  }
  if (!key || !yaml.isScalar(key)) throw refusal("yaml/invalid-key", "this is no key that Kubernetes accepts", span);
  const value = scalarValue(key, span);
  if (key.anchor) anchors.set(key.anchor, { value, size: 1 });
  const name = typeof value === "string" ? value : plainKeyName(key.source ?? "");
  if (name === undefined) throw refusal("yaml/invalid-key", "null is no key that Kubernetes accepts", span);
  return name;
}

/** Later keys win over earlier ones, merged or written: goyaml.v2 decode.go (mapping, merge). */
function merge(owner: Record<string, unknown>, value: unknown, span: Span): void {
  const sources: readonly unknown[] = Array.isArray(value) ? [...(value as unknown[])].reverse() : [value];
  for (const source of sources) {
    if (typeof source !== "object" || source === null || Array.isArray(source)) {
      throw refusal("yaml/syntax", "only a mapping, or a list of mappings, can be merged", span);
    }
    for (const [name, child] of Object.entries(source)) setOwn(owner, name, child);
  }
}

function composeAlias(context: Context, { source }: Alias, mark: number, span: Span): unknown {
  context.tape.close(mark, span.start, span.end, false);
  const anchor = context.anchors.get(source);
  if (!anchor) throw refusal("yaml/unknown-alias", `no anchor "&${source}" stands before this alias`, span);
  if (anchor === "open") throw refusal("yaml/unknown-alias", `the anchor "&${source}" contains itself`, span);
  context.expanded += anchor.size;
  if (context.expanded > aliasFloor && context.expanded > aliasRatio * context.written) {
    throw refusal("yaml/alias-bomb", "aliases blow this document up to more than 100 times its size", span);
  }
  return anchor.value;
}

function scalarValue(node: Scalar, span: Span): unknown {
  const text = node.source ?? "";
  const value = node.tag ? resolveTagged(node.tag, text) : node.type === "PLAIN" ? resolvePlain(text) : text;
  if (value === undefined) throw refusal("yaml/syntax", `"${text}" cannot be read as ${node.tag ?? ""}`, span);
  if (typeof value !== "number" || Number.isFinite(value)) return value;
  throw refusal("yaml/invalid-number", `"${text}" is no number in JSON; quote it if it is text`, span);
}

function spanOf({ offset }: { readonly offset: number }, node: Node | null): Span {
  const range = node?.range;
  return range ? { start: offset + range[0], end: offset + range[1] } : { start: offset, end: offset };
}

function refusal(rule: `yaml/${string}`, message: string, span: Span): Refusal {
  return new Refusal({ rule, severity: "error", message, span });
}
