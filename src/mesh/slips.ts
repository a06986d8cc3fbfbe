/** Slips of the pen: names that differ by a letter. */

import { distance } from "fastest-levenshtein";
import type { Mesh } from "./mesh.ts";
import type { Labels } from "./selectors.ts";
import { workloadsSelectedBy } from "./workloads.ts";

/** A pod whose labels differ by a slip of the pen: `app=cart` for `app=crat`. */
export function meantLabel(mesh: Mesh, labels: Labels, space: string | undefined): string | undefined {
  // Comparing letter by letter is slow, and in a crowd everything resembles something.
  for (const { podLabels } of workloadsSelectedBy(mesh, {}, space).slice(0, 1000)) {
    const key = mistakenKey(labels, podLabels);
    if (key !== undefined) return `${key}=${podLabels[key] ?? ""}`;
  }
  return undefined;
}

function mistakenKey(labels: Labels, podLabels: Labels): string | undefined {
  const wrong = Object.keys(labels).filter((key) => labels[key] !== podLabels[key]);
  const [key] = wrong;
  if (key === undefined || wrong.length > 1 || !Object.hasOwn(podLabels, key)) return undefined;
  const [wanted, found]: readonly unknown[] = [labels[key], podLabels[key]];
  // Where no schema has spoken, a label may be a number.
  if (typeof wanted !== "string" || typeof found !== "string") return undefined;
  return isSlip(wanted, found) ? key : undefined;
}

/** Whether a name is nearly another one. `v1` and `v2` are alike and not mistaken for each other. */
export function isSlip(written: string, meant: string): boolean {
  if (written.length < 4 || withoutDigits(written) === withoutDigits(meant)) return false;
  return distance(written, meant) <= 2;
}

function withoutDigits(name: string): string {
  return name.replace(/\d/g, "");
}
