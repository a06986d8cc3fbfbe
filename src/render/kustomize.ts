/** Renders kustomizations: gathers their resources and changes them as kustomize would. */

import { posix } from "node:path";
import type { YamlDocument } from "../yaml/document.ts";
import type { Resource } from "./environment.ts";
import { resolveIn, type FileTree } from "./files.ts";
import { withGenerated, type Texts } from "./generators.ts";
import { gathered, isRemote, mappings, strategicMerges, type Entry, type Kustomization } from "./kustomization.ts";
import { withTextAnnotations, withWords } from "./kustomize-scalars.ts";
import { followNames, nameReferences } from "./name-references.ts";
import { override, overridesOf } from "./overrides.ts";
import { applyPatches, type Patches } from "./patches.ts";
import type { RenderProblem } from "./problem.ts";
import type { Kustomizations } from "./reach.ts";
import { applyReplacements, replacementsOf } from "./replacements.ts";
import { missingNames, resourcesOf } from "./resources.ts";
import { isCalled, mayBeFilledIn } from "./target.ts";

export interface Rendered {
  readonly resources: readonly Resource[];
  /** What could not be rendered, in words. */
  readonly reasons: readonly string[];
  /** Folders of the kustomizations that took part. */
  readonly folders: ReadonlySet<string>;
  /** Whether a file or folder that should bring resources is not there. */
  readonly isBroken: boolean;
}

export interface Kustomizer {
  render(kustomization: Kustomization): Rendered;
  readonly problems: readonly RenderProblem[];
}

interface KustomizerInput {
  readonly tree: FileTree;
  readonly kustomizations: Kustomizations;
  readonly patches: Patches;
  readonly texts: Texts;
}

interface Gathering {
  resources: Resource[];
  isBroken: boolean;
  readonly reasons: Set<string>;
  readonly folders: Set<string>;
}

const deepest = 100;

/** Bases are rendered once, however many overlays build on them. */
export function kustomizer({ tree, kustomizations, patches, texts }: KustomizerInput): Kustomizer {
  const rendered = new Map<string, Rendered>();
  const active = new Set<string>();
  const read = new Map<YamlDocument, readonly Resource[]>();
  const problems = new Map<string, RenderProblem>();
  // Two kustomizations that build on each other's copies with new prefixes double the objects on each level.
  let budget = 100_000 + 20 * [...tree.files.values()].reduce((sum, { documents }) => sum + documents.length, 0);

  function report(problem: RenderProblem): void {
    problems.set(JSON.stringify([problem.rule, problem.document.source.path, problem.path, problem.message]), problem);
  }

  function render(kustomization: Kustomization): Rendered {
    const known = rendered.get(kustomization.folder);
    if (known) return known;
    const result = build(kustomization, { resources: [], isBroken: false, reasons: new Set(), folders: new Set() });
    const { resources, folders, isBroken } = result;
    const done = { resources, reasons: [...result.reasons], folders, isBroken };
    rendered.set(kustomization.folder, done);
    return done;
  }

  /** What was gathered before comes in where a Component is applied to it. */
  function build(kustomization: Kustomization, into: Gathering): Gathering {
    into.folders.add(kustomization.folder);
    active.add(kustomization.folder);
    const [components, bases] = [true, false].map((isComponent) =>
      gathered(kustomization).filter(({ key }) => (key === "components") === isComponent),
    );
    for (const entry of bases ?? []) gather(entry, { kustomization, into });
    into.resources = withGenerated(kustomization, into.resources, texts);
    for (const entry of components ?? []) gather(entry, { kustomization, into });
    for (const reason of unrendered(kustomization, tree)) into.reasons.add(reason);
    transform(kustomization, into);
    active.delete(kustomization.folder);
    return into;
  }

  function gather(
    entry: Entry<string>,
    { kustomization, into }: { kustomization: Kustomization; into: Gathering },
  ): void {
    const { value, key, index } = entry;
    const shown = JSON.stringify(value.length > 100 ? `${value.slice(0, 100)}…` : value);
    const refuse = (rule: RenderProblem["rule"], message: string) => {
      into.isBroken = true;
      into.reasons.add(`${kustomization.file}: ${message}`);
      report({ rule, severity: "error", message, document: kustomization.document, path: [key, index] });
    };
    if (isRemote(value)) return void into.reasons.add(`remote ${nounOf(key)} ${shown} is not fetched`);
    if (value.includes("${")) return void into.reasons.add(`${nounOf(key)} ${shown} is not known`);
    const path = resolveIn(kustomization.folder, value);
    if (path === undefined) return void into.reasons.add(`${shown} lies outside of the repository`);
    const base = kustomizations.get(path);
    if (base) {
      if (active.has(path)) refuse("gitops/invalid-cycle", `${shown} leads back to this kustomization`);
      else if (active.size >= deepest) into.reasons.add(`kustomizations stand more than ${deepest} deep`);
      else take(base, into);
    } else if (tree.files.has(path)) {
      takeFile(path, into);
    } else if (tree.folders.has(path)) {
      refuse("gitops/unknown-resource", `folder ${shown} holds no kustomization file`);
    } else {
      refuse("gitops/unknown-resource", `there is no file or folder ${shown}`);
    }
  }

  function take(base: Kustomization, into: Gathering): void {
    if (base.isComponent) {
      build(base, into);
      return;
    }
    const { resources, reasons, folders, isBroken } = render(base);
    into.isBroken ||= isBroken;
    for (const resource of resources) into.resources.push(resource);
    for (const reason of reasons) into.reasons.add(reason);
    for (const folder of folders) into.folders.add(folder);
  }

  /** The same objects each time, so that a file that is met on two ways counts once. */
  function resourcesIn(document: YamlDocument): readonly Resource[] {
    const known = read.get(document) ?? resourcesOf(document).map((each) => withTextAnnotations(withWords(each)));
    read.set(document, known);
    return known;
  }

  function takeFile(path: string, into: Gathering): void {
    const file = tree.files.get(path);
    if (file?.unread !== undefined) into.reasons.add(`${path} is not read: ${file.unread}`);
    for (const document of file?.documents ?? []) {
      for (const resource of resourcesIn(document)) into.resources.push(resource);
      for (const problem of missingNames(document)) report(problem);
    }
  }

  function transform(kustomization: Kustomization, into: Gathering): void {
    const own = patches.of.get(kustomization) ?? [];
    // Alone, a Component has nothing to patch.
    const isWhole = into.reasons.size === 0 && !(kustomization.isComponent && active.size === 1);
    const patched = applyPatches([...new Set(into.resources)], { patches: own, matches: patches.matches, isWhole });
    patched.problems.forEach(report);
    const left = own.length - patched.applied;
    if (left > 0)
      into.reasons.add(`${left} of the ${own.length} patches of ${kustomization.file} are not applied: too many`);
    if (isWhole) for (const problem of unscaled(kustomization, patched.resources)) report(problem);
    const overrides = overridesOf(kustomization);
    // A patch may bring new ones.
    const before = patched.resources.map(withTextAnnotations);
    const overridden = overrides ? before.map((resource) => override(resource, overrides, kustomization)) : before;
    const isRenamed = overrides?.namePrefix !== undefined || overrides?.nameSuffix !== undefined;
    const resources = isRenamed
      ? followNames(overridden, { before, references: nameReferences(kustomization, tree) })
      : overridden;
    budget -= resources.length;
    if (budget < 0) into.reasons.add("kustomizations multiply their objects without end");
    const replacements = replacementsOf(kustomization, tree);
    const replaced = applyReplacements(budget < 0 ? [] : resources, { replacements, matches: patches.matches });
    if (isWhole) replaced.problems.forEach(report);
    if (replaced.isVague) into.reasons.add(`some "replacements" of ${kustomization.file} are not applied`);
    into.resources = [...replaced.resources];
  }

  return {
    render,
    get problems() {
      return [...problems.values()];
    },
  };
}

