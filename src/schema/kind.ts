/** Which schema an object asks for by apiVersion and kind, and what is wrong with how it asks. */

import { isPlaceholder } from "../finding/placeholder.ts";
import type { KindOfGroup } from "./definition.ts";
import type { Naming } from "./metadata.ts";
import type { Node } from "./node.ts";
import { isEmbedded, type Schemas } from "./pack.ts";
import { removalOf, type Removal } from "./removed.ts";
import { alternatives, quote, type SchemaFinding } from "./walk.ts";
import { closest } from "./words.ts";

export interface Lookup {
  /** Absent where nothing more can be said of the object. */
  readonly node?: Node;
  readonly naming: Naming;
  readonly builtin: boolean;
  readonly findings: readonly SchemaFinding[];
  /** Whether other versions of the kind have a schema, so that readers expect its fields, and this one has none. */
  readonly isUnchecked: boolean;
}

/** Groups of which every kind is known, so that another one is a mistake. */
const closedGroups = /(?:^|\.)(?:istio\.io|linkerd\.io|smi-spec\.io|gateway\.networking\.(?:x-)?k8s\.io)$/;
/** Kinds that `istioctl` reads from files and no API server need ever see: they may go without a name. */
const fileGroups: ReadonlySet<string> = new Set(["install.istio.io", "operator.istio.io"]);

const lookups = new WeakMap<Schemas, Map<string, Map<string, Lookup>>>();

export function lookup(schemas: Schemas, apiVersion: string, kind: string): Lookup {
  let byVersion = lookups.get(schemas);
  if (!byVersion) lookups.set(schemas, (byVersion = new Map<string, Map<string, Lookup>>()));
  let byKind = byVersion.get(apiVersion);
  if (!byKind) byVersion.set(apiVersion, (byKind = new Map<string, Lookup>()));
  let found = byKind.get(kind);
  if (!found) byKind.set(kind, (found = find(schemas, apiVersion, kind)));
  return found;
}

function find(schemas: Schemas, apiVersion: string, kind: string): Lookup {
  // `apiVersion: gateway.networking.k8s.io/${VERSION}`: which schema it asks for shows when it is rendered.
  if (isPlaceholder(apiVersion) || isPlaceholder(kind)) return { ...nothing(undefined, undefined), isUnchecked: true };
  const slash = apiVersion.indexOf("/");
  const group = slash === -1 ? "" : apiVersion.slice(0, slash);
  const version = apiVersion.slice(slash + 1);
  const definition = schemas.groups.get(group)?.get(kind);
  const found = definition?.versions.get(version);
  const removal = found?.served ? undefined : removalOf(group, version, kind);
  if (removal) return nothing(removed(group, kind, version, { definition, removal }), definition);
  if (!definition) return nothing(unknownKind(schemas, group, kind), namesake(schemas, group, kind));
  const better = found?.served ? [] : [...servedKinds(group, kind, definition), ...graduated(schemas, group, kind)];
  const unserved = found?.served ? [] : [unknownVersion(kind, version, definition, better)];
  if (!found || (unserved.length > 0 && !isEmbedded(definition))) return nothing(unserved[0], definition);
  const findings = found.served && found.deprecated ? [deprecated(group, kind, version, definition)] : unserved;
  const builtin = !group.includes(".") || (group.endsWith(".k8s.io") && !closedGroups.test(group));
  const naming: Naming = { scope: definition.scope, form: nameForm(group, kind), isOptional: fileGroups.has(group) };
  return { node: found.node(), naming, builtin, findings, isUnchecked: false };
}

/** The kind that was meant where the group was left out: `apiVersion: v1` of a Deployment. */
function namesake({ groups }: Schemas, group: string, kind: string): KindOfGroup | undefined {
  if (group !== "") return undefined;
  for (const kinds of groups.values()) if (kinds.has(kind)) return kinds.get(kind);
  return undefined;
}

function nothing(finding: SchemaFinding | undefined, definition: KindOfGroup | undefined): Lookup {
  const findings = finding ? [finding] : [];
  const naming: Naming = { scope: "Namespaced", form: "subdomain", isOptional: true };
  return { naming, builtin: false, findings, isUnchecked: definition !== undefined };
}

function nameForm(group: string, kind: string): Naming["form"] {
  if (group === "" && (kind === "Service" || kind === "Namespace")) return "label";
  return group === "rbac.authorization.k8s.io" ? "segment" : "subdomain";
}

