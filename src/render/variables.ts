/** Puts values in for `${NAME}` as Flux does after it has built a kustomization. */

import { locate } from "../yaml/locate.ts";
import { resolvePlain } from "../yaml/scalar.ts";
import { edit, get, isMapping, type Editor, type Key } from "./edit.ts";
import type { Resource } from "./environment.ts";

export type Variables = Readonly<Record<string, string>>;

export interface Substituted {
  readonly resources: readonly Resource[];
  /** Names that nobody defines and that have no default. */
  readonly undefinedNames: ReadonlySet<string>;
}

const variable = /\$\$?\{([A-Za-z_][A-Za-z0-9_]*)(?::?[-=]([^{}]*))?\}/g;

/** Objects without a variable stay as they are. Defaults count only if nobody else can define what they stand for. */
export function substitute(resources: readonly Resource[], variables: Variables, hasDefaults = true): Substituted {
  const undefinedNames = new Set<string>();
  const substituted = resources.map((resource) => {
    if (!resource.document.source.text.includes("${") && !resource.changes) return resource;
    return isDisabled(resource) ? resource : substituteIn(resource, { variables, hasDefaults, undefinedNames });
  });
  return { resources: substituted, undefinedNames };
}

interface Values {
  readonly variables: Variables;
  readonly hasDefaults: boolean;
  readonly undefinedNames: Set<string>;
}

/** fluxcd/pkg kustomize/kustomize_varsub.go: an object may opt out. */
function isDisabled({ object: { metadata } }: Resource): boolean {
  if (!isMapping(metadata)) return false;
  return [metadata.labels, metadata.annotations].some(
    (each) => isMapping(each) && each["kustomize.toolkit.fluxcd.io/substitute"] === "disabled",
  );
}

/** Scripts in ConfigMaps have variables of their own. */
const scripted = new Set(["ConfigMap", "Secret"]);

function substituteIn(resource: Resource, { undefinedNames, ...values }: Values): Resource {
  let editor: Editor | undefined;
  const missing = scripted.has(resource.object.kind) ? new Set<string>() : undefinedNames;
  for (const trail of textsWithVariables(resource.object)) {
    const text = trail.reduce<unknown>((node, key) => get(node as object, key), resource.object) as string;
    const value = expand(text, { ...values, undefinedNames: missing });
    if (value === text) continue;
    editor ??= edit(resource);
    put(editor, { trail, text, value });
  }
  return editor?.done() ?? resource;
}

/** Trails of keys to strings with a variable. */
function* textsWithVariables(node: object, above: readonly Key[] = []): Generator<readonly Key[]> {
  const entries: Iterable<readonly [Key, unknown]> = Array.isArray(node)
    ? (node as unknown[]).entries()
    : Object.entries(node);
  for (const [key, value] of entries) {
    if (typeof value === "string") {
      if (value.includes("${")) yield [...above, key];
    } else if (typeof value === "object" && value !== null) {
      yield* textsWithVariables(value, [...above, key]);
    }
  }
}

function expand(text: string, { variables, hasDefaults, undefinedNames }: Values): string {
  return text.replace(variable, (whole, name: string, fallback: string | undefined) => {
    if (whole.startsWith("$$")) return whole;
    const value = Object.hasOwn(variables, name) ? variables[name] : hasDefaults ? fallback : undefined;
    if (value === undefined) undefinedNames.add(name);
    return value ?? whole;
  });
}

function put(
  editor: Editor,
  { trail, text, value }: { readonly trail: readonly Key[]; readonly text: string; readonly value: string },
): void {
  let container: object | undefined = editor.root;
  for (const key of trail.slice(0, -1)) container = container && editor.own(container, key);
  const last = trail.at(-1);
  if (!container || last === undefined) return;
  const written = editor.writtenAt(container, last);
  const { source } = written.document;
  const quote = source.text[locate(written.document, written.path).start];
  // Variables are put into the text: what is not in quotes is read anew, so that `${PORT}` becomes a number.
  const isPlain = quote === "$" && /^\$\{[^{}]*\}$/.test(text);
  editor.set(container, last, { value: isPlain ? resolvePlain(value) : value, written });
}
