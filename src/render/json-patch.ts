/** JSON patches (RFC 6902): a list of operations on paths. */

import { isDeepStrictEqual } from "node:util";
import { below, get, isMapping, type Editor, type Mapping } from "./edit.ts";
import type { Written } from "./environment.ts";
import type { PatchText } from "./merge.ts";

/** Applies the operations; returns why it stopped, or undefined. */
export function applyJsonPatch(editor: Editor, patch: PatchText): Failure | undefined {
  if (!Array.isArray(patch.value)) return undefined;
  for (const [index, operation] of (patch.value as unknown[]).entries()) {
    const at = patch.isInline ? patch.at : below(patch.at, index);
    const reason = isMapping(operation)
      ? apply(editor, operation, patch.isInline ? at : below(at, "value"))
      : "an operation is no mapping";
    if (reason) return { reason, at: patch.isInline || !isMapping(operation) ? at : below(at, culprit(operation)) };
  }
  return undefined;
}

const operations = new Set<unknown>(["add", "replace", "remove", "test", "copy", "move"]);

function culprit({ op }: Readonly<Mapping>): "op" | "path" {
  return operations.has(op) ? "path" : "op";
}

export interface Failure {
  readonly reason: string;
  readonly at: Written;
}

function apply(editor: Editor, operation: Readonly<Mapping>, written: Written): string | undefined {
  const { op, path, from, value } = operation;
  if (typeof path !== "string") return 'an operation has no "path"';
  const place = placeOf(editor, path);
  if (!place) return absent(path);
  switch (op) {
    case "add":
      return add(editor, place, { value, written });
    case "replace":
      // kustomize's library sets a key that was not there; only an item of a list has to be.
      if (Array.isArray(place.container) && !exists(place)) return absent(path);
      editor.set(place.container, keyIn(place), { value, written });
      return undefined;
    case "remove":
      if (!exists(place)) return absent(path);
      editor.remove(place.container, keyIn(place));
      return undefined;
    case "test":
      return isDeepStrictEqual(get(place.container, keyIn(place)), value)
        ? undefined
        : `another value is at ${JSON.stringify(path)}`;
    case "copy":
    case "move":
      return typeof from === "string" ? carry(editor, place, { from, isMove: op === "move" }) : 'it has no "from"';
    default:
      return `unknown operation ${JSON.stringify(op)}`;
  }
}

function absent(pointer: string): string {
  return `nothing is at ${JSON.stringify(pointer)}`;
}

interface Spot {
  /** New: may be changed. */
  readonly container: object;
  readonly key: string;
}

/** RFC 6901: steps between slashes, `~1` for a slash and `~0` for a tilde. */
function placeOf(editor: Editor, pointer: string): Spot | undefined {
  const steps = pointer.split("/").map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const key = steps.pop();
  if (steps.shift() !== "" || key === undefined) return undefined;
  let container: object | undefined = editor.root;
  for (const step of steps) {
    container = editor.own(container, Array.isArray(container) ? Number(step) : step);
    if (!container) return undefined;
  }
  return { container, key };
}

function keyIn({ container, key }: Spot): string | number {
  if (!Array.isArray(container)) return key;
  return key === "-" ? container.length : /^-?[0-9]+$/.test(key) ? Number(key) : -1;
}

function exists(spot: Spot): boolean {
  return Object.hasOwn(spot.container, keyIn(spot));
}

function add(
  editor: Editor,
  spot: Spot,
  entry: { readonly value: unknown; readonly written: Written },
): string | undefined {
  const key = keyIn(spot);
  if (!Array.isArray(spot.container)) editor.set(spot.container, key, entry);
  else if (typeof key !== "number" || key < 0 || key > spot.container.length)
    return `no item ${JSON.stringify(spot.key)}`;
  else editor.insert(spot.container as unknown[], key, entry);
  return undefined;
}

function carry(
  editor: Editor,
  spot: Spot,
  { from, isMove }: { readonly from: string; readonly isMove: boolean },
): string | undefined {
  const source = placeOf(editor, from);
  if (!source || !exists(source)) return absent(from);
  const key = keyIn(source);
  const entry = { value: get(source.container, key), written: editor.writtenAt(source.container, key) };
  if (isMove) editor.remove(source.container, key);
  return add(editor, spot, entry);
}
