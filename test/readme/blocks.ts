/** The fenced blocks of a Markdown page, and what each is: something that a test can run or check. */

import { loadAll } from "js-yaml";

export interface Block {
  /** Line of its fence, from 1. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** What `<!-- test: … -->` before it says. */
  readonly mark: string | undefined;
  /** Between `<!-- name:start -->` and `<!-- name:end -->`, so another test has written it. */
  readonly isGenerated: boolean;
}

export function blocksOf(page: string): Block[] {
  const lines = page.split("\n");
  const found: Block[] = [];
  let generated: string | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const [, name, edge] = /^<!-- ([\w-]+):(start|end) -->$/.exec(line) ?? [];
    if (name !== undefined) generated = edge === "start" ? name : undefined;
    const [, indent, fence, language = ""] = /^( *)(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (indent === undefined || fence === undefined) continue;
    const end = lines.findIndex((other, at) => at > index && other.trim() === fence);
    if (end < 0) throw new Error(`README.md:${index + 1}: this block has no end`);
    const text = lines.slice(index + 1, end).map((inner) => inner.slice(indent.length));
    const mark = /^<!-- test: (.+) -->$/.exec(
      lines
        .slice(0, index)
        .findLast((above) => above.trim() !== "")
        ?.trim() ?? "",
    );
    found.push({
      line: index + 1,
      language: language.trim(),
      text: `${text.join("\n")}\n`,
      mark: mark?.[1],
      isGenerated: generated !== undefined,
    });
    index = end;
  }
  return found;
}

export type Kind =
  | "generated"
  | "shell"
  | "transcript"
  | "git hook"
  | "configuration"
  | "manifests"
  | "pre-commit"
  | "lefthook"
  | "lint-staged"
  | "workflow"
  | "gitlab"
  | "azure"
  | "jenkins"
  | "output"
  | "rule";

/** Undefined for a block that no test knows. */
export function kindOf(block: Block, configurationKeys: ReadonlySet<string>): Kind | undefined {
  if (block.isGenerated) return "generated";
  const name = block.mark ?? fileOf(block);
  return kinds.find(([pattern]) => name !== undefined && pattern.test(name))?.[1] ?? shapeOf(block, configurationKeys);
}

/** By the name of the file that a block belongs in, or by what a comment `<!-- test: … -->` calls it. */
const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/^(mesh-lint\.(ya?ml|json)|configuration)$/, "configuration"],
  [/^\.pre-commit-config\.yaml$/, "pre-commit"],
  [/^lefthook\.yml$/, "lefthook"],
  [/^\.github\/workflows\/[\w-]+\.ya?ml$/, "workflow"],
  [/^\.gitlab-ci\.yml$/, "gitlab"],
  [/^azure-pipelines\.yml$/, "azure"],
  [/^Jenkinsfile$/, "jenkins"],
  [/^manifests$/, "manifests"],
  [/^output$/, "output"],
];

/** A comment in the first line that is nothing but the name of a file. */
function fileOf({ text }: Block): string | undefined {
  return /^(?:#|\/\/) ([\w./-]*(?:\.(?:ya?ml|json)|file))\n/.exec(text)?.[1];
}

function shapeOf(block: Block, configurationKeys: ReadonlySet<string>): Kind | undefined {
  switch (block.language) {
    case "sh":
    case "bash":
      return block.text.startsWith("#!") ? "git hook" : "shell";
    case "zsh":
    case "fish":
    case "powershell":
      return "shell";
    case "console":
      return "transcript";
    case "ts":
      return block.text.includes("defineRule(") ? "rule" : undefined;
    case "yaml":
    case "json":
      return shapeOfData(block.text, configurationKeys);
    default:
      return undefined;
  }
}

const workflowKeys = ["jobs", "steps", "uses"];

function shapeOfData(text: string, configurationKeys: ReadonlySet<string>): Kind | undefined {
  const [first] = loadAll(text) as readonly unknown[];
  const keys = Object.keys((Array.isArray(first) ? (first as readonly unknown[])[0] : first) ?? {});
  if (keys.includes("repos")) return "pre-commit";
  if (keys.includes("lint-staged")) return "lint-staged";
  if (keys.some((key) => workflowKeys.includes(key))) return "workflow";
  if (keys.includes("apiVersion") || /mesh-lint(?:\.dev\/|-)ignore/.test(text)) return "manifests";
  if (keys.includes("diagnostics")) return "output";
  return keys.length > 0 && keys.every((key) => configurationKeys.has(key)) ? "configuration" : undefined;
}