function unknownKind({ groups }: Schemas, group: string, kind: string): SchemaFinding | undefined {
  const kinds = groups.get(group);
  if (!kinds) return unknownGroup(groups, group, kind);
  if (!closedGroups.test(group) || fileGroups.has(group)) return undefined;
  const meant = closest(kind, kinds.keys());
  const elsewhere = [...groups].find(([, others]) => others.has(kind))?.[0];
  const isElsewhere = elsewhere !== undefined && closedGroups.test(elsewhere);
  const hint = isElsewhere ? `it belongs to ${quote(elsewhere)}` : meant && `did you mean ${quote(meant)}?`;
  const message = `unknown kind ${quote(kind)} of ${quote(group)}${hint ? `: ${hint}` : ""}`;
  return atKey("schema/unknown-kind", message, isElsewhere ? "apiVersion" : "kind");
}

/** Whether a group names the project of another one, well or badly spelt: a fork has the kinds, under its own name. */
function namesProjectOf(known: string, group: string): boolean {
  const project = known.split(".").at(-2) ?? known;
  return group.split(".").some((label) => closest(label, [project]) !== undefined);
}

/** A kind of a mesh in a group that looks like the mesh's own. */
function unknownGroup(groups: Schemas["groups"], group: string, kind: string): SchemaFinding | undefined {
  for (const [known, kinds] of groups) {
    if (!kinds.has(kind) || !closedGroups.test(known) || closest(group, [known]) === undefined) continue;
    if (!namesProjectOf(known, group)) continue;
    const message = `unknown group ${quote(group)}: did you mean ${quote(known)}?`;
    return atKey("schema/unknown-kind", message, "apiVersion");
  }
  return undefined;
}

/** Where experiments of Kubernetes' projects go once they are settled: XListenerSet of the group `….x-k8s.io`. */
function graduated({ groups }: Schemas, group: string, kind: string): readonly Served[] {
  if (!group.endsWith(".x-k8s.io") || !kind.startsWith("X")) return [];
  const settled = { group: group.replace(/\.x-k8s\.io$/, ".k8s.io"), kind: kind.slice(1) };
  const definition = groups.get(settled.group)?.get(settled.kind);
  return definition ? servedKinds(settled.group, settled.kind, definition) : [];
}

function unknownVersion(
  kind: string,
  version: string,
  definition: KindOfGroup,
  served: readonly Served[],
): SchemaFinding {
  const isKnown = definition.versions.has(version);
  const what = isKnown ? `${kind} ${quote(version)} is no longer served` : `${kind} has no version ${quote(version)}`;
  const hint = hintTo(kind, served);
  // Older releases than those of the pack served it; a definition that the user brings is the cluster's own.
  if (isKnown && isEmbedded(definition)) return old(what + hint, served);
  return atKey("schema/unknown-version", what + hint, "apiVersion");
}

interface Removed {
  readonly definition: KindOfGroup | undefined;
  readonly removal: Removal;
}

function removed(group: string, kind: string, version: string, { definition, removal }: Removed): SchemaFinding {
  const served = removal.successor ? [removal.successor] : definition ? servedVersions(group, definition) : [];
  const hint = served.length > 0 ? `: use ${alternatives(served)}` : "";
  return old(`${kind} of ${quote(`${group}/${version}`)} is served no longer since ${removal.release}${hint}`);
}

function deprecated(group: string, kind: string, version: string, definition: KindOfGroup): SchemaFinding {
  const better = servedKinds(group, kind, definition);
  return old(`${kind} ${quote(version)} is deprecated${hintTo(kind, better)}`, better);
}

function old(message: string, instead: readonly Served[] = []): SchemaFinding {
  return {
    ...atKey("schema/deprecated-version", message, "apiVersion"),
    severity: "warning",
    ...(instead.length > 0 && { instead: instead.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`) }),
  };
}

interface Served {
  readonly apiVersion: string;
  readonly kind: string;
}

function hintTo(own: string, served: readonly Served[]): string {
  const names = served.map(({ apiVersion, kind }) => (kind === own ? apiVersion : `${kind} of ${apiVersion}`));
  return names.length > 0 ? `: use ${alternatives(names)}` : "";
}

function servedKinds(group: string, kind: string, definition: KindOfGroup): readonly Served[] {
  return servedVersions(group, definition).map((apiVersion) => ({ apiVersion, kind }));
}

function servedVersions(group: string, { versions }: KindOfGroup): string[] {
  const names: string[] = [];
  for (const [name, { served, deprecated: isOld }] of versions) {
    if (served && !isOld) names.push(group === "" ? name : `${group}/${name}`);
  }
  return names;
}

function atKey(rule: SchemaFinding["rule"], message: string, key: "apiVersion" | "kind"): SchemaFinding {
  return { rule, severity: "error", message, path: [key], part: "value" };
}
