/** Values with the places that they came from, for whoever shows them. */

import type { Path } from "../yaml/document.ts";
import { placeOf, type Layer } from "./layer.ts";

type Scalar = string | number | boolean;

/** A value, or a collection of them; what has no `from` came from where its parts, or what is around it, came from. */
export type Shown =
  | { readonly value: Scalar; readonly from?: string }
  | { readonly items: readonly Shown[]; readonly from?: string }
  | { readonly entries: readonly (readonly [key: string, shown: Shown])[]; readonly from?: string };

/** A value that has the form in which a layer holds it at a path. */
export function placed(value: unknown, layer: Layer, path: Path): Shown {
  if (Array.isArray(value)) return { items: value.map((each, at) => placed(each, layer, [...path, at])) };
  if (typeof value === "object" && value !== null)
    return { entries: Object.entries(value).map(([key, each]) => [key, placed(each, layer, [...path, key])]) };
  return { value: value as Scalar, from: placeOf(layer, path) };
}

/** A value of which nobody knows more. */
export function plain(value: unknown): Shown {
  if (Array.isArray(value)) return { items: value.map(plain) };
  if (typeof value === "object" && value !== null)
    return { entries: Object.entries(value).map(([key, each]) => [key, plain(each)]) };
  return { value: value as Scalar };
}
