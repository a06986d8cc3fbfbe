/** The text of a first configuration: what was found, and as comments what may be wanted. */

import { homepage } from "../docs/site.ts";
import type { External } from "../mesh/mesh.ts";
import type { Environment } from "../render/environment.ts";
import { oneLine } from "../report/escape.ts";
import { count } from "../report/tally.ts";
import { scalarText } from "./config-yaml.ts";
import type { Proposal } from "./init-environments.ts";
import type { Candidate } from "./init-external.ts";
import type { Product, Releases } from "./init-versions.ts";

export interface Draft {
  readonly found: readonly Environment[];
  readonly environments: readonly Proposal[];
  readonly versions: ReadonlyMap<Product, Releases>;
  readonly external: ReadonlyMap<keyof External, readonly Candidate[]>;
  /** Parts that would make mesh-lint report more than it does without: as comments. */
  readonly held: ReadonlySet<Part>;
}

export type Part = "environments" | "mesh";

const schema = `https://raw.githubusercontent.com/${new URL(homepage).pathname.slice(1)}/main/schemas/mesh-lint.json`;

export function initText(draft: Draft): string {
  const blocks = [
    [
      `# yaml-language-server: $schema=${schema}`,
      `# All keys: ${homepage}#configuration`,
      "# What holds, and where it came from: mesh-lint config",
    ],
    [
      "# Which rules are on. strict adds more of them; security has those about security alone.",
      "extends: [recommended]",
    ],
    environmentLines(draft),
    meshLines(draft),
    externalLines(draft),
    [
      "# How bad a rule is, and where: mesh-lint rules lists them.",
      "# rules:",
      "#   istio/unused-subset: off",
      "# overrides:",
      '#   - files: ["legacy/**"]',
      '#     rules: { "istio/*": info }',
    ],
    [
      "# Findings that are known and do not count; mesh-lint --baseline mesh-lint-baseline.json --update-baseline writes them.",
      "# baseline: mesh-lint-baseline.json",
    ],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}

function environmentLines({ found, environments, held }: Draft): readonly string[] {
  if (environments.length === 0) {
    return [
      `# What lives together in one cluster. ${foundWords(found)}: see mesh-lint environments.`,
      "# Name one to say that it is complete: only then may something be called missing from it.",
      "# environments:",
      "#   - name: prod",
      "#     roots: [clusters/prod]",
      "#     complete: true",
    ];
  }
  const lines = [
    "environments:",
    ...environments.flatMap(({ name, roots }) => [
      `  - name: ${scalarText(name)}`,
      ...(roots.length === 1
        ? [`    roots: [${roots.map(scalarText).join(", ")}]`]
        : ["    roots:", ...roots.map((root) => `      - ${scalarText(root)}`)]),
    ]),
  ];
  const hint =
    "# Say complete: true where these files are all that the cluster runs: only then may something be called missing.";
  if (!held.has("environments"))
    return [
      "# What lives together in one cluster, as the folders show it; the rest is found by itself.",
      hint,
      ...lines,
    ];
  return [
    "# The folders look like these environments. With them mesh-lint reports more than without, so look before you take them:",
    ...lines.map((line) => `# ${line}`),
  ];
}

function foundWords(found: readonly Environment[]): string {
  const kustomized = found.filter(({ origin }) => origin === "kustomize").length;
  const folders = found.length - kustomized;
  const parts = [
    ...(kustomized > 0 ? [count(kustomized, "kustomization")] : []),
    ...(folders > 0 ? [count(folders, "plain folder")] : []),
  ];
  return found.length === 0 ? "None is found yet" : `Found without being named here: ${parts.join(" and ")}`;
}

const titles: Readonly<Record<Product, string>> = { istio: "Istio", linkerd: "Linkerd", gatewayApi: "Gateway API" };

function meshLines({ versions, held }: Draft): readonly string[] {
  const products = [...versions];
  if (products.length === 0) return [];
  const lines = products.map(([product, releases]) => {
    const [[release, files] = ["", []], ...others] = [...releases];
    if (others.length === 0) return `  ${product}: "${release}" # ${placesOf(files)}`;
    const all = [...releases].map(([each, where]) => `${each} (${placesOf(where)})`);
    return `# ${product}: the files name ${all.slice(0, 3).join(", ")}${all.length > 3 ? " and others" : ""}`;
  });
  const known = lines.filter((line) => line.startsWith(" "));
  const unsure = lines.filter((line) => line.startsWith("#"));
  const section = known.length > 0 ? ["mesh:", ...known] : [];
  const names = products.map(([product]) => titles[product]).join(", ");
  if (!held.has("mesh"))
    return [`# Releases of the mesh, as files say that install it (${names}).`, ...section, ...unsure];
  return [
    `# Files that install the mesh say this. With it mesh-lint reports objects that such a release does not serve yet:`,
    ...section.map((line) => `# ${line}`),
    ...unsure,
  ];
}

function placesOf(files: readonly string[]): string {
  const [first = "", ...others] = files;
  return oneLine(others.length === 0 ? first : `${first} and ${others.length} more`);
}

const mostNames = 10;

function externalLines({ external }: Draft): readonly string[] {
  if (external.size === 0) return [];
  return [
    "# Manifests name these, and no file here serves them. What lives elsewhere belongs here; what does not is a mistake.",
    "# external:",
    ...[...external].flatMap(([list, candidates]) => [
      `#   ${list}:`,
      ...candidates.slice(0, mostNames).map(({ name, place }) => `#     - ${scalarText(name)} # ${oneLine(place)}`),
      ...(candidates.length > mostNames ? [`#     # and ${candidates.length - mostNames} more`] : []),
    ]),
  ];
}
