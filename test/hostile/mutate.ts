/** Changes to manifests that no schema foresees, each told by two numbers so that fast-check can make them fewer. */

import { oddNames, oddValues } from "./odd.ts";

export interface Mutation {
  /** Which node, counted through all documents. */
  readonly place: number;
  /** What becomes of it. */
  readonly what: number;
}

interface Node {
  readonly owner: Record<string | number, unknown>;
  readonly key: string | number;
}

/** Changes the documents in place. */
export function mutate(documents: unknown[], mutations: readonly Mutation[]): void {
  for (const { place, what } of mutations) {
    const nodes = nodesOf(documents);
    const node = nodes[place % nodes.length];
    if (node) apply(node, what, nodes);
  }
}

/** Every entry below, the first levels too: a document may become anything. */
function nodesOf(documents: unknown[]): Node[] {
  const nodes: Node[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const owner = value as Record<string | number, unknown>;
    for (const key of Object.keys(owner)) {
      nodes.push({ owner, key: Array.isArray(value) ? Number(key) : key });
      visit(owner[key]);
    }
  };
  for (const document of documents) visit(document);
  return nodes;
}

type Operation = (node: Node, step: number, nodes: readonly Node[]) => void;

const operations: readonly Operation[] = [
  remove,
  rename,
  twice,
  addNull,
  putAnother,
  // What most mistakes are made of.
  putOdd,
  putOdd,
  putOdd,
];

function apply(node: Node, what: number, nodes: readonly Node[]): void {
  operations[what % operations.length]?.(node, Math.floor(what / operations.length), nodes);
}

function remove({ owner, key }: Node): void {
  if (Array.isArray(owner)) owner.splice(Number(key), 1);
  else Reflect.deleteProperty(owner, key);
}

function rename(node: Node, step: number): void {
  const { owner, key } = node;
  const value = owner[key];
  const name = oddNames[step % oddNames.length] ?? "";
  if (Array.isArray(owner)) set(owner, key, { [name]: value });
  else {
    remove(node);
    set(owner, name, value);
  }
}

function twice({ owner, key }: Node): void {
  const copy = structuredClone(owner[key]);
  if (Array.isArray(owner)) owner.push(copy);
  else set(owner, `${key}2`, copy);
}

function addNull({ owner, key }: Node): void {
  set(owner, key, [owner[key], null]);
}

function putAnother({ owner, key }: Node, step: number, nodes: readonly Node[]): void {
  const other = nodes[step % nodes.length];
  set(owner, key, structuredClone(other?.owner[other.key]));
}

function putOdd({ owner, key }: Node, step: number): void {
  set(owner, key, structuredClone(oddValues[step % oddValues.length]));
}

function set(owner: object, key: string | number, value: unknown): void {
  Object.defineProperty(owner, key, { value, enumerable: true, configurable: true, writable: true });
}
