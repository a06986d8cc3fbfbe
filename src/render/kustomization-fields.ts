/** Fields of a kustomization file that kustomize does not know: it refuses the whole file for one. */

import { distance } from "fastest-levenshtein";
import { isMapping, listOf } from "./edit.ts";
import type { Kustomization } from "./kustomization.ts";
import type { RenderProblem } from "./problem.ts";
import { mayBeFilledIn } from "./target.ts";

/** Names by themselves in lower case: they are compared as Go does, without regard to case. */
type Names = ReadonlyMap<string, string>;

function namesOf(words: string): Names {
  return new Map(words.split(/\s+/).map((name) => [name.toLowerCase(), name]));
}

/** kubernetes-sigs/kustomize api/types/kustomization.go, with what older versions knew. */
const fields = namesOf(
  `apiVersion kind metadata openapi namePrefix nameSuffix namespace commonLabels labels commonAnnotations
  patchesStrategicMerge patchesJson6902 patches images imageTags replacements replicas vars sortOptions resources
  components crds bases configMapGenerator secretGenerator helmGlobals helmCharts helmChartInflationGenerator
  generatorOptions configurations generators transformers validators buildMetadata inventory`,
);

const generator = "name namespace behavior files literals env envs options";

/** Lists whose items are mappings of few fields. */
const items: Readonly<Record<string, Names>> = Object.fromEntries(
  Object.entries({
    images: "name newName newTag digest tagSuffix",
    replicas: "name count",
    labels: "pairs includeSelectors includeTemplates fields",
    patches: "path patch target options",
    patchesJson6902: "path patch target options",
    configMapGenerator: generator,
    secretGenerator: `${generator} type`,
  }).map(([key, names]) => [key, namesOf(names)]),
);

/** A file that means harm has a million. */
const most = 50;

/** What kustomize says no to before it reads anything else. */
export function invalidFields(kustomization: Kustomization): RenderProblem[] {
  const found: RenderProblem[] = [];
  for (const problem of problemsOf(kustomization)) if (found.push(problem) === most) break;
  return found;
}

function* problemsOf({ document, spec }: Kustomization): Generator<RenderProblem> {
  const problem = (message: string, path: readonly (string | number)[], part: "key" | "value"): RenderProblem => ({
    ...{ rule: "gitops/invalid-kustomization", severity: "error", message, document, path, part },
  });
  const { apiVersion, kind } = spec;
  if (typeof kind === "string" && kind !== "Kustomization" && kind !== "Component")
    yield problem(`unknown kind ${JSON.stringify(kind)}: use Kustomization or Component`, ["kind"], "value");
  else if (typeof apiVersion === "string" && !versions.has(apiVersion))
    yield problem(`unknown version ${JSON.stringify(apiVersion)}: use ${versionOf(kind)}`, ["apiVersion"], "value");
  for (const key of unknownOf(spec, fields)) yield problem(unknown(key, fields), [key], "key");
  for (const [list, known] of Object.entries(items)) {
    const values = spec[list];
    for (const [index, item] of listOf(values).entries())
      if (isMapping(item))
        for (const key of unknownOf(item, known)) yield problem(unknown(key, known), [list, index, key], "key");
  }
}

const group = "kustomize.config.k8s.io";

/** kustomize asks for the one that fits the kind, and lets the other pass in older versions. */
const versions = new Set([`${group}/v1beta1`, `${group}/v1alpha1`]);

function versionOf(kind: unknown): string {
  return `${group}/${kind === "Component" ? "v1alpha1" : "v1beta1"}`;
}

function unknownOf(spec: object, known: Names): string[] {
  return Object.keys(spec).filter((key) => !known.has(key.toLowerCase()) && !mayBeFilledIn(key));
}

const longest = 40;

function unknown(key: string, known: Names): string {
  const near = key.length < longest ? [...known.values()].filter((name) => distance(name, key) <= 2) : [];
  const [meant] = near.sort((one, other) => distance(one, key) - distance(other, key));
  const hint = meant === undefined || key.length < 3 ? "" : `: did you mean ${JSON.stringify(meant)}?`;
  return `unknown field ${JSON.stringify(key)}${hint}`;
}