function nounOf(key: string): string {
  return key === "bases" ? "base" : key.slice(0, -1);
}

/** Inputs that need a program, a chart or a computation that is not made here. */
function* unrendered(kustomization: Kustomization, { files }: FileTree): Generator<string> {
  const { spec, file, folder } = kustomization;
  for (const { value } of mappings(kustomization, "helmCharts", "helmChartInflationGenerator")) {
    const name = value.name ?? value.chartName;
    yield `chart ${JSON.stringify(name)} of ${file} is not rendered`;
  }
  for (const { value } of mappings(kustomization, "replacements")) {
    const path = typeof value.path === "string" ? resolveIn(folder, value.path) : undefined;
    if (path !== undefined && !files.get(path)?.documents.length) yield `replacements of ${path} are not known`;
  }
  for (const key of ["generators", "transformers"]) {
    if (Array.isArray(spec[key]) && spec[key].length > 0) yield `"${key}" of ${file} are not applied`;
  }
}

const scalable = ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"];

/** Numbers of replicas for nothing: kubernetes-sigs/kustomize api/internal/builtins/ReplicaCountTransformer.go. */
function* unscaled(kustomization: Kustomization, resources: readonly Resource[]): Generator<RenderProblem> {
  const { document } = kustomization;
  for (const { key, index, value } of mappings(kustomization, "replicas")) {
    const { name } = value;
    if (typeof name !== "string" || mayBeFilledIn(name)) continue;
    if (resources.some((each) => scalable.includes(each.object.kind) && isCalled(each, name))) continue;
    const message = `no Deployment, StatefulSet, ReplicaSet or ReplicationController ${JSON.stringify(name)} to scale`;
    yield { rule: "gitops/unknown-patch-target", severity: "error", message, document, path: [key, index, "name"] };
  }
}

/** References to files of patches and replacements that are not there. */
export function* missingPatches(kustomization: Kustomization, { files }: FileTree): Generator<RenderProblem> {
  const listed = strategicMerges(kustomization).map((entry) => ({ ...entry, path: [] as string[] }));
  const named = mappings(kustomization, "patches", "patchesJson6902", "replacements").flatMap(
    ({ key, index, value }) =>
      typeof value.path === "string" ? [{ key, index, value: value.path, path: ["path"] }] : [],
  );
  for (const { key, index, value, path } of [...listed, ...named]) {
    if (/[\n:{]/.test(value) || isRemote(value)) continue;
    const file = resolveIn(kustomization.folder, value);
    if (file === undefined || files.has(file)) continue;
    const message = `there is no file ${JSON.stringify(posix.normalize(value))}`;
    const { document } = kustomization;
    yield { rule: "gitops/unknown-resource", severity: "error", message, document, path: [key, index, ...path] };
  }
}
