/** What one run leaves for the next: what has not changed is parsed and checked once. */

import { isDeepStrictEqual } from "node:util";
import type { Change, Environment, Resource, Written } from "../render/environment.ts";
import type { YamlFile } from "../yaml/document.ts";
import { readYamlFiles } from "../yaml/read.ts";
import type { IsElsewhere } from "./elsewhere.ts";

export interface Memory {
  readonly parse: typeof readYamlFiles;
  /** An equal environment of before, so that its objects are those of both runs; else the environment itself. */
  readonly known: (environment: Environment) => Environment;
  /** What the check said when it was asked last, if all that it looked at is the same. */
  readonly checked: <T>(environment: Environment, view: View, check: (view: View) => T) => T;
}

/** What a check sees besides its environment and the configuration. */
export interface View {
  /** Objects of which rules see the name only. */
  readonly invalid: ReadonlySet<object>;
  readonly isElsewhere: IsElsewhere;
}

interface Answer {
  readonly invalid: readonly boolean[];
  readonly elsewhere: readonly { readonly asked: Parameters<IsElsewhere>; readonly answer: boolean }[];
  readonly result: unknown;
}

export function memory(): Memory {
  const files = new Map<string, { readonly text: string; readonly file: YamlFile }>();
  const environments = new Map<string, Environment>();
  const answers = new Map<Environment, Answer>();
  return {
    async parse(sources, isWorthIt) {
      const fresh = sources.filter(({ path, text }) => files.get(path)?.text !== text);
      const read = await readYamlFiles(fresh, isWorthIt);
      for (const [index, { path, text }] of fresh.entries()) {
        const file = read[index];
        if (file) files.set(path, { text, file });
      }
      return sources.flatMap(({ path }) => files.get(path)?.file ?? []);
    },
    known(environment) {
      const before = environments.get(environment.name);
      if (before && isSame(before, environment)) return before;
      environments.set(environment.name, environment);
      return environment;
    },
    checked<T>(environment: Environment, view: View, check: (view: View) => T): T {
      const invalid = environment.resources.map(({ object }) => view.invalid.has(object));
      const before = answers.get(environment);
      if (before && isDeepStrictEqual(before.invalid, invalid) && answersAlike(before, view)) return before.result as T;
      const elsewhere: { asked: Parameters<IsElsewhere>; answer: boolean }[] = [];
      const isElsewhere: IsElsewhere = (...asked) => {
        const answer = view.isElsewhere(...asked);
        elsewhere.push({ asked, answer });
        return answer;
      };
      const result = check({ ...view, isElsewhere });
      answers.set(environment, { invalid, elsewhere, result });
      return result;
    },
  };
}

function answersAlike({ elsewhere }: Answer, { isElsewhere }: View): boolean {
  return elsewhere.every(({ asked, answer }) => isElsewhere(...asked) === answer);
}

/** Documents are the same where their files are: those are parsed once. */
function isSame(a: Environment, b: Environment): boolean {
  const { resources, ...head } = a;
  const { resources: others, ...otherHead } = b;
  if (resources.length !== others.length || !isDeepStrictEqual(head, otherHead)) return false;
  return resources.every((resource, index) => isSameResource(resource, others[index]));
}

function isSameResource(a: Resource, b: Resource | undefined): boolean {
  if (a.document !== b?.document) return false;
  if (!isDeepStrictEqual(a.prefix, b.prefix) || !isDeepStrictEqual(a.overrides, b.overrides)) return false;
  if (a.object === b.object) return true;
  if (a.changes?.size !== b.changes?.size || !isDeepStrictEqual(a.object, b.object)) return false;
  const others = [...(b.changes?.values() ?? [])];
  return [...(a.changes?.values() ?? [])].every((change, index) => isSameChange(change, others[index]));
}

function isSameChange(a: Change, b: Change | undefined): boolean {
  if (!b || !isSamePlace(a.at, b.at) || a.entries?.size !== b.entries?.size) return false;
  return [...(a.entries ?? [])].every(([key, at]) => isSamePlace(at, b.entries?.get(key)));
}

function isSamePlace(a: Written, b: Written | undefined): boolean {
  return a.document === b?.document && isDeepStrictEqual(a.path, b.path);
}
