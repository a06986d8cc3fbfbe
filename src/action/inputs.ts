/** What the workflow asks for: the `with:` of its step, as `action.yml` declares it. */

import { getInput } from "@actions/core";
import { didYouMean, UsageError } from "../cli/usage.ts";

export interface Inputs {
  readonly paths: readonly string[];
  readonly workingDirectory: string;
  readonly config: string;
  readonly environments: readonly string[];
  readonly failOn: string;
  readonly baseline: string;
  readonly changedOnly: boolean;
  readonly since: string;
  readonly annotations: "auto" | "changed" | "off";
  readonly summary: boolean;
  readonly reports: readonly string[];
  readonly sarifFile: string;
  readonly upload: "auto" | "true" | "false";
  readonly waits: boolean;
  readonly category: string;
  readonly token: string;
}

export function readInputs(): Inputs {
  return {
    paths: lines("paths"),
    workingDirectory: text("working-directory") || ".",
    config: text("config"),
    environments: lines("environments"),
    failOn: choice("fail-on", ["error", "warning", "info", "never"]),
    baseline: text("baseline"),
    changedOnly: isTrue("changed-only", false),
    since: text("since"),
    annotations: choice("annotations", ["auto", "changed", "off"]),
    summary: isTrue("summary", true),
    reports: lines("reports"),
    sarifFile: text("sarif-file"),
    upload: choice("upload-sarif", ["false", "auto", "true"]),
    waits: isTrue("wait-for-processing", true),
    category: text("category") || "mesh-lint",
    token: text("token"),
  };
}

function text(name: string): string {
  return getInput(name);
}

function lines(name: string): string[] {
  return text(name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** The first choice is the default. */
function choice<T extends string>(name: string, choices: readonly [T, ...T[]]): T {
  const value = text(name).toLowerCase();
  if (value === "") return choices[0];
  const found = choices.find((each) => each === value);
  if (found !== undefined) return found;
  const guess = didYouMean(value, choices) || `: use ${choices.join(", ")}`;
  throw new UsageError(`input ${name} cannot be "${value}"${guess}`);
}

function isTrue(name: string, byDefault: boolean): boolean {
  return choice(name, byDefault ? ["true", "false"] : ["false", "true"]) === "true";
}
