/** The formats by name. All but the one for people are loaded when they are asked for. */

import type { Run } from "../lint/diagnostic.ts";
import { text, type TextOptions } from "./text.ts";

export const formats = {
  text: "for people: each finding with its lines (default)",
  compact: "file:line:column: severity: message [rule], as editors read it",
  json: "one document with everything, for programs",
  jsonl: "an object a line, for programs",
  sarif: "code scanning of GitHub, Azure DevOps and others",
  github: "annotations in the log of GitHub Actions",
  gitlab: "code quality report of GitLab",
  azure: "issues in the log of Azure Pipelines",
  junit: "test results for Jenkins, GitLab, Azure Pipelines and others",
  checkstyle: "for Jenkins, reviewdog and others",
  markdown: "for comments and job summaries",
} as const;
export type Format = keyof typeof formats;

export async function report(run: Run, format: Format, options: TextOptions): Promise<string> {
  switch (format) {
    case "text":
      return text(run, options);
    case "compact":
      return (await import("./compact.ts")).compact(run);
    case "json":
      return (await import("./json.ts")).json(run);
    case "jsonl":
      return (await import("./jsonl.ts")).jsonl(run);
    case "sarif":
      return (await import("./sarif.ts")).sarif(run, { suppressed: options.verbose });
    case "github":
      return (await import("./github.ts")).github(run);
    case "gitlab":
      return (await import("./gitlab.ts")).gitlab(run);
    case "azure":
      return (await import("./azure.ts")).azure(run);
    case "junit":
      return (await import("./junit.ts")).junit(run);
    case "checkstyle":
      return (await import("./checkstyle.ts")).checkstyle(run);
    case "markdown":
      return (await import("./markdown.ts")).markdown(run);
  }
}
