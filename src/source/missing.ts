/** What to say of a path that is not there. */

import { readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/** One line that names the nearest neighbour: `there is no "k8s/prd": did you mean "k8s/prod"?` */
export async function missingPath(path: string, cwd: string): Promise<string> {
  const said = `there is no ${JSON.stringify(path)}`;
  const name = basename(path);
  const near = await nearest(name, siblings(resolve(cwd, dirname(path))));
  return near === undefined ? said : `${said}: did you mean ${JSON.stringify(join(dirname(path), near))}?`;
}

function siblings(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The candidate that a typo would explain, if there is one. */
export async function nearest(name: string, candidates: readonly string[]): Promise<string | undefined> {
  if (candidates.length === 0) return undefined;
  const { closest, distance } = await import("fastest-levenshtein");
  const best = closest(name, candidates);
  return distance(name, best) <= Math.max(2, Math.floor(name.length / 3)) ? best : undefined;
}
