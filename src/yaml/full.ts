/** Reads one document with the `yaml` package under kubectl's rules: whatever the fast parser does not know for certain. */

import type { Alias, Document, Node, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import type { Span } from "../source/source.ts";
import type { YamlProblem } from "./document.ts";
import { duplicateKey, setOwn } from "./owner.ts";
import { keyName, resolvePlain } from "./scalar.ts";
import { resolveTagged } from "./tag.ts";
import type { Tape } from "./tape.ts";

type Library = typeof import("yaml");

let library: Library | undefined;

export async function loadFullParser(): Promise<void> {
  library ??= await import("yaml");
}

export function hasFullParser(): boolean {
  return library !== undefined;
}

/** What one document came to: a value, unless a problem stands in its way. */
export interface Reading {
  readonly value?: unknown;
  readonly problems: readonly YamlProblem[];
  /** Whether it is a template for certain. */
  readonly isTemplate?: boolean;
}

export const maxDepth = 200;

/** Aliases may make a document this many times larger than its text has nodes, once it is large at all. */
const aliasFloor = 100_000;
const aliasRatio = 100;

/** Ends the reading of one document; caught in `readFull`, never seen outside. */
class Refusal extends Error {
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

interface Context {
  readonly yaml: Library;
  readonly offset: number;
  readonly tape: Tape;
  readonly problems: YamlProblem[];
  readonly anchors: Map<string, Anchor | "open">;
  /** Nodes that are written, and nodes that there are once aliases are followed. */
  written: number;
  expanded: number;
}

/** Reads a document; the full parser must have been loaded. */
export function readFull(text: string, offset: number, tape: Tape): Reading {
  if (!library) throw new Error("internal: the full parser is not loaded");
  const context: Context = {
    yaml: library,
    offset,
    tape,
    problems: [],
    anchors: new Map(),
    written: 0,
    expanded: 0,
  };
  tape.clear();
  try {
    const document = parse(library, text);
    const failure = document.errors.find(({ code }) => code !== "MULTIPLE_DOCS");
    if (failure) return { problems: [syntaxProblem(failure, text, offset)] };
    if (!document.contents) return { value: undefined, problems: [] };
    const root = tape.open("", -1, -1);
    const value = build(context, document.contents, root, 0);
    return { value, problems: context.problems };
  } catch (error) {
    if (error instanceof Refusal) return { problems: [...context.problems, error.problem] };
    const message = error instanceof RangeError ? "too many levels" : "this document cannot be read";
    const rule = error instanceof RangeError ? "yaml/too-deep" : "yaml/syntax";
    return { problems: [{ rule, severity: "error", message, span: { start: offset, end: offset } }] };
  }
}

function parse(yaml: Library, text: string): Document.Parsed {
  return yaml.parseDocument(text, {
    schema: "failsafe",
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
    logLevel: "silent",
  });
}

function syntaxProblem(
  { message, pos }: { readonly message: string; readonly pos: readonly [number, number] },
  text: string,
  offset: number,
): YamlProblem {
  const lineEnd = text.indexOf("\n", pos[0]);
  const end = Math.max(pos[0], Math.min(pos[1], lineEnd === -1 ? text.length : lineEnd));
  const words = message.charAt(0).toLowerCase() + message.slice(1);
  return {
    rule: "yaml/syntax",
    severity: "error",
    message: words.replace(/[.:]$/, ""),
    span: { start: offset + pos[0], end: offset + end },
  };
}

function build(context: Context, node: Node | null, mark: number, depth: number): unknown {
  context.written++;
  context.expanded++;
  const { yaml, tape } = context;
  if (!node) {
    tape.close(mark, 0, 0, false);
    return null;
  }
  const span = spanOf(context, node);
  if (depth > maxDepth) throw refusal("yaml/too-deep", `more than ${maxDepth} levels`, span);
  if (yaml.isAlias(node)) return buildAlias(context, node, mark, span);
  const before = context.expanded;
  const anchor = "anchor" in node ? node.anchor : undefined;
  if (anchor) context.anchors.set(anchor, "open");
  const value = buildNode(context, node, mark, span, depth);
  if (anchor) context.anchors.set(anchor, { value, size: context.expanded - before + 1 });
  return value;
}

function buildNode(context: Context, node: Node, mark: number, span: Span, depth: number): unknown {
  const { yaml, tape } = context;
  if (yaml.isMap(node)) {
    const value = buildMap(context, node, depth);
    tape.close(mark, span.start, span.end, true);
    return value;
  }
  if (yaml.isSeq(node)) {
    const value = buildList(context, node, depth);
    tape.close(mark, span.start, span.end, true);
    return value;
  }
  tape.close(mark, span.start, span.end, false);
  return scalarValue(node as Scalar, span);
}

function buildList(context: Context, node: YAMLSeq, depth: number): unknown[] {
  return node.items.map((item, index) => {
    const mark = context.tape.open(index, -1, -1);
    if (!context.yaml.isPair(item)) return build(context, item as Node, mark, depth + 1);
    // `[a: 1]` is a list with a mapping of one key.
    const value: Record<string, unknown> = {};
    buildPair(context, value, item as Pair<Node, Node | null>, new Map(), depth + 1);
    context.tape.close(mark, context.tape.keyStart(mark + 1), context.tape.end(mark + 1), true);
    return value;
  });
}

function buildMap(context: Context, node: YAMLMap, depth: number): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  const seen = new Map<string, Span>();
  for (const pair of node.items) buildPair(context, value, pair as Pair<Node, Node | null>, seen, depth);
  return value;
}

function buildPair(
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
  const child = build(context, value, mark, depth + 1);
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

function keyOf(context: Context, key: Node, span: Span): string {
  const value = keyValue(context, key, span);
  const name = typeof value === "object" && value !== null ? undefined : keyName(value as string | number | null);
  if (name !== undefined) return name;
  const what = value === null ? "null" : Array.isArray(value) ? "a list" : "a mapping";
  throw refusal("yaml/invalid-key", `${what} is no key that Kubernetes accepts`, span);
}

function keyValue(context: Context, key: Node | null, span: Span): unknown {
  const { yaml, anchors } = context;
  if (!key) return null;
  if (yaml.isSeq(key)) return [];
  if (yaml.isMap(key)) return {};
  if (yaml.isAlias(key)) {
    const anchor = anchors.get(key.source);
    return typeof anchor === "object" ? anchor.value : null;
  }
  const value = scalarValue(key, span);
  if (key.anchor) anchors.set(key.anchor, { value, size: 1 });
  return value;
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

function buildAlias(context: Context, { source }: Alias, mark: number, span: Span): unknown {
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
  const text = typeof node.value === "string" ? node.value : (node.source ?? "");
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
