/** Objects of which nobody can read all: placeholders stand in their names, or they failed their schema. */

import { isClusterScoped, type Manifest } from "./manifest.ts";
import { question, type Mesh } from "./mesh.ts";
import { isUnknown } from "./unknown.ts";

interface Unread {
  /** `namespace\nname`; either is empty where nobody knows it. */
  readonly identities: ReadonlySet<string>;
  /** Of those that failed their schema; empty for one that nobody knows. */
  readonly namespaces: ReadonlySet<string>;
  readonly hasVagueNames: boolean;
}

const unreadByKind = question(() => new Map<string, Unread>());

function unreadOf(mesh: Mesh, kind: string): Unread {
  const byKind = unreadByKind(mesh);
  let known = byKind.get(kind);
  if (!known) byKind.set(kind, (known = unread(mesh, kind)));
  return known;
}

function unread(mesh: Mesh, kind: string): Unread {
  const broken = mesh.invalid(kind);
  const vague = mesh.allOf(kind).filter(({ name, namespace }) => isUnknown(name) || isUnknown(namespace));
  return {
    identities: new Set([...broken, ...vague].map((one) => `${namespaceOf(one)}\n${readable(one.name)}`)),
    namespaces: new Set([...broken.map(namespaceOf), ...vague.map(namespaceOf).filter((one) => one === "")]),
    hasVagueNames: vague.length > 0,
  };
}

function readable(name: string): string {
  return isUnknown(name) ? "" : name;
}

function namespaceOf({ namespace, name, metadata, overrides }: Manifest): string {
  if (overrides?.namespace !== undefined) return readable(namespace);
  const { namespace: written }: { readonly namespace?: unknown } = metadata;
  // A template without a namespace goes wherever its release does.
  if (written === undefined) return readable(name) === "" ? "" : namespace;
  return typeof written === "string" ? readable(namespace) : "";
}

/** Whether an object of that identity is here, or one whose name or namespace nobody knows, so that it may be this one. */
export function mayBeHere(mesh: Mesh, kind: string, namespace: string, name: string): boolean {
  if (mesh.has(kind, namespace, name)) return true;
  const { identities } = unreadOf(mesh, kind);
  if (identities.size === 0) return false;
  const spaces = isClusterScoped(kind) ? [""] : [namespace, ""];
  return spaces.some((space) => identities.has(`${space}\n${name}`) || identities.has(`${space}\n`));
}

/** Whether an object of that very identity failed its schema, be there another that did not. */
export function hasBroken(mesh: Mesh, kind: string, namespace: string, name: string): boolean {
  return unreadOf(mesh, kind).identities.has(`${namespace}\n${name}`);
}

/** Whether objects of a kind in a namespace say more than anybody can read. */
export function mayHoldUnread(mesh: Mesh, kind: string, namespace: string): boolean {
  const { namespaces } = unreadOf(mesh, kind);
  return namespaces.has(namespace) || namespaces.has("");
}

/** Whether objects of a kind are here, in any namespace, whose name or content nobody knows. */
export function isVague(mesh: Mesh, kind: string): boolean {
  return unreadOf(mesh, kind).identities.size > 0;
}

/** Whether objects of a kind are here whose name or namespace is a placeholder. */
export function hasVagueNames(mesh: Mesh, kind: string): boolean {
  return unreadOf(mesh, kind).hasVagueNames;
}
