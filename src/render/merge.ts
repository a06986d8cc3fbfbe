/** Strategic merge patches: maps merge, lists of built-in kinds merge by their key, all other lists are replaced. */

import { below, get, isMapping, type Editor, type Mapping } from "./edit.ts";
import type { Resource, Written } from "./environment.ts";

/** What a patch says, and where its values are written; inline patches stand at one place as a whole. */
export interface PatchText {
  readonly value: unknown;
  readonly at: Written;
  readonly isInline: boolean;
}

/** Groups whose lists have merge keys. Custom resources have none: kubernetes-sigs/kustomize replaces their lists. */
const builtIn = new Set([
  "",
  "admissionregistration.k8s.io",
  "apps",
  "batch",
  "networking.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
]);

const mergeKeys: ReadonlyMap<string, string> = new Map([
  ["containers", "name"],
  ["initContainers", "name"],
  ["ephemeralContainers", "name"],
  ["volumes", "name"],
  ["env", "name"],
  ["volumeMounts", "mountPath"],
  ["imagePullSecrets", "name"],
  ["hostAliases", "ip"],
  ["webhooks", "name"],
]);

interface Merge {
  readonly editor: Editor;
  readonly isInline: boolean;
  /** The key by which items of a list under this key merge. */
  readonly mergeKey: (key: string) => string | undefined;
}

/** Merges a patch into the object of an editor. */
export function mergePatch(editor: Editor, { value, at, isInline }: PatchText, { object }: Resource): void {
  if (!isMapping(value)) return;
  const slash = object.apiVersion.indexOf("/");
  const keyed = builtIn.has(slash === -1 ? "" : object.apiVersion.slice(0, slash));
  const ports = object.kind === "Service" ? "port" : "containerPort";
  const mergeKey = (key: string) => (keyed ? (key === "ports" ? ports : mergeKeys.get(key)) : undefined);
  mergeMapping(editor.root, { patch: value, at, merge: { editor, isInline, mergeKey } });
}

interface Level {
  readonly patch: Readonly<Mapping>;
  readonly at: Written;
  readonly merge: Merge;
}

function mergeMapping(target: object, { patch, at, merge }: Level): void {
  const { editor, isInline, mergeKey } = merge;
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith("$")) continue;
    const written = isInline ? at : below(at, key);
    const current = get(target, key);
    const directive = isMapping(value) ? value.$patch : undefined;
    if (value === null || directive === "delete") {
      if (current !== undefined) editor.remove(target, key);
    } else if (isMapping(value) && isMapping(current) && directive !== "replace") {
      const child = editor.own(target, key);
      if (child) mergeMapping(child, { patch: value, at: written, merge });
    } else if (Array.isArray(value) && Array.isArray(current) && mergeKey(key) !== undefined) {
      // An item `$patch: replace` takes the old ones away.
      if ((value as unknown[]).some(replacesList)) editor.set(target, key, { value: [], written });
      const child = editor.own(target, key) as unknown[];
      mergeList(child, { items: value as unknown[], by: mergeKey(key) ?? "", at: written, merge });
    } else {
      editor.set(target, key, { value: isMapping(value) ? withoutDirectives(value) : value, written });
    }
  }
}

interface ListLevel {
  readonly items: readonly unknown[];
  readonly by: string;
  readonly at: Written;
  readonly merge: Merge;
}

/** New items come first, as kustomize has it. */
function mergeList(list: unknown[], { items, by, at, merge }: ListLevel): void {
  let added = 0;
  for (const [index, item] of items.entries()) {
    if (replacesList(item)) continue;
    const written = merge.isInline ? at : below(at, index);
    const match = isMapping(item) ? list.findIndex((each) => isMapping(each) && each[by] === item[by]) : -1;
    if (!isMapping(item) || match === -1) {
      if (!isMapping(item) || item.$patch !== "delete") {
        merge.editor.insert(list, added++, { value: item, written });
      }
    } else if (item.$patch === "delete") {
      merge.editor.remove(list, match);
    } else {
      const child = merge.editor.own(list, match);
      if (child) mergeMapping(child, { patch: item, at: written, merge });
    }
  }
}

function replacesList(item: unknown): boolean {
  return isMapping(item) && item.$patch === "replace" && Object.keys(item).length === 1;
}

/** The value as it is where it holds no directive, so that it keeps its place. */
function withoutDirectives(value: Readonly<Mapping>): Readonly<Mapping> {
  const keys = Object.keys(value);
  if (!keys.some((key) => key.startsWith("$"))) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith("$")));
}
