/** In which environments a file has a part: what its text alone decides holds in all of them. */

import type { Environment } from "../render/environment.ts";

export type HomesOf = (file: string) => readonly string[];

/** Looks when it is asked for the first time, which most runs never do. */
export function homesIn(environments: readonly Environment[]): HomesOf {
  let homes: ReadonlyMap<string, readonly string[]> | undefined;
  return (file) => {
    homes ??= byFile(environments);
    return homes.get(file) ?? [];
  };
}

function byFile(environments: readonly Environment[]): Map<string, string[]> {
  const homes = new Map<string, string[]>();
  for (const { name, resources } of environments) {
    for (const { document } of resources) {
      const { path } = document.source;
      const known = homes.get(path);
      if (!known) homes.set(path, [name]);
      else if (known.at(-1) !== name) known.push(name);
    }
  }
  return homes;
}
